"""After the meeting.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WORDS = ("went_well", "to_change", "sentence")


def upgrade() -> None:
    """Makes what feedback, attendance, recaps and covers are kept in, and gives meetings an agenda."""
    op.add_column("meetings", sa.Column("agenda", sa.String(), nullable=True))
    for name in WORDS:
        op.add_column("feedbacks", sa.Column(name, sa.String(), nullable=True))
    op.create_table(
        "attendances",
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("total >= 0", name=op.f("ck_attendances_total")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_attendances_meeting_id")),
        sa.ForeignKeyConstraint(["saved_by"], ["people.id"], name=op.f("fk_attendances_saved_by")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_attendances")),
    )
    op.create_table(
        "attendees",
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["attendances.meeting_id"], name=op.f("fk_attendees_meeting_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_attendees_person_id")),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("pk_attendees")),
    )
    op.create_table(
        "check_ins",
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_check_ins_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_check_ins_person_id")),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("pk_check_ins")),
    )
    op.create_table(
        "check_in_codes",
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_check_in_codes_meeting_id")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_check_in_codes_made_by")),
        sa.PrimaryKeyConstraint("meeting_id", "made_by", name=op.f("pk_check_in_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_check_in_codes_code_hash")),
    )
    op.create_table(
        "recaps",
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_recaps_by")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_recaps_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_recaps")),
    )
    op.create_table(
        "covers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(taken_by IS NULL) = (taken_at IS NULL)", name=op.f("ck_covers_taken")),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_covers_asked_by")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_covers_meeting_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["people.id"], name=op.f("fk_covers_taken_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_covers")),
    )
    op.create_index(op.f("ix_covers_meeting_id_asked_at"), "covers", ["meeting_id", "asked_at"])


def downgrade() -> None:
    """Takes it away."""
    for table in ("covers", "recaps", "check_in_codes", "check_ins", "attendees", "attendances"):
        op.drop_table(table)
    for name in WORDS:
        op.drop_column("feedbacks", name)
    op.drop_column("meetings", "agenda")
