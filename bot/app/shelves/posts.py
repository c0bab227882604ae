"""What will be due, and the ledger of what goes out."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.app.shelves.shelf import Shelf
from bot.domain.ids import PersonId, PlanId, PostId
from bot.domain.posts import Claim, Plan, Post, PostKind, PostState, Reason


class Plans(Shelf[PlanId, Plan], Protocol):
    """What will be due; kind, subject and revision are unique."""

    def lock(self, plan: PlanId) -> Plan:
        """The plan, its row locked until the transaction ends."""
        ...

    def find_for(self, kind: PostKind, subject: str, revision: int) -> Plan | None: ...
    def of(self, kind: PostKind, subject: str) -> Sequence[Plan]:
        """All revisions, the latest first."""
        ...

    def about(self, subjects: Collection[str], *, kind: PostKind | None = None) -> Sequence[Plan]:
        """All plans about any of these subjects, or those of one kind, by when they are due."""
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
    def about(self, kinds: Collection[PostKind], subjects: Collection[str]) -> Sequence[Post]:
        """All of these kinds about any of these subjects."""
        ...

    def by_reference(self, reference: str) -> Post | None:
        """The post that was sent as the message of that reference."""
        ...

    def of_person(self, person: PersonId, *, limit: int) -> Sequence[Post]:
        """The latest posts to the person that have come to an end, the latest first."""
        ...

    def waiting_for(self, person: PersonId) -> Sequence[Post]:
        """Posts to the person that are PLANNED, by when they are due."""
        ...

    def claim(self, *, now: datetime, lease: timedelta, limit: int) -> Claim:
        """Takes up to `limit` due posts for this process: their state is CLAIMED, their epoch one higher, the lease runs.

        A claimed post whose lease has run out is due again. A post that was SENDING when its lease ran out becomes UNKNOWN
        and is handed out as lost, once.
        """
        ...

    def end_leases(self, *, now: datetime) -> int:
        """Nobody has any in hand: those that were claimed or sending want attention now; returns how many there were."""
        ...

    def next_at(self) -> datetime | None:
        """When the next one is due, or the next lease runs out."""
        ...

    def postpone(self, post: Post, *, until: datetime) -> bool:
        """Back to PLANNED without counting an attempt, due at `until`; False when the epoch is no longer ours."""
        ...

    def send_again(self, post: PostId, *, now: datetime, by_hand: bool = False) -> bool:
        """An UNKNOWN post becomes PLANNED once more, due now; False if there is none.

        By itself that happens to a post once; by hand however often somebody decides it.
        """
        ...

    def mark_sending(self, posts: Sequence[Post], *, now: datetime, lease: timedelta) -> Collection[PostId]:
        """Those whose claim of that epoch is still ours; no other may be sent."""
        ...

    def mark_sent(self, posts: Sequence[tuple[Post, str]], *, now: datetime) -> None:
        """Ends them as SENT with the references of their messages, but for those whose epoch is no longer ours."""
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
