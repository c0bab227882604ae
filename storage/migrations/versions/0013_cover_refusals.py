"""Who was asked to lead a meeting, and cannot either.

Revision ID: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Keeps every no to a cover, so that organizers hear as soon as nobody is left to ask."""
    op.create_table(
        "cover_refusals",
        sa.Column("cover_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cover_id"], ["covers.id"], name=op.f("fk_cover_refusals_cover_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_cover_refusals_person_id")),
        sa.PrimaryKeyConstraint("cover_id", "person_id", name=op.f("pk_cover_refusals")),
    )


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("cover_refusals")
