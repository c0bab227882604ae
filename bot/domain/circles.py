"""Circles and the courses they take together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.cities import Point
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, CourseId, PersonId, TeamId


class CircleIsDraft(BrokenRule):
    """The circle is not published yet."""


class SignupIsClosed(BrokenRule):
    """The facilitator takes no more sign-ups."""


class CircleHasFinished(BrokenRule):
    """The last meeting is over."""


class CircleIsDeleted(BrokenRule):
    """The circle is not there any more."""


class CircleIsPublished(BrokenRule):
    """The circle is published already."""


class LastFacilitator(BrokenRule):
    """A circle keeps at least one facilitator (SPEC 1.3)."""


@dataclass(frozen=True, slots=True)
class Course:
    """Free online material that a circle takes together. Once archived it is not offered for new circles."""

    id: CourseId
    team_id: TeamId
    title: str
    link: str | None
    created_at: datetime
    archived_at: datetime | None = None


class Stage(StrEnum):
    """How far a circle is. Whether it has finished follows from its meetings."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Circle:
    """A group that takes a course together.

    `capacity` None means unlimited, 0 means nobody (SPEC 4.2). `reminder_lead` None means the team's,
    `reminder_words` None our own. Linked places read first names if `names_in_places`, else a headcount, and the link to
    meet online only if `link_in_places` (SPEC 5, 9). `city`, `region` and `country` are as in the gazetteer; where `pinned` is
    set the point is where it meets, else the city's centre, which says how far it is and is shown on no map.
    """

    id: CircleId
    team_id: TeamId
    course_id: CourseId
    name: str
    stage: Stage
    zone: str
    language: str
    place: str | None
    link: str | None
    capacity: int | None
    reminder_lead: timedelta | None
    created_by: PersonId
    created_at: datetime
    published_at: datetime | None
    reminder_words: str | None = None
    names_in_places: bool = True
    link_in_places: bool = False
    city: str | None = None
    region: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    pinned: bool = False

    @property
    def point(self) -> Point | None:
        """Where it is on the map, as far as that is known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Facilitation:
    """That a person facilitates a circle."""

    circle_id: CircleId
    person_id: PersonId
    since_at: datetime


def ensure_open_for_signup(circle: Circle, *, finished: bool) -> None:
    """Raises the reason why nobody can sign up now, if there is one (SPEC 4.4)."""
    match circle.stage:
        case Stage.DELETED:
            raise CircleIsDeleted(circle=circle.name)
        case Stage.DRAFT:
            raise CircleIsDraft(circle=circle.name)
        case _ if finished:
            raise CircleHasFinished(circle=circle.name)
        case Stage.CLOSED:
            raise SignupIsClosed(circle=circle.name)
        case Stage.OPEN:
            return


def keep_a_facilitator(facilitators: Iterable[PersonId], leaving: PersonId) -> None:
    """Raises LastFacilitator when the circle would be left without one."""
    if not any(person != leaving for person in facilitators):
        raise LastFacilitator
