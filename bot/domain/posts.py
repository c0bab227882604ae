"""Posts: what goes out by itself, once per (kind, subject, revision, recipient) (SPEC 3.1).

A plan says that something will be due about a subject. When it is due it fans out into posts, one for each recipient, and
every post has a state in the ledger until the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.ids import CircleId, MeetingId, PersonId, PlaceId, PlanId, PostId, TeamId
from bot.domain.weeks import Week


class PostKind(StrEnum):
    """What a post is. The subject of each kind stands beside it."""

    PREVIEW = "preview"
    """A meeting: to its facilitators, how the reminder will look."""
    REMINDER = "reminder"
    """A meeting."""
    NUDGE = "nudge"
    """A meeting: to those who have not answered."""
    TODAY = "today"
    """A meeting: to those who have not said no."""
    MOVED = "moved"
    """A meeting."""
    CANCELLED = "cancelled"
    """A meeting. Its revision is the meeting's sequence then, so that it can be cancelled twice at one time."""
    ON_AGAIN = "on-again"
    """A meeting that was cancelled: to those who had heard of that."""
    CHANGED = "changed"
    """A meeting, its revision the meeting's sequence then: to learners who know another place or link."""
    CARD = "card"
    """A meeting: to a linked place whose card of it is gone, the card once more."""
    DELETED = "deleted"
    """A circle, its revision how often it was deleted before: to those who were in it."""
    SEAT = "seat"
    """A signup: a seat came free for the first in line. As a plan, see line_subject: the line is looked at again."""
    OFFER = "offer"
    """A signup, its revision how often it was offered a seat: one is held. As a plan: the time for which it was is over."""
    REMOVED = "removed"
    """A signup, its revision how often it was removed before: to the person, who is not in the circle any more."""
    PROMOTED = "promoted"
    """A signup, its revision likewise: to the person, who facilitates the circle now."""
    STEPPED_BACK = "stepped-back"
    """A circle and who facilitates it no longer, see loss_subject, its revision how often before: to those who go on, and to
    them unless they did it themselves. A team and who lost a role in it: to them."""
    HOW_WAS_IT = "how-was-it"
    """A meeting: to its facilitators."""
    HOW_WAS_IT_AGAIN = "how-was-it-again"
    """A meeting: to its facilitators, if nobody has answered."""
    RATING = "rating"
    """A meeting: to learners who said yes or were marked present."""
    RECAP = "recap"
    """A meeting: to its learners, once a facilitator sends it."""
    COVER = "cover"
    """A cover: to the co-facilitators of whoever cannot lead."""
    COVER_OPEN = "cover-open"
    """A cover: to the organizers, if nobody has taken it."""
    COVER_TAKEN = "cover-taken"
    """A cover: to whoever knew of it, that somebody leads."""
    GOAL_CHECK = "goal-check"
    """A circle, with MIDWAY or AT_THE_END as the revision: to learners with a goal."""
    WRAP_UP = "wrap-up"
    """A circle: to facilitators and organizers."""
    DIGEST = "digest"
    """A team and week, see digest_subject."""
    UNREACHABLE = "unreachable"
    """A loss, see loss_subject: to those who look after who or what was lost."""
    PLACE_LOST = "place-lost"
    """A team and its digest's place, with a colon between: to the team's organizers."""
    LINK_LOST = "link-lost"
    """A circle and a place that it is linked with, with a colon between: to the circle's facilitators."""
    MESSAGE = "message"
    """A message: to those it was written for."""
    RELAY = "relay"
    """A relay: what somebody said, to those it is for."""
    UNSURE = "unsure"
    """A post of which nobody knows whether it arrived: to whoever is responsible."""
    UNDELIVERED = "undelivered"
    """What was given up together, see undelivered_subject, its revision when that was: to whoever is responsible."""
    ALERT = "alert"
    """A matter for the operator, see alert_subject, its revision the day: to the operator's alert place."""


MIDWAY, AT_THE_END = 0, 1
"""Which goal check of a circle it is."""


