"""Looking after learners: who has which seat, adding by name, removing, promoting (SPEC 2, `learners`; 4.6, 4.15)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.authority import Action, may
from bot.app.check_ins import meeting_at_table
from bot.app.circles import upcoming
from bot.app.line import get_up, position_of
from bot.app.plans import new_post, next_revision
from bot.app.ports import Work
from bot.app.reach import lost_at
from bot.app.seats import ensure_is_here, ensure_not_deleted, locked_circle_of, present_signup
from bot.app.signups import place
from bot.domain.circles import Circle, CircleHasFinished, CircleIsDraft, Facilitation, Stage
from bot.domain.errors import BrokenRule, ValueIsMissing
from bot.domain.ids import CircleId, PersonId, SignupId, new_id
from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.domain.posts import PostKind
from bot.domain.signups import Answers, Signup, Standing
from bot.domain.teams import Membership, Role
from bot.domain.text import NAME, one_line
from bot.domain.timing import Timing

MOST_NAMES = 50
"""How many can be added by name at once."""

TOLD_FOR = timedelta(days=7)
"""For how long it is of use to hear that one was removed or promoted."""


class HasNoChat(BrokenRule):
    """They were added by name and have no account."""


class TooManyNames(BrokenRule):
    """More are to be added by name than can be at once."""


@dataclass(frozen=True, slots=True)
class SeatOf:
    """Somebody in a circle as those who run it see them.

    `has_chat` is False for who was added by name, `is_lost` True for whom no account can be reached any more; `position`
    counts from 1 for those in line.
    """

    signup: Signup
    name: str
    has_chat: bool
    is_lost: bool
    position: int | None


@dataclass(frozen=True, slots=True)
class LearnerList:
    """Everybody in a circle: learners by seat, those for whom a seat is held, those in line.

    `at_table` is the meeting for which people can check in now.
    """

    circle: Circle
    next_meeting: Meeting | None
    meeting_count: int
    seated: tuple[SeatOf, ...]
    offered: tuple[SeatOf, ...]
    line: tuple[SeatOf, ...]
    at_table: Meeting | None = None

    @property
    def everybody(self) -> tuple[SeatOf, ...]:
        """All of them, in that order."""
        return (*self.seated, *self.offered, *self.line)


@dataclass(frozen=True, slots=True)
class Added:
    """Who has a seat now, who waits for one, and who was in already; by name."""

    circle: Circle
    seated: tuple[str, ...]
    waiting: tuple[str, ...]
    already: tuple[str, ...]


def see_learners(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> LearnerList:
    """Who is in the circle and in line for it. Raises CircleIsDeleted."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    ensure_not_deleted(circle)
    meetings = work.meetings.of_circle(circle_id)
    seated, offered = work.signups.seated(circle_id), work.signups.offered(circle_id)
    line = work.signups.line(circle_id)
    return LearnerList(
        circle=circle,
        next_meeting=upcoming(meetings, now=now),
        meeting_count=len(meetings),
        seated=_seats(work, seated),
        offered=_seats(work, offered),
        line=_seats(work, line),
        at_table=None if circle.stage is Stage.DRAFT else meeting_at_table(work, circle_id, now=now),
    )


