"""Enrichments: statements about athletes without a race."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Migrate the tables to this revision."""
    op.create_table(
        "archive_enrichment",
        sa.Column("id", _LARGE, autoincrement=False, nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("world_athletics", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("born", sa.String(), nullable=True),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("nation", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_enrichment")),
    )


def downgrade() -> None:
    """Not supported: an older Bell Lap refuses a newer archive."""
    raise NotImplementedError
