"""Seats in circles, places in line for one, and links with which to take a seat."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from bot.domain.signups import Standing
from storage.moments import Choice, UtcMoment
from storage.tables.base import Row


class SignupRow(Row, table=True):
    """Keeps a Signup."""

    __tablename__ = "signups"
    __table_args__ = (
        UniqueConstraint("circle_id", "person_id"),
        UniqueConstraint("circle_id", "seat"),
        UniqueConstraint("circle_id", "line_no"),
        CheckConstraint("(standing IN ('seated', 'offered')) = (seat IS NOT NULL)", name="seat"),
        CheckConstraint("(standing IN ('in-line', 'offered')) = (line_no IS NOT NULL)", name="line"),
        CheckConstraint("(standing = 'offered') = (held_until IS NOT NULL)", name="held"),
        CheckConstraint("seat >= 1 AND line_no >= 1", name="from_one"),
        Index(None, "person_id"),
    )

    id: str = Field(primary_key=True)
    circle_id: str = Field(foreign_key="circles.id")
    person_id: str = Field(foreign_key="people.id")
    standing: Standing = Field(sa_type=Choice(Standing))
    seat: int | None
    line_no: int | None
    goal: str | None
    offer: str | None
    consented_at: datetime = Field(sa_type=UtcMoment)
    signed_up_at: datetime = Field(sa_type=UtcMoment)
    changed_at: datetime = Field(sa_type=UtcMoment)
    held_until: datetime | None = Field(sa_type=UtcMoment)
    passed_until: datetime | None = Field(sa_type=UtcMoment)
    times_offered: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})


class SeatLinkRow(Row, table=True):
    """Keeps a SeatLink."""

    __tablename__ = "seat_links"
    __table_args__ = (
        CheckConstraint("(used_by IS NULL) = (used_at IS NULL)", name="used"),
        Index(None, "signup_id"),
    )

    id: str = Field(primary_key=True)
    code_hash: str = Field(unique=True)
    signup_id: str = Field(foreign_key="signups.id")
    made_by: str = Field(foreign_key="people.id")
    made_at: datetime = Field(sa_type=UtcMoment)
    expires_at: datetime = Field(sa_type=UtcMoment)
    used_by: str | None = Field(foreign_key="people.id")
    used_at: datetime | None = Field(sa_type=UtcMoment)
