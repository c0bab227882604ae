"""Messages, relays, and mutes."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from bot.domain.messages import Recipients
from bot.domain.relays import RelayKind
from storage.moments import Choice, UtcMoment
from storage.tables.base import Row

IS_LATE = text("meeting_id IS NOT NULL")


class MessageRow(Row, table=True):
    """Keeps a CircleMessage."""

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint("(recipients IN ('all', 'one')) = (meeting_id IS NULL)", name="meeting"),
        CheckConstraint("(recipients = 'one') = (to_person IS NOT NULL)", name="to_person"),
        Index(None, "circle_id", "written_at"),
    )

    id: str = Field(primary_key=True)
    circle_id: str = Field(foreign_key="circles.id")
    written_by: str = Field(foreign_key="people.id")
    recipients: Recipients = Field(sa_type=Choice(Recipients))
    meeting_id: str | None = Field(foreign_key="meetings.id")
    to_person: str | None = Field(foreign_key="people.id")
    text: str
    for_later: bool
    goes_at: datetime | None = Field(sa_type=UtcMoment)
    revision: int
    written_at: datetime = Field(sa_type=UtcMoment)


class RelayRow(Row, table=True):
    """Keeps a Relay."""

    __tablename__ = "relays"
    __table_args__ = (
        CheckConstraint("(kind = 'late') = (meeting_id IS NOT NULL)", name="late"),
        Index(None, "answers"),
        # Somebody runs late once for a meeting.
        Index(
            "uq_relays_late",
            "meeting_id",
            "from_person",
            unique=True,
            sqlite_where=IS_LATE,
            postgresql_where=IS_LATE,
        ),
    )

    id: str = Field(primary_key=True)
    circle_id: str = Field(foreign_key="circles.id")
    from_person: str = Field(foreign_key="people.id")
    to_person: str | None = Field(foreign_key="people.id")
    kind: RelayKind = Field(sa_type=Choice(RelayKind))
    meeting_id: str | None = Field(foreign_key="meetings.id")
    text: str
    answers: str | None = Field(foreign_key="relays.id")
    said_at: datetime = Field(sa_type=UtcMoment)


class MuteRow(Row, table=True):
    """Keeps a Mute. `scope` is its circle, or a star for everything, so that one unique key serves both."""

    __tablename__ = "mutes"
    __table_args__ = (CheckConstraint("scope = COALESCE(circle_id, '*')", name="scope"),)

    person_id: str = Field(primary_key=True, foreign_key="people.id")
    scope: str = Field(primary_key=True)
    circle_id: str | None = Field(foreign_key="circles.id")
    cancellations: bool
    since_at: datetime = Field(sa_type=UtcMoment)