class PlanState(StrEnum):
    """Waiting to be due; fanned out into posts; or dropped, with a reason."""

    PLANNED = "planned"
    FANNED_OUT = "fanned-out"
    DROPPED = "dropped"


class PostState(StrEnum):
    """Where one outgoing message stands."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why something was not sent."""

    USELESS_BY_NOW = "useless-by-now"
    NOTHING_TO_SAY = "nothing-to-say"
    SUBJECT_CHANGED = "subject-changed"
    RECIPIENT_LEFT = "recipient-left"
    UNREACHABLE = "unreachable"
    GAVE_UP = "gave-up"
    REPLACED = "replaced"
    SKIPPED_BY_HAND = "skipped-by-hand"
    ANSWERED = "answered"
    UNKNOWN_OUTCOME = "unknown-outcome"
    BROKEN = "broken"
    """A fault of ours; the log has it."""
    MUTED = "muted"
    TODAY_OFF = "today-off"
    """The person has switched off what goes out on the day."""
    RESTORED = "restored"
    """It was due when the backup was made that has been restored since: it may have gone out after that."""
    BY_NAME = "by-name"
    """They were added by name and have no account."""


@dataclass(frozen=True, slots=True)
class Plan:
    """That posts of `kind` about `subject` are due at `due_at` and of no use from `useless_at` on (UTC)."""

    id: PlanId
    kind: PostKind
    subject: str
    revision: int
    state: PlanState
    reason: Reason | None
    due_at: datetime
    useless_at: datetime
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Post:
    """One outgoing message to one recipient, a person or a place.

    `epoch` rises with every claim, so that a process that wakes after its lease has run out is refused. `again` is True
    once it was sent a second time because nobody knew what became of the first.
    """

    id: PostId
    kind: PostKind
    subject: str
    revision: int
    person_id: PersonId | None
    place_id: PlaceId | None
    state: PostState
    reason: Reason | None
    due_at: datetime
    useless_at: datetime
    attempts: int
    epoch: int
    reference: str | None
    sent_at: datetime | None
    again: bool = False

    def is_given_up(self, *, now: datetime) -> bool:
        """Whether we try no more: it was of no use by then, or cannot be made, or nobody knows and it is of no use by now.

        What a restored backup does not know of is never tried by itself.
        """
        if self.state is PostState.FAILED:
            return self.reason in {Reason.GAVE_UP, Reason.BROKEN}
        return self.state is PostState.UNKNOWN and (now >= self.useless_at or self.reason is Reason.RESTORED)


def digest_subject(team: TeamId, week: Week) -> str:
    """The subject of a team's digest of one week."""
    return f"{team}:{week.monday.isoformat()}"


def loss_subject(of: CircleId | TeamId, person: PersonId) -> str:
    """The subject of a notice that somebody of a circle, or of a team, cannot be reached or has gone."""
    return f"{of}:{person}"


def place_subject(of: CircleId | TeamId, place: PlaceId) -> str:
    """The subject of a notice that a place of a circle, or of a team's digest, is lost."""
    return f"{of}:{place}"


def parse_place_subject(subject: str) -> tuple[str, PlaceId]:
    """The circle's or team's id, and the place, of a place that is lost."""
    of, _, place = subject.partition(":")
    return of, PlaceId(place)


def line_subject(circle: CircleId, meeting: MeetingId) -> str:
    """The subject of a plan to look at a circle's line again once that meeting has begun."""
    return f"{circle}:{meeting}"


def parse_line_subject(subject: str) -> CircleId:
    """The circle whose line is looked at."""
    return CircleId(subject.partition(":")[0])


def parse_loss_subject(subject: str) -> tuple[str, PersonId]:
    """The circle's or team's id, and the person, of a loss."""
    of, _, person = subject.partition(":")
    return of, PersonId(person)


def parse_digest_subject(subject: str) -> tuple[TeamId, Week]:
    """The team and week that a digest is about."""
    team, _, monday = subject.rpartition(":")
    return TeamId(team), Week(date.fromisoformat(monday))


@dataclass(frozen=True, slots=True)
class Claim:
    """What a process has taken: posts that are `due`, and posts that were `lost` while being sent (now UNKNOWN)."""

    due: Sequence[Post]
    lost: Sequence[Post]


