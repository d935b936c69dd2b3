"""Rows, races and athletes belong to a part: their keys start with the key of the part.

Races and athletes that parts of a source shared are copied for each part that refers to them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ATHLETE = "name, family, sex, nation, born, ids, spellings"
_RACE = (
    "discipline, category, date, venue, stadium, city, nation, round, heat, competition, race_key,"
    " indoor, whole, wind_mps"
)
_OLD = ("observation", "former", "race", "athlete")
# A new key: the part's, and the number within the part in the order of the old keys.
_NUMBERED = """
CREATE TABLE archive_map_{name} AS
SELECT old, part_id,
    CAST(part_id AS BIGINT) * 4294967296 + row_number() OVER (PARTITION BY part_id ORDER BY old) AS new
FROM (
    SELECT {column} AS old, part_id FROM archive_old_observation WHERE {column} IS NOT NULL
    UNION
    SELECT {former} AS old, part_id FROM archive_old_former WHERE {former} IS NOT NULL
) AS found
"""
_THINGS = """
INSERT INTO archive_{name}
SELECT here.new, {columns}
FROM archive_old_{name} AS o
JOIN archive_map_{name} AS here ON here.old = o.id
"""
_ROWS = """
INSERT INTO archive_{into}
SELECT {keys}, o.key, o.row, race.new, athlete.new, team, team_nation, place, mark, mark_value, hand_timed,
    CASE status WHEN 'finished' THEN NULL ELSE status END, notes, wind_mps
FROM archive_old_{into} AS o
JOIN archive_map_observation AS here ON here.old = o.{key}
JOIN archive_map_race AS race ON race.old = o.race_id AND race.part_id = o.part_id
LEFT JOIN archive_map_athlete AS athlete ON athlete.old = o.athlete_id AND athlete.part_id = o.part_id
"""


def upgrade() -> None:
    """Migrate the tables to this revision."""
    op.add_column("archive_part", sa.Column("digest", sa.String(), nullable=True))
    for name in (
        "ix_archive_former_observation_id",
        "ix_archive_former_part_id",
        "ix_archive_observation_part_id_key",
        "ix_archive_observation_race_id",
    ):
        op.drop_index(name)
    for name in _OLD:
        op.rename_table(f"archive_{name}", f"archive_old_{name}")
    _map("observation", "id", "observation_id")
    _map("race", "race_id", "race_id")
    _map("athlete", "athlete_id", "athlete_id")
    if op.get_bind().dialect.name == "postgresql":
        # The names of the new primary keys are those of the old ones.
        for name in _OLD:
            op.execute(f"ALTER TABLE archive_old_{name} DROP CONSTRAINT pk_archive_{name}")
    _create()
    op.execute(_THINGS.format(name="athlete", columns=_ATHLETE))
    op.execute(_THINGS.format(name="race", columns=_RACE))
    op.execute(_ROWS.format(into="observation", keys="here.new", key="id"))
    op.execute(_ROWS.format(into="former", keys="o.id, here.new, o.revision", key="observation_id"))
    for name in ("observation", "race", "athlete"):
        op.drop_table(f"archive_map_{name}")
    for name in _OLD:
        op.drop_table(f"archive_old_{name}")


def _map(name: str, column: str, former: str) -> None:
    """Assign new keys to everything that rows and former rows refer to."""
    op.execute(_NUMBERED.format(name=name, column=column, former=former))
    op.create_index(f"ix_archive_map_{name}", f"archive_map_{name}", ["old", "part_id"])


def _said() -> tuple[sa.Column[str] | sa.Column[int] | sa.Column[bool], ...]:
    return (
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("race_id", _LARGE, nullable=False),
        sa.Column("athlete_id", _LARGE, nullable=True),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("team_nation", sa.String(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("mark", sa.String(), nullable=True),
        sa.Column("mark_value", sa.Integer(), nullable=True),
        sa.Column("hand_timed", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.Column("wind_mps", sa.String(), nullable=True),
    )


def _create() -> None:
    op.create_table(
        "archive_athlete",
        sa.Column("id", _LARGE, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=True),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=True),
        sa.Column("ids", sa.String(), nullable=True),
        sa.Column("spellings", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_athlete")),
    )
    op.create_table(
        "archive_race",
        sa.Column("id", _LARGE, autoincrement=False, nullable=False),
        sa.Column("discipline", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("stadium", sa.String(), nullable=True),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("nation", sa.String(), nullable=True),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("heat", sa.Integer(), nullable=True),
        sa.Column("competition", sa.String(), nullable=True),
        sa.Column("race_key", sa.String(), nullable=True),
        sa.Column("indoor", sa.Boolean(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("wind_mps", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_race")),
    )
    op.create_table(
        "archive_observation",
        sa.Column("id", _LARGE, autoincrement=False, nullable=False),
        *_said(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_observation")),
    )
    op.create_table(
        "archive_former",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("observation_id", _LARGE, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *_said(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_former")),
    )
    op.create_index(
        op.f("ix_archive_former_observation_id"), "archive_former", ["observation_id"], unique=False
    )


def downgrade() -> None:
    """Not supported: an older Bell Lap refuses a newer archive."""
    raise NotImplementedError
