"""Messages to learners: written, looked at, sent once, taken back, and who got them (SPEC 2, 3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.app.audiences import for_message, learners_to_write_to
from bot.app.authority import Action, may
from bot.app.circles import upcoming
from bot.app.ledger import Entry, entries_of
from bot.app.mutes import is_muted
from bot.app.plans import LIVE, new_plan
from bot.app.ports import Work
from bot.domain.circles import Circle, CircleIsDeleted, CircleIsDraft, Stage
from bot.domain.ids import CircleId, MeetingId, MessageId, PersonId, new_id
from bot.domain.meetings import Meeting
from bot.domain.messages import (
    LONGEST_MESSAGE,
    CircleMessage,
    MomentHasPassed,
    NobodyIsNamed,
    NoMeetingToAnswer,
    Recipients,
    message_timing,
)
from bot.domain.posts import Plan, PlanState, PostKind, Reason
from bot.domain.teams import Role
from bot.domain.text import several_lines
from bot.domain.times import Moment
from bot.domain.words import AlreadySent


@dataclass(frozen=True, slots=True)
class Desired:
    """What a message shall be: to whom, what it says, and when it goes; `goes_at` None means as soon as it is sent."""

    recipients: Recipients
    text: str
    to_person: PersonId | None = None
    goes_at: datetime | None = None
    for_later: bool = False


@dataclass(frozen=True, slots=True)
class Audience:
    """To whom one can write in a circle: its learners by name, and how many answer what for the next meeting."""

    circle: Circle
    learners: tuple[tuple[PersonId, str], ...]
    next_meeting: Meeting | None
    counts: dict[Recipients, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as it stands. `plan` is None until it was sent; `names` and `muted` tell who would get it now, and who not."""

    message: CircleMessage
    circle: Circle
    meeting: Meeting | None
    author: str
    plan: Plan | None
    names: tuple[str, ...]
    muted: tuple[str, ...]

    @property
    def is_planned(self) -> bool:
        """Whether it will go out."""
        return self.plan is not None and self.plan.state is PlanState.PLANNED

    @property
    def is_out(self) -> bool:
        """Whether it has gone out."""
        return self.plan is not None and self.plan.state is PlanState.FANNED_OUT


def circles_to_write_in(work: Work, actor: PersonId, *, now: datetime) -> list[Circle]:
    """Circles to whose learners the actor may write: those they facilitate, then the others of teams they organize."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    teams = [m.team_id for m in work.teams.of(actor) if m.role is Role.ORGANIZER]
    found = [
        *work.circles.run_by(actor),
        *(circle for team in teams for circle in work.circles.of_team(team)),
    ]
    return list({circle.id: circle for circle in found}.values())


def see_audience(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Audience:
    """To whom one can write in the circle. Raises CircleIsDraft or CircleIsDeleted."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    _ensure_live(circle)
    learners = learners_to_write_to(work, circle)
    names = work.people.names(learners)
    meeting = upcoming(work.meetings.of_circle(circle_id), now=now)
    counts = {
        group: len(for_message(work, circle, group, meeting=meeting))
        for group in Recipients
        if group is Recipients.ALL or (group.needs_meeting and meeting is not None)
    }
    return Audience(circle, tuple((person, names[person]) for person in learners), meeting, counts)


def write_message(
    work: Work, actor: PersonId, circle_id: CircleId, desired: Desired, *, now: datetime
) -> CircleMessage:
    """Keeps a message to the circle's learners; nothing goes out before it is sent.

    Raises CircleIsDraft, CircleIsDeleted, ValueIsMissing, ValueIsTooLong, NobodyIsNamed, NoMeetingToAnswer, MomentHasPassed.
    """
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    message = _written(work, actor, circle, desired, MessageId(new_id()), now=now)
    work.messages.add(message)
    return message


def rewrite_message(
    work: Work, actor: PersonId, message_id: MessageId, desired: Desired, *, now: datetime
) -> CircleMessage:
    """Has the message say something else, go to others, or go at another time; what was sent stays so, at its new time.

    Raises as write_message does, and AlreadySent once it has gone out.
    """
    message, circle = _locked(work, actor, message_id, now=now)
    plan = _plan_of(work, message)
    _ensure_not_out(plan)
    written = _written(work, message.written_by, circle, desired, message_id, now=now)
    planned = plan is not None and plan.state is PlanState.PLANNED
    revision = message.revision if planned else message.revision + 1
    work.messages.change(
        message_id,
        recipients=written.recipients,
        meeting_id=written.meeting_id,
        to_person=written.to_person,
        text=written.text,
        for_later=written.for_later,
        goes_at=written.goes_at,
        revision=revision,
    )
    if plan is not None and planned:
        timing = message_timing(written, now=now)
        work.plans.change(plan.id, due_at=timing.due_at, useless_at=timing.useless_at)
    return work.messages.get(message_id)


