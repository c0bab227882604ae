"""What platforms bring.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

UNDONE = sa.text("done_at IS NULL")
DONE = sa.text("done_at IS NOT NULL")


def upgrade() -> None:
    """What comes in is kept whole until it is answered."""
    op.create_table(
        "arrivals",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
    )
    op.create_index(
        "ix_arrivals_undone",
        "arrivals",
        ["platform", "workspace", "arrived_at"],
        sqlite_where=UNDONE,
        postgresql_where=UNDONE,
    )
    op.create_index("ix_arrivals_done_at", "arrivals", ["done_at"], sqlite_where=DONE, postgresql_where=DONE)


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("arrivals")
