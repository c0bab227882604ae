"""Courses, circles and their meetings."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.app.shelves.shelf import Shelf
from bot.domain.circles import Circle, Course, Facilitation
from bot.domain.ids import CircleId, CourseId, MeetingId, PersonId, TeamId
from bot.domain.meetings import Meeting


class Courses(Shelf[CourseId, Course], Protocol):
    """The team's course list."""

    def of_team(self, team: TeamId) -> Sequence[Course]:
        """By title."""
        ...


class Circles(Shelf[CircleId, Circle], Protocol):
    """Circles and who facilitates them."""

    def lock(self, circle: CircleId) -> Circle:
        """The circle, its row locked until the transaction ends; every changing use case does this first."""
        ...

    def lock_of(self, meeting: MeetingId) -> Circle:
        """Likewise, the circle of that meeting."""
        ...

    def facilitators(self, circle: CircleId) -> Sequence[PersonId]:
        """In the order in which they came."""
        ...

    def add_facilitator(self, facilitation: Facilitation) -> bool:
        """Whether they are new."""
        ...

    def remove_facilitator(self, circle: CircleId, person: PersonId) -> bool: ...
    def run_by(self, person: PersonId) -> Sequence[Circle]:
        """Circles that the person facilitates, not deleted, the newest first."""
        ...

    def of_team(self, team: TeamId, *, meeting_since: datetime | None = None) -> Sequence[Circle]:
        """All that are not deleted, by name; only those with a meeting that starts then or later, if that is named."""
        ...

    def facilitators_of(self, circles: Collection[CircleId]) -> Mapping[CircleId, Sequence[PersonId]]:
        """For each of the circles its facilitators, in the order in which they came."""
        ...


class Meetings(Shelf[MeetingId, Meeting], Protocol):
    """Meetings."""

    def of_circle(self, circle: CircleId) -> Sequence[Meeting]:
        """All of them, cancelled ones too, by number."""
        ...

    def count(self, circle: CircleId) -> int:
        """How many they are."""
        ...

    def of_circles(self, circles: Collection[CircleId]) -> Mapping[CircleId, Sequence[Meeting]]:
        """For each of the circles what of_circle tells."""
        ...

    def is_referred_to(self, meeting: MeetingId) -> bool:
        """Whether anything else is about it: an answer, a message, who came."""
        ...

    def remove(self, meeting: MeetingId) -> None:
        """As if it had never been; nothing may refer to it."""
        ...

    def next_of(self, circles: Collection[CircleId], *, now: datetime) -> Mapping[CircleId, Meeting]:
        """For each circle the first meeting that is on and has not ended."""
        ...
