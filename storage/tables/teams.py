"""Teams, their members, and invitations to them."""

from datetime import datetime, time, timedelta

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from bot.domain.invitations import Purpose
from bot.domain.teams import Role
from storage.moments import Choice, Seconds, UtcMoment
from storage.tables.base import Row


class TeamRow(Row, table=True):
    """Keeps a Team."""

    __tablename__ = "teams"
    __table_args__ = (CheckConstraint("digest_weekday BETWEEN 0 AND 6", name="weekday"),)

    id: str = Field(primary_key=True)
    name: str
    zone: str
    language: str
    reminder_lead: timedelta = Field(sa_type=Seconds)
    digest_place_id: str | None = Field(foreign_key="places.id")
    digest_weekday: int
    digest_at: time
    digest_paused: bool
    created_at: datetime = Field(sa_type=UtcMoment)
    default_count: int = Field(default=6, sa_column_kwargs={"server_default": text("6")})
    default_minutes: int = Field(default=90, sa_column_kwargs={"server_default": text("90")})
    default_capacity: int | None


class MembershipRow(Row, table=True):
    """Keeps a Membership."""

    __tablename__ = "memberships"
    __table_args__ = (Index(None, "person_id"),)

    team_id: str = Field(primary_key=True, foreign_key="teams.id")
    person_id: str = Field(primary_key=True, foreign_key="people.id")
    role: Role = Field(primary_key=True, sa_type=Choice(Role))
    since_at: datetime = Field(sa_type=UtcMoment)


class InvitationRow(Row, table=True):
    """Keeps an Invitation."""

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint('used >= 0 AND ("limit" IS NULL OR used <= "limit")', name="used"),
        Index(None, "team_id"),
    )

    id: str = Field(primary_key=True)
    code_hash: str = Field(unique=True)
    purpose: Purpose = Field(sa_type=Choice(Purpose))
    team_id: str | None = Field(foreign_key="teams.id")
    circle_id: str | None = Field(foreign_key="circles.id")
    made_by: str | None = Field(foreign_key="people.id")
    for_person: str | None = Field(foreign_key="people.id")
    limit: int | None
    used: int
    made_at: datetime = Field(sa_type=UtcMoment)
    expires_at: datetime = Field(sa_type=UtcMoment)
    revoked_at: datetime | None = Field(sa_type=UtcMoment)


class AcceptanceRow(Row, table=True):
    """That a person has accepted an invitation."""

    __tablename__ = "acceptances"

    invitation_id: str = Field(primary_key=True, foreign_key="invitations.id")
    person_id: str = Field(primary_key=True, foreign_key="people.id")
    accepted_at: datetime = Field(sa_type=UtcMoment)
