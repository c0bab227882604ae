"""Circles, their courses and who facilitates them."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, Index, false, text, true
from sqlmodel import Field

from bot.domain.circles import Stage
from storage.moments import Choice, Seconds, UtcMoment
from storage.tables.base import Row


class CourseRow(Row, table=True):
    """Keeps a Course."""

    __tablename__ = "courses"
    __table_args__ = (Index(None, "team_id"),)

    id: str = Field(primary_key=True)
    team_id: str = Field(foreign_key="teams.id")
    title: str
    link: str | None
    created_at: datetime = Field(sa_type=UtcMoment)
    archived_at: datetime | None = Field(sa_type=UtcMoment)


class CircleRow(Row, table=True):
    """Keeps a Circle, the highest number in its line ever given, and when what its learners said was last erased."""

    __tablename__ = "circles"
    __table_args__ = (
        CheckConstraint("capacity >= 0", name="capacity"),
        Index(None, "team_id"),
        # Serves by stage alone as well, and who looks for what is near needs no look at the table.
        Index(None, "stage", "latitude", "longitude", "id"),
    )

    id: str = Field(primary_key=True)
    team_id: str = Field(foreign_key="teams.id")
    course_id: str = Field(foreign_key="courses.id")
    name: str
    stage: Stage = Field(sa_type=Choice(Stage))
    zone: str
    language: str
    place: str | None
    link: str | None
    capacity: int | None
    reminder_lead: timedelta | None = Field(sa_type=Seconds)
    created_by: str = Field(foreign_key="people.id")
    created_at: datetime = Field(sa_type=UtcMoment)
    published_at: datetime | None = Field(sa_type=UtcMoment)
    reminder_words: str | None
    # Storage's own: it stays when the last in line leaves, so no number is given twice.
    last_line_no: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    # Storage's own too.
    anonymised_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    names_in_places: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    link_in_places: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    city: str | None = None
    region: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    pinned: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    # Storage's own too: the name without case and accents, in which words are looked for.
    words: str = Field(default="", sa_column_kwargs={"server_default": text("''")})


class FacilitationRow(Row, table=True):
    """Keeps a Facilitation."""

    __tablename__ = "facilitations"
    __table_args__ = (Index(None, "person_id"),)

    circle_id: str = Field(primary_key=True, foreign_key="circles.id")
    person_id: str = Field(primary_key=True, foreign_key="people.id")
    since_at: datetime = Field(sa_type=UtcMoment)
