"""What platforms brought."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from bot.domain.people import Platform
from storage.moments import Choice, UtcMoment
from storage.tables.base import Row

UNDONE = text("done_at IS NULL")
DONE = text("done_at IS NOT NULL")


class ArrivalRow(Row, table=True):
    """Keeps an Arrival."""

    __tablename__ = "arrivals"
    __table_args__ = (
        Index(
            "ix_arrivals_undone",
            "platform",
            "workspace",
            "arrived_at",
            sqlite_where=UNDONE,
            postgresql_where=UNDONE,
        ),
        Index("ix_arrivals_done_at", "done_at", sqlite_where=DONE, postgresql_where=DONE),
    )

    id: str = Field(primary_key=True)
    platform: Platform = Field(sa_type=Choice(Platform))
    workspace: str
    lane: str
    payload: str
    arrived_at: datetime = Field(sa_type=UtcMoment)
    done_at: datetime | None = Field(sa_type=UtcMoment)
