"""What will be due, and the ledger of what goes out.

`next_at` is storage's own: the moment at which a row wants attention (when it is due, or when a lease ends),
and NULL once nothing is left to do. Its partial index holds unfinished rows alone, so an idle look costs the
same however long the ledger is. `listed_at` is storage's own too, reckoned by the database: what has come to an end
is listed by it, the latest first.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Computed, Index, UniqueConstraint, text
from sqlmodel import Field

from bot.domain.posts import PlanState, PostKind, PostState, Reason
from storage.moments import Choice, UtcMoment
from storage.tables.base import Row

UNFINISHED = text("next_at IS NOT NULL")
ENDED = text("next_at IS NULL")
SENT_AS = text("reference IS NOT NULL")


class PlanRow(Row, table=True):
    """Keeps a Plan."""

    __tablename__ = "plans"
    __table_args__ = (
        # The subject first: all plans about one are looked for too.
        UniqueConstraint("subject", "kind", "revision"),
        CheckConstraint("(state = 'planned') = (next_at IS NOT NULL)", name="unfinished"),
        Index("ix_plans_next_at", "next_at", sqlite_where=UNFINISHED, postgresql_where=UNFINISHED),
        Index("ix_plans_over", "due_at", sqlite_where=ENDED, postgresql_where=ENDED),
    )

    id: str = Field(primary_key=True)
    kind: PostKind = Field(sa_type=Choice(PostKind))
    subject: str
    revision: int
    state: PlanState = Field(sa_type=Choice(PlanState))
    reason: Reason | None = Field(sa_type=Choice(Reason))
    due_at: datetime = Field(sa_type=UtcMoment)
    useless_at: datetime = Field(sa_type=UtcMoment)
    made_at: datetime = Field(sa_type=UtcMoment)
    next_at: datetime | None = Field(sa_type=UtcMoment)


class PostRow(Row, table=True):
    """Keeps a Post. `recipient` is its person or place in one text, so that one unique key serves both."""

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "revision", "recipient"),
        CheckConstraint("(person_id IS NULL) <> (place_id IS NULL)", name="one_recipient"),
        CheckConstraint(
            "recipient = COALESCE('person:' || person_id, 'place:' || place_id)", name="recipient"
        ),
        CheckConstraint(
            "(state IN ('planned', 'claimed', 'sending')) = (next_at IS NOT NULL)", name="unfinished"
        ),
        Index("ix_posts_next_at", "next_at", sqlite_where=UNFINISHED, postgresql_where=UNFINISHED),
        Index("ix_posts_reference", "reference", sqlite_where=SENT_AS, postgresql_where=SENT_AS),
        Index("ix_posts_ended", "person_id", "listed_at", sqlite_where=ENDED, postgresql_where=ENDED),
        Index("ix_posts_over", "listed_at", sqlite_where=ENDED, postgresql_where=ENDED),
    )

    id: str = Field(primary_key=True)
    kind: PostKind = Field(sa_type=Choice(PostKind))
    subject: str
    revision: int
    person_id: str | None = Field(foreign_key="people.id")
    place_id: str | None = Field(foreign_key="places.id")
    state: PostState = Field(sa_type=Choice(PostState))
    reason: Reason | None = Field(sa_type=Choice(Reason))
    due_at: datetime = Field(sa_type=UtcMoment)
    useless_at: datetime = Field(sa_type=UtcMoment)
    attempts: int
    epoch: int
    reference: str | None
    sent_at: datetime | None = Field(sa_type=UtcMoment)
    again: bool
    recipient: str
    next_at: datetime | None = Field(sa_type=UtcMoment)
    listed_at: datetime = Field(
        sa_column=Column(UtcMoment, Computed("COALESCE(sent_at, due_at)", persisted=True), nullable=False)
    )