class OnUnknown(StrEnum):
    """What happens to a post of which nobody knows whether it arrived (SPEC 3.2)."""

    SEND_AGAIN = "send-again"
    """Once more, if it is still of use."""
    ASK = "ask"
    """Whoever is responsible is shown it and decides."""
    DROP = "drop"
    """Better not at all than twice."""


ON_UNKNOWN_IN_PLACES = OnUnknown.ASK
"""Two of the same in a group would be worse than one a little later."""

ON_UNKNOWN = {
    PostKind.DIGEST: OnUnknown.ASK,
    PostKind.WRAP_UP: OnUnknown.ASK,
    PostKind.RECAP: OnUnknown.ASK,
    PostKind.MESSAGE: OnUnknown.ASK,
    PostKind.NUDGE: OnUnknown.DROP,
    PostKind.HOW_WAS_IT: OnUnknown.DROP,
    PostKind.HOW_WAS_IT_AGAIN: OnUnknown.DROP,
    PostKind.RATING: OnUnknown.DROP,
    PostKind.GOAL_CHECK: OnUnknown.DROP,
    PostKind.PREVIEW: OnUnknown.SEND_AGAIN,
    PostKind.REMINDER: OnUnknown.SEND_AGAIN,
    PostKind.TODAY: OnUnknown.SEND_AGAIN,
    PostKind.MOVED: OnUnknown.SEND_AGAIN,
    PostKind.CANCELLED: OnUnknown.SEND_AGAIN,
    PostKind.ON_AGAIN: OnUnknown.SEND_AGAIN,
    PostKind.CHANGED: OnUnknown.SEND_AGAIN,
    PostKind.CARD: OnUnknown.ASK,
    PostKind.DELETED: OnUnknown.SEND_AGAIN,
    PostKind.SEAT: OnUnknown.SEND_AGAIN,
    PostKind.OFFER: OnUnknown.SEND_AGAIN,
    PostKind.REMOVED: OnUnknown.SEND_AGAIN,
    PostKind.PROMOTED: OnUnknown.SEND_AGAIN,
    PostKind.STEPPED_BACK: OnUnknown.SEND_AGAIN,
    PostKind.COVER: OnUnknown.SEND_AGAIN,
    PostKind.COVER_OPEN: OnUnknown.SEND_AGAIN,
    PostKind.COVER_TAKEN: OnUnknown.SEND_AGAIN,
    PostKind.RELAY: OnUnknown.SEND_AGAIN,
    PostKind.UNREACHABLE: OnUnknown.SEND_AGAIN,
    PostKind.PLACE_LOST: OnUnknown.SEND_AGAIN,
    PostKind.LINK_LOST: OnUnknown.SEND_AGAIN,
    PostKind.UNSURE: OnUnknown.SEND_AGAIN,
    PostKind.UNDELIVERED: OnUnknown.SEND_AGAIN,
    PostKind.ALERT: OnUnknown.SEND_AGAIN,
}

EVEN_WHEN_QUIET = frozenset({PostKind.TODAY, PostKind.RELAY, PostKind.HOW_WAS_IT})
"""Posts that quiet hours do not hold back (SPEC 3.6)."""


RETRY_AFTER: Sequence[timedelta] = tuple(
    timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800, 3600, 7200)
)
"""Waits between attempts after temporary failures; the last one is repeated for as long as the post is of use (SPEC 3.3)."""


JITTER = 0.25
"""By how much of itself a wait may be longer, so that what failed together does not come back together."""


def retry_at(
    attempts: int, *, now: datetime, at_least: timedelta = timedelta(), jitter: float = 0.0
) -> datetime:
    """When to try again after that many attempts, never before `at_least` has passed.

    `jitter`, from 0 to 1, is the share of JITTER by which the wait is longer. Nothing is given up while it is of use.
    """
    wait = RETRY_AFTER[min(attempts, len(RETRY_AFTER)) - 1]
    return now + max(wait, at_least) * (1 + JITTER * jitter)
