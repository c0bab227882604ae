"""What people look for when they browse."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.moments import UtcMoment
from storage.tables.base import Row


class SearchRow(Row, table=True):
    """Keeps a Search."""

    __tablename__ = "searches"
    __table_args__ = (Index(None, "person_id"), Index(None, "used_at"))

    id: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="people.id")
    spot: str
    city: int | None
    latitude: float | None
    longitude: float | None
    topic: str | None
    language: str | None
    weekdays: str
    online: bool
    seats: bool
    made_at: datetime = Field(sa_type=UtcMoment)
    used_at: datetime = Field(sa_type=UtcMoment)
