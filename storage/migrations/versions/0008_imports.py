"""Where circles came from.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """A circle from elsewhere comes only once."""
    op.create_table(
        "imports",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("circle_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_imports_team_id")),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name=op.f("fk_imports_circle_id")),
        sa.PrimaryKeyConstraint("team_id", "source", "key", name=op.f("pk_imports")),
    )


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("imports")
