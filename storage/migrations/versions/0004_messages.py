"""Messages and relay.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

IS_LATE = sa.text("meeting_id IS NOT NULL")


def upgrade() -> None:
    """Makes what messages, relays and mutes are kept in."""
    op.create_table(
        "messages",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("circle_id", sa.String(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("recipients", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=True),
        sa.Column("to_person", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("for_later", sa.Boolean(), nullable=False),
        sa.Column("goes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(recipients IN ('all', 'one')) = (meeting_id IS NULL)", name=op.f("ck_messages_meeting")
        ),
        sa.CheckConstraint(
            "(recipients = 'one') = (to_person IS NOT NULL)", name=op.f("ck_messages_to_person")
        ),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name=op.f("fk_messages_circle_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_messages_meeting_id")),
        sa.ForeignKeyConstraint(["to_person"], ["people.id"], name=op.f("fk_messages_to_person")),
        sa.ForeignKeyConstraint(["written_by"], ["people.id"], name=op.f("fk_messages_written_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    op.create_index(op.f("ix_messages_circle_id_written_at"), "messages", ["circle_id", "written_at"])
    op.create_table(
        "relays",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("circle_id", sa.String(), nullable=False),
        sa.Column("from_person", sa.String(), nullable=False),
        sa.Column("to_person", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("answers", sa.String(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(kind = 'late') = (meeting_id IS NOT NULL)", name=op.f("ck_relays_late")),
        sa.ForeignKeyConstraint(["answers"], ["relays.id"], name=op.f("fk_relays_answers")),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name=op.f("fk_relays_circle_id")),
        sa.ForeignKeyConstraint(["from_person"], ["people.id"], name=op.f("fk_relays_from_person")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_relays_meeting_id")),
        sa.ForeignKeyConstraint(["to_person"], ["people.id"], name=op.f("fk_relays_to_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relays")),
    )
    op.create_index(op.f("ix_relays_answers"), "relays", ["answers"])
    op.create_index(
        "uq_relays_late",
        "relays",
        ["meeting_id", "from_person"],
        unique=True,
        sqlite_where=IS_LATE,
        postgresql_where=IS_LATE,
    )
    op.create_table(
        "mutes",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("circle_id", sa.String(), nullable=True),
        sa.Column("cancellations", sa.Boolean(), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("scope = COALESCE(circle_id, '*')", name=op.f("ck_mutes_scope")),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name=op.f("fk_mutes_circle_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_mutes_person_id")),
        sa.PrimaryKeyConstraint("person_id", "scope", name=op.f("pk_mutes")),
    )


def downgrade() -> None:
    """Takes it away."""
    for table in ("mutes", "relays", "messages"):
        op.drop_table(table)
