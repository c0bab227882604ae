"""How meetings were, and how far goals have come."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from bot.domain.feedback import Author, Progress
from storage.moments import Choice, UtcMoment
from storage.tables.base import Row


class FeedbackRow(Row, table=True):
    """Keeps a Feedback."""

    __tablename__ = "feedbacks"
    __table_args__ = (CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),)

    meeting_id: str = Field(primary_key=True, foreign_key="meetings.id")
    person_id: str = Field(primary_key=True, foreign_key="people.id")
    author: Author = Field(primary_key=True, sa_type=Choice(Author))
    rating: int
    given_at: datetime = Field(sa_type=UtcMoment)
    changed_at: datetime = Field(sa_type=UtcMoment)
    went_well: str | None
    to_change: str | None
    sentence: str | None


class GoalCheckRow(Row, table=True):
    """Keeps a GoalCheck."""

    __tablename__ = "goal_checks"

    signup_id: str = Field(primary_key=True, foreign_key="signups.id")
    last: bool = Field(primary_key=True)
    progress: Progress = Field(sa_type=Choice(Progress))
    answered_at: datetime = Field(sa_type=UtcMoment)
