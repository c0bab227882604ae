"""People, their accounts, codes that link them, and places."""

from datetime import datetime, time, timedelta

from sqlalchemy import Index, UniqueConstraint, text, true
from sqlmodel import Field

from bot.domain.people import Platform
from storage.moments import Choice, Seconds, UtcMoment
from storage.tables.base import Row

LOST = text("unreachable_at IS NOT NULL")


class PersonRow(Row, table=True):
    """Keeps a Person."""

    __tablename__ = "people"

    id: str = Field(primary_key=True)
    name: str
    language: str
    zone: str | None
    named_at: datetime | None = Field(sa_type=UtcMoment)
    created_at: datetime = Field(sa_type=UtcMoment)
    quiet_from: time
    quiet_until: time
    wants_today: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    erased_at: datetime | None = Field(sa_type=UtcMoment)
    today_lead: timedelta = Field(sa_type=Seconds, sa_column_kwargs={"server_default": "7200"})


class AccountRow(Row, table=True):
    """Keeps an Account."""

    __tablename__ = "accounts"
    __table_args__ = (
        UniqueConstraint("platform", "workspace", "user"),
        Index(None, "person_id", "created_at"),
        Index("ix_accounts_lost", "platform", sqlite_where=LOST, postgresql_where=LOST),
    )

    id: str = Field(primary_key=True)
    platform: Platform = Field(sa_type=Choice(Platform))
    workspace: str
    user: str
    person_id: str = Field(foreign_key="people.id")
    unreachable_at: datetime | None = Field(sa_type=UtcMoment)
    created_at: datetime = Field(sa_type=UtcMoment)
    linked_at: datetime | None = Field(sa_type=UtcMoment)
    preferred_at: datetime | None = Field(sa_type=UtcMoment)


class LinkCodeRow(Row, table=True):
    """Keeps a LinkCode."""

    __tablename__ = "link_codes"
    __table_args__ = (Index(None, "person_id"),)

    code_hash: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="people.id")
    made_at: datetime = Field(sa_type=UtcMoment)
    used_at: datetime | None = Field(sa_type=UtcMoment)


class PlaceRow(Row, table=True):
    """Keeps a Place."""

    __tablename__ = "places"
    __table_args__ = (
        UniqueConstraint("platform", "workspace", "key"),
        Index("ix_places_lost", "platform", sqlite_where=LOST, postgresql_where=LOST),
    )

    id: str = Field(primary_key=True)
    platform: Platform = Field(sa_type=Choice(Platform))
    workspace: str
    key: str
    title: str
    unreachable_at: datetime | None = Field(sa_type=UtcMoment)
    created_at: datetime = Field(sa_type=UtcMoment)