def see_message(work: Work, actor: PersonId, message_id: MessageId, *, now: datetime) -> Seen:
    """The message, and who would get it as things are now."""
    message = work.messages.get(message_id)
    circle = work.circles.get(message.circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    meeting = work.meetings.get(message.meeting_id) if message.meeting_id else None
    people = for_message(work, circle, message.recipients, meeting=meeting, person=message.to_person)
    muted = [person for person in people if is_muted(work, person, PostKind.MESSAGE, circle.id)]
    names = work.people.names([*people, message.written_by])
    return Seen(
        message=message,
        circle=circle,
        meeting=meeting,
        author=names[message.written_by],
        plan=_plan_of(work, message),
        names=tuple(names[person] for person in people if person not in muted),
        muted=tuple(names[person] for person in muted),
    )


def see_messages(
    work: Work, actor: PersonId, circle_id: CircleId, *, limit: int, now: datetime
) -> tuple[Circle, list[Seen]]:
    """The latest messages of the circle that were sent, the latest first."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    sent = [m for m in work.messages.of_circle(circle_id) if _plan_of(work, m) is not None]
    return circle, [see_message(work, actor, message.id, now=now) for message in sent[:limit]]


def send_message(work: Work, actor: PersonId, message_id: MessageId, *, revision: int, now: datetime) -> bool:
    """Has the message go out, once however often that is asked; False when it was asked before.

    `revision` is that of what the actor saw: when it reads otherwise now, nothing happens.
    """
    message, circle = _locked(work, actor, message_id, now=now)
    _ensure_live(circle)
    if revision != message.revision or _plan_of(work, message) is not None:
        return False
    timing = message_timing(message, now=now)
    work.plans.add(new_plan((PostKind.MESSAGE, message_id, message.revision), timing, now=now))
    return True


def take_back_message(work: Work, actor: PersonId, message_id: MessageId, *, now: datetime) -> None:
    """The message does not go out after all, and can be sent anew. Raises AlreadySent once it has."""
    message, _ = _locked(work, actor, message_id, now=now)
    plan = _plan_of(work, message)
    _ensure_not_out(plan)
    if plan is None:
        return
    if plan.state is PlanState.PLANNED:
        work.plans.change(plan.id, state=PlanState.DROPPED, reason=Reason.SKIPPED_BY_HAND)
    work.messages.change(message_id, revision=message.revision + 1)


def throw_away_message(work: Work, actor: PersonId, message_id: MessageId, *, now: datetime) -> None:
    """Forgets a message that was not sent. Raises AlreadySent when it was."""
    message, _ = _locked(work, actor, message_id, now=now)
    plan = _plan_of(work, message)
    if plan is not None and plan.state is not PlanState.DROPPED:
        raise AlreadySent
    work.messages.remove(message_id)


def who_got_message(work: Work, actor: PersonId, message_id: MessageId, *, now: datetime) -> Sequence[Entry]:
    """What became of the message, for each recipient by name; nobody before it has gone out."""
    message = work.messages.get(message_id)
    may(work, actor, Action.SEE_CIRCLE, work.circles.get(message.circle_id), now=now)
    return entries_of(work, PostKind.MESSAGE, message_id)


def _written(
    work: Work,
    author: PersonId,
    circle: Circle,
    desired: Desired,
    message_id: MessageId,
    *,
    now: datetime,
) -> CircleMessage:
    _ensure_live(circle)
    text = several_lines(desired.text, field="text", limit=LONGEST_MESSAGE)
    if desired.goes_at is not None and desired.goes_at <= now:
        raise MomentHasPassed(field="on", moment=Moment(desired.goes_at, circle.zone))
    message = CircleMessage(
        id=message_id,
        circle_id=circle.id,
        written_by=author,
        recipients=desired.recipients,
        meeting_id=None,
        to_person=None,
        text=text,
        for_later=desired.for_later and desired.recipients is Recipients.ALL,
        goes_at=desired.goes_at,
        revision=0,
        written_at=now,
    )
    if desired.recipients is Recipients.ONE:
        if desired.to_person not in learners_to_write_to(work, circle):
            raise NobodyIsNamed(field="person")
        return replace(message, to_person=desired.to_person)
    if desired.recipients.needs_meeting:
        return replace(message, meeting_id=_next_meeting(work, circle, now=now))
    return message


def _next_meeting(work: Work, circle: Circle, *, now: datetime) -> MeetingId:
    meeting = upcoming(work.meetings.of_circle(circle.id), now=now)
    if meeting is None:
        raise NoMeetingToAnswer(field="to", circle=circle.name)
    return meeting.id


def _locked(
    work: Work, actor: PersonId, message_id: MessageId, *, now: datetime
) -> tuple[CircleMessage, Circle]:
    circle = work.circles.lock(work.messages.get(message_id).circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    return work.messages.get(message_id), circle


def _plan_of(work: Work, message: CircleMessage) -> Plan | None:
    return work.plans.find_for(PostKind.MESSAGE, message.id, message.revision)


def _ensure_live(circle: Circle) -> None:
    if circle.stage is Stage.DELETED:
        raise CircleIsDeleted(circle=circle.name)
    if circle.stage not in LIVE:
        raise CircleIsDraft(circle=circle.name)


def _ensure_not_out(plan: Plan | None) -> None:
    if plan is not None and plan.state is PlanState.FANNED_OUT:
        raise AlreadySent
