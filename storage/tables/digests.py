"""What digests said, and who has taken on what they asked for."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import JSON
from sqlmodel import Field

from bot.domain.hands import Need
from storage.moments import Choice, UtcMoment
from storage.tables.base import Row


class HandRow(Row, table=True):
    """Keeps a Hand."""

    __tablename__ = "hands"

    team_id: str = Field(primary_key=True, foreign_key="teams.id")
    monday: dt.date = Field(primary_key=True)
    circle_id: str = Field(primary_key=True, foreign_key="circles.id")
    need: Need = Field(primary_key=True, sa_type=Choice(Need))
    person_id: str = Field(foreign_key="people.id")
    taken_at: dt.datetime = Field(sa_type=UtcMoment)


class DigestNumbersRow(Row, table=True):
    """The numbers of one digest as it was first sent."""

    __tablename__ = "digest_numbers"

    subject: str = Field(primary_key=True)
    numbers: Mapping[str, int] = Field(sa_type=JSON)
    kept_at: dt.datetime = Field(sa_type=UtcMoment)
