"""The archive's first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "archive_former",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("observation_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("race_id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=True),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("team_nation", sa.String(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("mark", sa.String(), nullable=True),
        sa.Column("mark_value", sa.Integer(), nullable=True),
        sa.Column("hand_timed", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=True),
        sa.Column("wind_mps", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_former")),
    )
    op.create_index(
        op.f("ix_archive_former_observation_id"), "archive_former", ["observation_id"], unique=False
    )
    op.create_index(op.f("ix_archive_former_part_id"), "archive_former", ["part_id"], unique=False)
    op.create_table(
        "archive_observation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("race_id", sa.Integer(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=True),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("team_nation", sa.String(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("mark", sa.String(), nullable=True),
        sa.Column("mark_value", sa.Integer(), nullable=True),
        sa.Column("hand_timed", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=True),
        sa.Column("wind_mps", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_observation")),
    )
    op.create_index(
        op.f("ix_archive_observation_part_id_key"), "archive_observation", ["part_id", "key"], unique=True
    )
    op.create_index(op.f("ix_archive_observation_race_id"), "archive_observation", ["race_id"], unique=False)
    op.create_table(
        "archive_source",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("licence", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_source")),
        sa.UniqueConstraint("slug", name=op.f("uq_archive_source_slug")),
    )
    op.create_table(
        "archive_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_archive_state_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_state")),
    )
    op.create_table(
        "archive_athlete",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=True),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=True),
        sa.Column("ids", sa.String(), nullable=True),
        sa.Column("spellings", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"], ["archive_source.id"], name=op.f("fk_archive_athlete_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_athlete")),
        sa.UniqueConstraint("source_id", "digest", name=op.f("uq_archive_athlete_source_id_digest")),
    )
    op.create_table(
        "archive_part",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["archive_source.id"], name=op.f("fk_archive_part_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_part")),
        sa.UniqueConstraint("source_id", "name", name=op.f("uq_archive_part_source_id_name")),
    )
    op.create_table(
        "archive_race",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
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
        sa.ForeignKeyConstraint(["source_id"], ["archive_source.id"], name=op.f("fk_archive_race_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_race")),
        sa.UniqueConstraint("source_id", "digest", name=op.f("uq_archive_race_source_id_digest")),
    )


def downgrade() -> None:
    """Remove the archive."""
    for table in (
        "archive_race",
        "archive_part",
        "archive_athlete",
        "archive_state",
        "archive_source",
        "archive_observation",
        "archive_former",
    ):
        op.drop_table(table)
