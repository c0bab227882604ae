"""What the use cases need from the outside: a store that runs them, and shelves that keep what is true.

Shelves hand out frozen dataclasses of bot.domain. `change` writes only the columns it is given, so a stale row never
overwrites a newer one (SPEC 4.32). `get` raises NotFound; `find` returns None.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from bot.domain.audit import AuditEntry
from bot.domain.circles import Circle, Course, Facilitation
from bot.domain.drafts import Draft
from bot.domain.feedback import Feedback, GoalCheck
from bot.domain.hands import Hand
from bot.domain.ids import (
    AccountId,
    CircleId,
    CourseId,
    DraftId,
    InvitationId,
    MeetingId,
    PersonId,
    PlaceId,
    PlanId,
    PostId,
    SignupId,
    TeamId,
)
from bot.domain.invitations import Invitation
from bot.domain.meetings import Meeting
from bot.domain.people import Account, AccountKey, Person, Place, Platform
from bot.domain.posts import Claim, Plan, Post, PostKind, PostState, Reason
from bot.domain.rsvps import Rsvp
from bot.domain.signups import Signup
from bot.domain.teams import Membership, Role, Team

Key_contra = TypeVar("Key_contra", contravariant=True)
Entity = TypeVar("Entity")
Outcome = TypeVar("Outcome")


class Shelf(Protocol[Key_contra, Entity]):
    """Keeps one kind of thing by its id."""

    def get(self, key: Key_contra, /) -> Entity: ...
    def find(self, key: Key_contra, /) -> Entity | None: ...
    def add(self, *entities: Entity) -> None: ...
    def change(self, key: Key_contra, /, **columns: object) -> None: ...


class People(Shelf[PersonId, Person], Protocol):
    """People."""

    def names(self, people: Collection[PersonId]) -> Mapping[PersonId, str]: ...


class Accounts(Shelf[AccountId, Account], Protocol):
    """Accounts; the key is unique."""

    def by_key(self, key: AccountKey) -> Account | None: ...
    def of(self, person: PersonId) -> Sequence[Account]:
        """The person's accounts, the oldest first."""
        ...


class Places(Shelf[PlaceId, Place], Protocol):
    """Groups and channels; platform, workspace and key are unique."""

    def by_key(self, platform: Platform, workspace: str, key: str) -> Place | None: ...


class Teams(Shelf[TeamId, Team], Protocol):
    """Teams and their members; one row a team, person and role."""

    def all(self) -> Sequence[Team]: ...
    def lock(self, team: TeamId) -> Team:
        """The team, its row locked until the transaction ends."""
        ...

    def members(self, team: TeamId) -> Sequence[Membership]: ...
    def of(self, person: PersonId) -> Sequence[Membership]: ...
    def join(self, membership: Membership) -> bool:
        """Whether the membership is new."""
        ...

    def part(self, team: TeamId, person: PersonId, role: Role) -> bool:
        """Whether there was such a membership to end."""
        ...


class Invitations(Shelf[InvitationId, Invitation], Protocol):
    """Invitations, and who has accepted which."""

    def by_hash(self, code_hash: str) -> Invitation | None: ...
    def lock(self, invitation: InvitationId) -> Invitation: ...
    def accept(self, invitation: InvitationId, person: PersonId, *, now: datetime) -> bool:
        """Counts the use and notes the person; False, and nothing noted, when they had accepted before."""
        ...

    def accepted(self, invitation: InvitationId, person: PersonId) -> bool: ...
    def revoke_open(self, team: TeamId, *, now: datetime) -> int:
        """Revokes those of the team that could still be accepted; returns how many there were."""
        ...


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

    def of_team(self, team: TeamId) -> Sequence[Circle]:
        """All that are not deleted, by name."""
        ...

    def open_for_signup(self, *, now: datetime, offset: int, limit: int) -> tuple[Sequence[Circle], int]:
        """One page of open circles with a meeting still to come, by their next meeting's start, and how many there are."""
        ...


class Meetings(Shelf[MeetingId, Meeting], Protocol):
    """Meetings."""

    def of_circle(self, circle: CircleId) -> Sequence[Meeting]:
        """All of them, cancelled ones too, by number."""
        ...

    def next_of(self, circles: Collection[CircleId], *, now: datetime) -> Mapping[CircleId, Meeting]:
        """For each circle the first meeting that is on and has not ended."""
        ...

    def of_team(self, team: TeamId, *, start: datetime, end: datetime) -> Sequence[Meeting]:
        """Meetings of the team's circles, neither draft nor deleted, that start from `start` to before `end`, in order."""
        ...


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


