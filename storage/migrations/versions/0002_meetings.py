"""Changing meetings.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Meetings have places, links and a sequence of their own; changes can be taken back; calendars have feeds."""
    op.add_column("meetings", sa.Column("place", sa.String(), nullable=True))
    op.add_column("meetings", sa.Column("link", sa.String(), nullable=True))
    op.add_column(
        "meetings", sa.Column("sequence", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.execute("UPDATE meetings SET sequence = revision")
    op.create_table(
        "undos",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("circle_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("dropped", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name=op.f("fk_undos_circle_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_undos_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undos")),
    )
    op.create_index(op.f("ix_undos_circle_id_until_at"), "undos", ["circle_id", "until_at"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_feeds_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_feeds_code_hash")),
    )
    op.create_index(op.f("ix_feeds_person_id"), "feeds", ["person_id"], unique=False)


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("feeds")
    op.drop_table("undos")
    for column in ("sequence", "link", "place"):
        op.drop_column("meetings", column)
