"""How meetings were, how far goals have come, and what organizers take on."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.feedback import Author, Feedback, GoalCheck
from bot.domain.hands import Hand
from bot.domain.ids import CircleId, MeetingId, PersonId, TeamId
from bot.domain.reports import Mean, Reflection


class Feedbacks(Protocol):
    """How meetings were; one record a meeting, person and role."""

    def put(self, feedback: Feedback) -> None:
        """The last one counts; when it was first given is kept."""
        ...

    def of(self, meeting: MeetingId, person: PersonId, author: Author) -> Feedback | None: ...
    def of_meetings(self, meetings: Collection[MeetingId]) -> Sequence[Feedback]: ...
    def means(self, circles: Collection[CircleId]) -> Mapping[tuple[CircleId, Author], Mean]:
        """How the circles' meetings were rated, by circle and role; where nobody did, there is nothing."""
        ...

    def reflections(self, circles: Collection[CircleId]) -> Sequence[Reflection]:
        """What was said about the circles' meetings in words, the latest meeting first."""
        ...


class GoalChecks(Protocol):
    """How far goals have come; one answer a signup and check."""

    def put(self, check: GoalCheck) -> None:
        """The last one counts."""
        ...

    def of_circle(self, circle: CircleId) -> Sequence[GoalCheck]: ...
    def of_circles(self, circles: Collection[CircleId]) -> Sequence[GoalCheck]: ...


class Hands(Protocol):
    """Who has taken on what; one a team, week, circle and need."""

    def take(self, hand: Hand) -> bool:
        """False when somebody has it already."""
        ...

    def of_week(self, team: TeamId, monday: date) -> Sequence[Hand]: ...


class DigestNumbers(Protocol):
    """The numbers of digests as they were sent, by digest_subject."""

    def keep(self, subject: str, numbers: Mapping[str, int], *, now: datetime) -> None:
        """Only the first are kept."""
        ...

    def find(self, subject: str) -> Mapping[str, int] | None: ...