class Plans(Shelf[PlanId, Plan], Protocol):
    """What will be due; kind, subject and revision are unique."""

    def find_for(self, kind: PostKind, subject: str, revision: int) -> Plan | None: ...
    def of(self, kind: PostKind, subject: str) -> Sequence[Plan]:
        """All revisions, the latest first."""
        ...

    def about(self, subjects: Collection[str]) -> Sequence[Plan]:
        """All plans about any of these subjects, by when they are due."""
        ...

    def next_at(self) -> datetime | None:
        """When the next one is due."""
        ...

    def due(self, *, now: datetime, limit: int) -> Sequence[Plan]:
        """Planned ones that are due, the longest due first; locked, those locked by others left out."""
        ...


class Posts(Shelf[PostId, Post], Protocol):
    """The ledger: one row for each (kind, subject, revision, recipient)."""

    def put(self, posts: Sequence[Post]) -> int:
        """Adds those whose (kind, subject, revision, recipient) is new; returns how many were."""
        ...

    def of(self, kind: PostKind, subject: str) -> Sequence[Post]: ...
    def by_reference(self, reference: str) -> Post | None:
        """The post that was sent as the message of that reference."""
        ...

    def of_person(self, person: PersonId, *, limit: int) -> Sequence[Post]:
        """The latest posts to the person that have come to an end, the latest first."""
        ...

    def claim(self, *, now: datetime, lease: timedelta, limit: int) -> Claim:
        """Takes up to `limit` due posts for this process: their state is CLAIMED, their epoch one higher, the lease runs.

        A claimed post whose lease has run out is due again. A post that was SENDING when its lease ran out becomes UNKNOWN
        and is handed out as lost, once.
        """
        ...

    def next_at(self) -> datetime | None:
        """When the next one is due, or the next lease runs out."""
        ...

    def postpone(self, post: Post, *, until: datetime) -> bool:
        """Back to PLANNED without counting an attempt, due at `until`; False when the epoch is no longer ours."""
        ...

    def send_again(self, post: PostId, *, now: datetime) -> bool:
        """An UNKNOWN post that was not sent again before becomes PLANNED once more, due now; False if there is none."""
        ...

    def mark_sending(self, post: Post, *, now: datetime, lease: timedelta) -> bool:
        """False when the claim of that epoch is no longer ours; then it must not be sent."""
        ...

    def finish(
        self,
        post: Post,
        state: PostState,
        *,
        now: datetime,
        reference: str | None = None,
        reason: Reason | None = None,
    ) -> bool:
        """Ends it as SENT, SKIPPED, FAILED or UNKNOWN; False when the epoch is no longer ours."""
        ...

    def put_back(self, post: Post, *, until: datetime) -> bool:
        """Back to PLANNED, one attempt more, due at `until`; False when the epoch is no longer ours."""
        ...

    def drop(self, kind: PostKind, subject: str, *, reason: Reason, person: PersonId | None = None) -> int:
        """Skips those not yet sending (of one person, if named); returns how many there were."""
        ...


class Feedbacks(Protocol):
    """How meetings were; one record a meeting, person and role."""

    def put(self, feedback: Feedback) -> None:
        """The last one counts; when it was first given is kept."""
        ...

    def of_meetings(self, meetings: Collection[MeetingId]) -> Sequence[Feedback]: ...


class GoalChecks(Protocol):
    """How far goals have come; one answer a signup and check."""

    def put(self, check: GoalCheck) -> None:
        """The last one counts."""
        ...

    def of_circle(self, circle: CircleId) -> Sequence[GoalCheck]: ...


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


class Drafts(Shelf[DraftId, Draft], Protocol):
    """Unfinished forms."""

    def open_at(self, person: PersonId, spot: str) -> Draft | None:
        """The form that the person has open there, the latest if several."""
        ...

    def remove(self, draft: DraftId) -> None: ...
    def remove_at(self, person: PersonId, spot: str) -> None: ...


class Audit(Protocol):
    """The audit trail, which only grows."""

    def append(self, entry: AuditEntry) -> None: ...
    def of_team(self, team: TeamId) -> Sequence[AuditEntry]: ...


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
