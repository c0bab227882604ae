"""What the use cases need from the outside: a store that runs them in one transaction, and the time."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from bot.app.shelves.afterwards import Attendances, CheckIns, Covers, Recaps
from bot.app.shelves.circles import Circles, Courses, Meetings
from bot.app.shelves.drafts import Drafts
from bot.app.shelves.people import Accounts, People, Places
from bot.app.shelves.posts import Plans, Posts
from bot.app.shelves.signups import Rsvps, Signups
from bot.app.shelves.teams import Audit, Invitations, Teams
from bot.app.shelves.weeks import DigestNumbers, Feedbacks, GoalChecks, Hands

Outcome = TypeVar("Outcome")


class Work(Protocol):
    """One transaction: all shelves, seen as they are and changed together or not at all."""

    @property
    def people(self) -> People: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def places(self) -> Places: ...
    @property
    def teams(self) -> Teams: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def courses(self) -> Courses: ...
    @property
    def circles(self) -> Circles: ...
    @property
    def meetings(self) -> Meetings: ...
    @property
    def signups(self) -> Signups: ...
    @property
    def rsvps(self) -> Rsvps: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def posts(self) -> Posts: ...
    @property
    def feedbacks(self) -> Feedbacks: ...
    @property
    def goal_checks(self) -> GoalChecks: ...
    @property
    def attendances(self) -> Attendances: ...
    @property
    def check_ins(self) -> CheckIns: ...
    @property
    def recaps(self) -> Recaps: ...
    @property
    def covers(self) -> Covers: ...
    @property
    def hands(self) -> Hands: ...
    @property
    def digest_numbers(self) -> DigestNumbers: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def audit(self) -> Audit: ...


class Store(Protocol):
    """Runs a synchronous function in one transaction: committed when it returns, rolled back when it raises.

    Where two transactions were in each other's way the function may be run again: it changes nothing but `work`.
    """

    async def run(self, job: Callable[[Work], Outcome]) -> Outcome: ...


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The present UTC moment, with its zone."""
        ...
