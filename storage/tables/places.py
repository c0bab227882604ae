"""Which places circles are linked with, and the cards in them."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from bot.domain.cards import CardKind
from storage.moments import Choice, UtcMoment
from storage.tables.base import Row

DIRTY = text("dirty_at IS NOT NULL")
THERE = text("reference IS NOT NULL")


class PlaceLinkRow(Row, table=True):
    """Keeps a PlaceLink."""

    __tablename__ = "place_links"
    __table_args__ = (Index(None, "place_id"),)

    circle_id: str = Field(primary_key=True, foreign_key="circles.id")
    place_id: str = Field(primary_key=True, foreign_key="places.id")
    linked_by: str = Field(foreign_key="people.id")
    linked_at: datetime = Field(sa_type=UtcMoment)


class CardRow(Row, table=True):
    """Keeps a Card."""

    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "place_id"),
        Index(None, "circle_id"),
        Index("ix_cards_dirty_at", "dirty_at", sqlite_where=DIRTY, postgresql_where=DIRTY),
        Index("ix_cards_reference", "reference", sqlite_where=THERE, postgresql_where=THERE),
    )

    id: str = Field(primary_key=True)
    kind: CardKind = Field(sa_type=Choice(CardKind))
    subject: str
    circle_id: str = Field(foreign_key="circles.id")
    place_id: str = Field(foreign_key="places.id")
    revision: int
    reference: str | None
    digest: str
    posted_at: datetime = Field(sa_type=UtcMoment)
    dirty_at: datetime | None = Field(sa_type=UtcMoment)
    marks: int
    held_until: datetime | None = Field(sa_type=UtcMoment)
    epoch: int
