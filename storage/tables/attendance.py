"""Who came, who checked in, what was told to the learners, and who leads instead of whom."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from storage.moments import UtcMoment
from storage.tables.base import Row


class AttendanceRow(Row, table=True):
    """Keeps an Attendance, but for the people."""

    __tablename__ = "attendances"
    __table_args__ = (CheckConstraint("total >= 0", name="total"),)

    meeting_id: str = Field(primary_key=True, foreign_key="meetings.id")
    total: int
    saved_by: str = Field(foreign_key="people.id")
    saved_at: datetime = Field(sa_type=UtcMoment)


class AttendeeRow(Row, table=True):
    """That a person came to a meeting."""

    __tablename__ = "attendees"

    meeting_id: str = Field(primary_key=True, foreign_key="attendances.meeting_id")
    person_id: str = Field(primary_key=True, foreign_key="people.id")


class CheckInRow(Row, table=True):
    """Keeps a CheckIn."""

    __tablename__ = "check_ins"

    meeting_id: str = Field(primary_key=True, foreign_key="meetings.id")
    person_id: str = Field(primary_key=True, foreign_key="people.id")
    at: datetime = Field(sa_type=UtcMoment)


class CheckInCodeRow(Row, table=True):
    """Keeps a CheckInCode."""

    __tablename__ = "check_in_codes"

    meeting_id: str = Field(primary_key=True, foreign_key="meetings.id")
    made_by: str = Field(primary_key=True, foreign_key="people.id")
    code_hash: str = Field(unique=True)
    made_at: datetime = Field(sa_type=UtcMoment)


class RecapRow(Row, table=True):
    """Keeps a Recap."""

    __tablename__ = "recaps"

    meeting_id: str = Field(primary_key=True, foreign_key="meetings.id")
    words: str
    by: str = Field(foreign_key="people.id")
    version: int
    written_at: datetime = Field(sa_type=UtcMoment)
    sent_at: datetime | None = Field(sa_type=UtcMoment)


class CoverRow(Row, table=True):
    """Keeps a Cover."""

    __tablename__ = "covers"
    __table_args__ = (
        CheckConstraint("(taken_by IS NULL) = (taken_at IS NULL)", name="taken"),
        Index(None, "meeting_id", "asked_at"),
    )

    id: str = Field(primary_key=True)
    meeting_id: str = Field(foreign_key="meetings.id")
    revision: int
    asked_by: str = Field(foreign_key="people.id")
    asked_at: datetime = Field(sa_type=UtcMoment)
    taken_by: str | None = Field(foreign_key="people.id")
    taken_at: datetime | None = Field(sa_type=UtcMoment)


class CoverRefusalRow(Row, table=True):
    """Keeps a Refusal."""

    __tablename__ = "cover_refusals"

    cover_id: str = Field(primary_key=True, foreign_key="covers.id")
    person_id: str = Field(primary_key=True, foreign_key="people.id")
    at: datetime = Field(sa_type=UtcMoment)
