"""How changes can be taken back, and calendar feeds."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Index
from sqlmodel import JSON, Field

from storage.moments import Filled, FilledFields, UtcMoment
from storage.tables.base import Row


class UndoRow(Row, table=True):
    """Keeps an Undo."""

    __tablename__ = "undos"
    __table_args__ = (Index(None, "circle_id", "until_at"),)

    id: str = Field(primary_key=True)
    circle_id: str = Field(foreign_key="circles.id")
    person_id: str = Field(foreign_key="people.id")
    before: Mapping[str, Filled] = Field(sa_type=FilledFields)
    after: Mapping[str, Filled] = Field(sa_type=FilledFields)
    dropped: Sequence[str] = Field(sa_type=JSON)
    made_at: datetime = Field(sa_type=UtcMoment)
    until_at: datetime = Field(sa_type=UtcMoment)
    undone_at: datetime | None = Field(sa_type=UtcMoment)


class FeedRow(Row, table=True):
    """Keeps a Feed. Its secret is nowhere: only a hash is."""

    __tablename__ = "feeds"
    __table_args__ = (Index(None, "person_id"),)

    id: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="people.id")
    code_hash: str = Field(unique=True)
    made_at: datetime = Field(sa_type=UtcMoment)
    revoked_at: datetime | None = Field(sa_type=UtcMoment)
