"""Settings, links and erasure.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """People choose what they hear on the day, accounts are linked by codes, and what is old is erased."""
    op.add_column("people", sa.Column("wants_today", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("people", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    for column in ("linked_at", "preferred_at"):
        op.add_column("accounts", sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    op.add_column("circles", sa.Column("anonymised_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "link_codes",
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_link_codes_person_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_link_codes")),
    )
    op.create_index(op.f("ix_link_codes_person_id"), "link_codes", ["person_id"])


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("link_codes")
    op.drop_column("circles", "anonymised_at")
    for column in ("preferred_at", "linked_at"):
        op.drop_column("accounts", column)
    for column in ("erased_at", "wants_today"):
        op.drop_column("people", column)
