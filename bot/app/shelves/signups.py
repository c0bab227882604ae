"""Sign-ups, answers, and links with which to take a seat."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.app.shelves.shelf import Shelf
from bot.domain.claims import SeatLink
from bot.domain.ids import CircleId, MeetingId, PersonId, SeatLinkId, SignupId, TeamId
from bot.domain.rsvps import Rsvp
from bot.domain.signups import Signup


class Signups(Shelf[SignupId, Signup], Protocol):
    """Sign-ups; circle and person are unique, and so are circle and seat."""

    def of(self, circle: CircleId, person: PersonId) -> Signup | None: ...
    def seated(self, circle: CircleId) -> Sequence[Signup]:
        """The learners, by seat."""
        ...

    def seated_in(self, circles: Collection[CircleId]) -> Mapping[CircleId, Sequence[Signup]]:
        """For each of the circles its learners, by seat."""
        ...

    def offered(self, circle: CircleId) -> Sequence[Signup]:
        """Those for whom a seat is held, by seat."""
        ...

    def line(self, circle: CircleId) -> Sequence[Signup]:
        """Those waiting, the first in line first."""
        ...

    def last_line_no(self, circle: CircleId) -> int:
        """The highest number in the line ever given, 0 at first."""
        ...

    def count_taken(self, circles: Collection[CircleId]) -> Mapping[CircleId, int]:
        """How many seats in each of the circles are taken or held for somebody."""
        ...

    def of_person(self, person: PersonId) -> Sequence[Signup]:
        """Seats, held ones too, and places in line, the newest first."""
        ...

    def ever_of(self, person: PersonId) -> Sequence[Signup]:
        """All of the person's, also those that have ended, by circle."""
        ...

    def ever_in(self, circles: Collection[CircleId]) -> Sequence[Signup]:
        """All of the circles, also those that have ended."""
        ...

    def of_team(self, team: TeamId, *, start: datetime, end: datetime) -> Sequence[Signup]:
        """Seats and places in line of the team's published circles, taken from `start` to before `end`, in order."""
        ...


class SeatLinks(Shelf[SeatLinkId, SeatLink], Protocol):
    """Links with which to take a seat; the hash of the code is unique."""

    def by_hash(self, code_hash: str) -> SeatLink | None: ...
    def withdraw(self, signup: SignupId) -> int:
        """Forgets those for that seat that nobody has used; returns how many there were."""
        ...

    def move_words(self, circle: CircleId, before: PersonId, after: PersonId) -> None:
        """What one person has said and done as a learner of the circle counts as the other's; of two, the later one does."""
        ...


class Rsvps(Protocol):
    """Answers; one a meeting and person."""

    def of(self, meeting: MeetingId, person: PersonId) -> Rsvp | None: ...
    def put(self, rsvp: Rsvp) -> None:
        """The last one counts."""
        ...

    def of_meetings(self, meetings: Collection[MeetingId]) -> Mapping[MeetingId, Mapping[PersonId, Rsvp]]: ...
    def of_person(self, person: PersonId, circle: CircleId) -> Mapping[MeetingId, Rsvp]: ...
