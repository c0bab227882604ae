"""Meetings, and who says they come."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from bot.domain.rsvps import Answer
from storage.moments import Choice, Seconds, UtcMoment
from storage.tables.base import Row

IS_ON = text("cancelled_at IS NULL")


class MeetingRow(Row, table=True):
    """Keeps a Meeting."""

    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index(None, "circle_id", "starts_at"),
        # Serve "when does this circle meet next" and "what is next" without a look at the table.
        Index(
            "ix_meetings_on", "circle_id", "ends_at", "starts_at", sqlite_where=IS_ON, postgresql_where=IS_ON
        ),
        Index(
            "ix_meetings_next",
            "starts_at",
            "circle_id",
            "ends_at",
            sqlite_where=IS_ON,
            postgresql_where=IS_ON,
        ),
    )

    id: str = Field(primary_key=True)
    circle_id: str = Field(foreign_key="circles.id")
    number: int
    on: dt.date
    at: dt.time
    zone: str
    minutes: int
    starts_at: dt.datetime = Field(sa_type=UtcMoment)
    ends_at: dt.datetime = Field(sa_type=UtcMoment)
    revision: int
    cancelled_at: dt.datetime | None = Field(sa_type=UtcMoment)
    moved_from_at: dt.datetime | None = Field(sa_type=UtcMoment)
    reminder_lead: dt.timedelta | None = Field(sa_type=Seconds)
    reminder_words: str | None
    words_by: str | None = Field(foreign_key="people.id")
    place: str | None
    link: str | None
    sequence: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    agenda: str | None


class RsvpRow(Row, table=True):
    """Keeps an Rsvp."""

    __tablename__ = "rsvps"

    meeting_id: str = Field(primary_key=True, foreign_key="meetings.id")
    person_id: str = Field(primary_key=True, foreign_key="people.id")
    answer: Answer = Field(sa_type=Choice(Answer))
    reason: str | None
    revision: int
    answered_at: dt.datetime = Field(sa_type=UtcMoment)
