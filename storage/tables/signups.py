"""Seats in circles, and places in line for one."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
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
        CheckConstraint("(standing = 'seated') = (seat IS NOT NULL)", name="seat"),
        CheckConstraint("(standing = 'in-line') = (line_no IS NOT NULL)", name="line"),
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
