"""Posts: what goes out by itself, once per (kind, subject, revision, recipient) (SPEC 3.1).

A plan says that something will be due about a subject. When it is due it fans out into posts, one for each recipient, and
every post has a state in the ledger until the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.ids import PersonId, PlaceId, PlanId, PostId, TeamId
from bot.domain.meetings import Meeting
from bot.domain.teams import Team
from bot.domain.times import moment_on, wall_clock_before
from bot.domain.weeks import Week, week_at


class PostKind(StrEnum):
    """What a post is. The subject of each kind stands beside it."""

    REMINDER = "reminder"
    """A meeting."""
    MOVED = "moved"
    """A meeting."""
    CANCELLED = "cancelled"
    """A meeting."""
    SEAT = "seat"
    """A signup: a seat came free for the first in line."""
    DIGEST = "digest"
    """A team and week, see digest_subject."""


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

    `epoch` rises with every claim, so that a process that wakes after its lease has run out is refused.
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


@dataclass(frozen=True, slots=True)
class Timing:
    """When posts of one plan are due and from when on they are of no use (UTC)."""

    due_at: datetime
    useless_at: datetime


def reminder_timing(meeting: Meeting, *, lead: timedelta, previous_end: datetime | None) -> Timing:
    """The lead before the start on the wall clock, never before the previous meeting has ended (SPEC 3)."""
    due_at = wall_clock_before(meeting.starts_at, lead, meeting.zone)
    return Timing(max(due_at, previous_end) if previous_end else due_at, meeting.starts_at)


def digest_timing(team: Team, week: Week) -> Timing:
    """The team's weekday and time in that week on the team's clock; of use until the next week's is due."""

    def due(in_week: Week) -> datetime:
        return moment_on(in_week.monday + timedelta(days=team.digest_weekday), team.digest_at, team.zone)

    return Timing(due(week), due(week.after))


def next_digest_week(team: Team, *, now: datetime) -> Week:
    """The first week whose digest is due after now."""
    week = week_at(now, team.zone)
    return week if digest_timing(team, week).due_at > now else week.after


def digest_subject(team: TeamId, week: Week) -> str:
    """The subject of a team's digest of one week."""
    return f"{team}:{week.monday.isoformat()}"


def parse_digest_subject(subject: str) -> tuple[TeamId, Week]:
    """The team and week that a digest is about."""
    team, _, monday = subject.rpartition(":")
    return TeamId(team), Week(date.fromisoformat(monday))


RETRY_AFTER: Sequence[timedelta] = tuple(
    timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800, 3600, 7200)
)
"""Waits between attempts after temporary failures; after the last the post has failed (SPEC 3.3)."""


def retry_at(attempts: int, *, now: datetime, at_least: timedelta = timedelta()) -> datetime | None:
    """When to try again after that many attempts, never before `at_least` has passed; None to give up."""
    if attempts > len(RETRY_AFTER):
        return None
    return now + max(RETRY_AFTER[attempts - 1], at_least)