def see_learner(work: Work, actor: PersonId, signup_id: SignupId, *, now: datetime) -> tuple[Circle, SeatOf]:
    """One of them. Raises LearnerIsGone or CircleIsDeleted."""
    signup = work.signups.get(signup_id)
    circle = work.circles.get(signup.circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    ensure_not_deleted(circle)
    ensure_is_here(work, circle, signup)
    return circle, _seats(work, [signup])[0]


def ensure_can_add(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Circle:
    """The circle, if the actor can add learners to it now. Raises CircleIsDraft, CircleIsDeleted or CircleHasFinished."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    ensure_not_deleted(circle)
    if circle.stage is Stage.DRAFT:
        raise CircleIsDraft(circle=circle.name)
    if upcoming(work.meetings.of_circle(circle_id), now=now) is None:
        raise CircleHasFinished(circle=circle.name)
    return circle


def add_by_name(work: Work, actor: PersonId, circle_id: CircleId, given: str, *, now: datetime) -> Added:
    """Adds people who have no account here, one a line or with commas between; who is in already is only reported.

    Beyond the capacity they wait in line. Raises ValueIsMissing, ValueIsTooLong, TooManyNames and as ensure_can_add does.
    """
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    ensure_can_add(work, actor, circle_id, now=now)
    present = see_learners(work, actor, circle_id, now=now).everybody
    known = {one.name.casefold() for one in present}
    seated: list[str] = []
    waiting: list[str] = []
    already: list[str] = []
    for name in names_in(given):
        if name.casefold() in known:
            already.append(name)
            continue
        known.add(name.casefold())
        person = Person(
            id=PersonId(new_id()),
            name=name,
            language=circle.language,
            zone=None,
            named_at=None,
            created_at=now,
        )
        work.people.add(person)
        signup = place(work, circle, person.id, Answers(), None, now=now)
        (seated if signup.standing is Standing.SEATED else waiting).append(name)
    return Added(circle, tuple(seated), tuple(waiting), tuple(already))


def names_in(given: str) -> list[str]:
    """The names in what was typed. Raises ValueIsMissing, ValueIsTooLong, or TooManyNames."""
    parts = [part for part in re.split(r"[\n,;]+", given) if part.strip()]
    if not parts:
        raise ValueIsMissing(field="names")
    if len(parts) > MOST_NAMES:
        raise TooManyNames(field="names", given=len(parts), most=MOST_NAMES)
    return [one_line(part, field="names", limit=NAME) for part in parts]


def remove_learner(
    work: Work, actor: PersonId, signup_id: SignupId, *, now: datetime
) -> tuple[Circle, SeatOf]:
    """Takes somebody off the circle or its line. They are told once, and cannot come back alone; a freed seat goes on.

    Raises LearnerIsGone or CircleIsDeleted.
    """
    circle = locked_circle_of(work, signup_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    signup = present_signup(work, circle, signup_id)
    seen = _seats(work, [signup])[0]
    work.seat_links.withdraw(signup_id)
    _tell(work, PostKind.REMOVED, signup, now=now)
    get_up(work, circle, signup, Standing.REMOVED, now=now)
    return circle, seen


def promote_learner(
    work: Work, actor: PersonId, signup_id: SignupId, *, now: datetime
) -> tuple[Circle, SeatOf]:
    """A learner facilitates the circle from now on, and is told; their seat goes to the next.

    Raises HasNoChat for who was added by name, LearnerIsGone or CircleIsDeleted.
    """
    circle = locked_circle_of(work, signup_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    signup = present_signup(work, circle, signup_id)
    seen = _seats(work, [signup])[0]
    if not seen.has_chat:
        raise HasNoChat(name=seen.name)
    work.teams.join(Membership(circle.team_id, signup.person_id, Role.FACILITATOR, now))
    work.circles.add_facilitator(Facilitation(circle.id, signup.person_id, now))
    work.seat_links.withdraw(signup_id)
    _tell(work, PostKind.PROMOTED, signup, now=now)
    get_up(work, circle, signup, Standing.LEFT, now=now)
    return circle, seen


def _tell(work: Work, kind: PostKind, signup: Signup, *, now: datetime) -> None:
    times = next_revision(work, kind, signup.id)
    if work.accounts.owners([signup.person_id]):
        post = new_post((kind, signup.id, times), Timing(now, now + TOLD_FOR), person=signup.person_id)
        work.posts.put([post])


def _seats(work: Work, signups: Sequence[Signup]) -> tuple[SeatOf, ...]:
    people = {signup.person_id for signup in signups}
    names, owners = work.people.names(people), work.accounts.owners(people)
    return tuple(
        SeatOf(
            signup=signup,
            name=names[signup.person_id],
            has_chat=signup.person_id in owners,
            is_lost=lost_at(work, signup.person_id) is not None,
            position=position_of(work, signup),
        )
        for signup in signups
    )
