"""Checksums of what the archive holds; `migrate` writes them when the tables have their newest form."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this form."""
    op.add_column("archive_state", sa.Column("checksum", sa.String(), nullable=True))
    op.add_column("archive_part", sa.Column("checksum", sa.String(), nullable=True))


def downgrade() -> None:
    """Nobody goes back: an older Bell Lap leaves a newer archive alone, and says so."""
    raise NotImplementedError
