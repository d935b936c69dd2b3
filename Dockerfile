# Bell Lap in a container: `docker compose up` starts it beside PostgreSQL; see compose.yaml.
# To pin the base image: `docker buildx imagetools inspect python:3.11-slim` prints its digest; write
# python:3.11-slim@sha256:… in both FROM lines, and look for a newer one when you upgrade.

FROM python:3.11-slim AS build
WORKDIR /source
RUN python -m venv /opt/bell-lap
# Before the program, so that a change of ours downloads nothing again.
COPY requirements/run.txt requirements/
RUN /opt/bell-lap/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY pyproject.toml setup.py README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
RUN /opt/bell-lap/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/bell-lap/bin/pip uninstall --yes setuptools pip

FROM python:3.11-slim
RUN groupadd --gid 10001 bell-lap \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/bell-lap \
        --shell /usr/sbin/nologin bell-lap \
    && install --directory --owner=bell-lap --group=bell-lap /var/lib/bell-lap
COPY --from=build /opt/bell-lap /opt/bell-lap
ENV PATH=/opt/bell-lap/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    BELL_LAP_CACHE=/var/lib/bell-lap/cache \
    BELL_LAP_DATABASE=sqlite:////var/lib/bell-lap/imports.sqlite
# What is imported stays here where no server keeps it.
VOLUME /var/lib/bell-lap
WORKDIR /var/lib/bell-lap
# A number, so that whoever forbids root can see that this isn't.
USER 10001:10001
# Whether the bot answers questions in Discord now; a start that builds everything may take a minute.
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s --retries=3 CMD ["bell-lap", "health"]
ENTRYPOINT ["bell-lap"]
CMD ["run"]
