"""Sign-ups and answers."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.app.shelves.shelf import Shelf
from bot.domain.ids import CircleId, MeetingId, PersonId, SignupId, TeamId
from bot.domain.rsvps import Rsvp
from bot.domain.signups import Signup


class Signups(Shelf[SignupId, Signup], Protocol):
    """Sign-ups; circle and person are unique, and so are circle and seat."""

    def of(self, circle: CircleId, person: PersonId) -> Signup | None: ...
    def seated(self, circle: CircleId) -> Sequence[Signup]:
        """By seat."""
        ...

    def line(self, circle: CircleId) -> Sequence[Signup]:
        """Those waiting, the first in line first."""
        ...

    def last_line_no(self, circle: CircleId) -> int:
        """The highest number in the line ever given, 0 at first."""
        ...

    def count_seated(self, circles: Collection[CircleId]) -> Mapping[CircleId, int]: ...
    def of_person(self, person: PersonId) -> Sequence[Signup]:
        """Seats and places in line, the newest first."""
        ...

    def ever_of(self, person: PersonId) -> Sequence[Signup]:
        """All of the person's, also those that have ended, by circle."""
        ...

    def of_team(self, team: TeamId, *, start: datetime, end: datetime) -> Sequence[Signup]:
        """Seats and places in line of the team's published circles, taken from `start` to before `end`, in order."""
        ...


class Rsvps(Protocol):
    """Answers; one a meeting and person."""

    def of(self, meeting: MeetingId, person: PersonId) -> Rsvp | None: ...
    def put(self, rsvp: Rsvp) -> None:
        """The last one counts."""
        ...

    def of_meetings(self, meetings: Collection[MeetingId]) -> Mapping[MeetingId, Mapping[PersonId, Rsvp]]: ...
    def of_person(self, person: PersonId, circle: CircleId) -> Mapping[MeetingId, Rsvp]: ...
