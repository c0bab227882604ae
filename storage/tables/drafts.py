"""Unfinished forms."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.moments import Filled, FilledFields, UtcMoment
from storage.tables.base import Row


class DraftRow(Row, table=True):
    """Keeps a Draft."""

    __tablename__ = "drafts"
    __table_args__ = (Index(None, "person_id", "spot"),)

    id: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="people.id")
    spot: str
    form: str
    about: Mapping[str, str] = Field(sa_type=FilledFields)
    values: Mapping[str, Filled] = Field(sa_type=FilledFields)
    asking: str | None
    revision: int
    made_at: datetime = Field(sa_type=UtcMoment)
    changed_at: datetime = Field(sa_type=UtcMoment)
