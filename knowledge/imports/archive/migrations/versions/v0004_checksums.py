"""Checksums of what the archive holds; `migrate` writes them when the tables have their newest form."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Migrate the tables to this revision."""
    op.add_column("archive_state", sa.Column("checksum", sa.String(), nullable=True))
    op.add_column("archive_part", sa.Column("checksum", sa.String(), nullable=True))


def downgrade() -> None:
    """Not supported: an older Bell Lap refuses a newer archive."""
    raise NotImplementedError
