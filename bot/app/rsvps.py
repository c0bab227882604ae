"""RSVPs: one answer a learner and meeting, the last one counts (SPEC 4.8 to 4.11)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.line import position_of
from bot.app.ports import Work
from bot.domain.cards import CardKind
from bot.domain.circles import Circle, CircleIsDeleted, Stage
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, MeetingId, PersonId, PlaceId
from bot.domain.meetings import Meeting, MeetingHasMoved, ensure_ahead
from bot.domain.people import PlaceKey
from bot.domain.rsvps import Answer, Rsvp, stands
from bot.domain.signups import NotSignedUp, SeatIsHeld, Standing
from bot.domain.text import optional_line


class StillInLine(BrokenRule):
    """Who waits in line, at that `position`, cannot answer yet."""


class HasLeft(BrokenRule):
    """The person was in the circle and is not any more (SPEC 4.10)."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer that was taken. `changed` is False when it was the same as before."""

    rsvp: Rsvp
    meeting: Meeting
    circle: Circle
    changed: bool


@dataclass(frozen=True, slots=True)
class Prompt:
    """A meeting that a learner is asked about, with their present answer."""

    meeting: Meeting
    circle: Circle
    meeting_count: int
    answer: Answer | None


def record_rsvp(
    work: Work,
    actor: PersonId,
    meeting_id: MeetingId,
    answer: Answer,
    *,
    reason: str | None = None,
    revision: int | None = None,
    now: datetime,
) -> Recorded:
    """Takes the actor's answer for a meeting to come.

    `revision` is the meeting's when it was asked about; None means its present time. Raises MeetingIsCancelled,
    MeetingHasStarted, MeetingHasMoved, StillInLine, HasLeft, NotSignedUp or CircleIsDeleted; nothing is stored then.
    """
    circle = work.circles.lock_of(meeting_id)
    may(work, actor, Action.KEEP_OWN, circle, now=now)
    meeting = work.meetings.get(meeting_id)
    if circle.stage is Stage.DELETED:
        raise CircleIsDeleted(circle=circle.name)
    _ensure_seated(work, actor, circle)
    ensure_ahead(meeting, now=now)
    if revision is not None and revision != meeting.revision:
        raise MeetingHasMoved(number=meeting.number, starts=meeting.starts)
    before = work.rsvps.of(meeting_id, actor)
    why = optional_line(reason, field="reason")
    same_answer = stands(before, meeting) is answer
    if before is not None and same_answer and why in {None, before.reason}:
        return Recorded(before, meeting, circle, changed=False)
    rsvp = Rsvp(meeting_id, actor, answer, why, meeting.revision, now)
    work.rsvps.put(rsvp)
    work.cards.mark(circle.id, meeting_id, now=now)
    return Recorded(rsvp, meeting, circle, changed=True)


def see_prompt(work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime) -> Prompt:
    """A meeting to come of a circle the actor is in, with their answer. Raises as record_rsvp does."""
    meeting = work.meetings.get(meeting_id)
    circle = work.circles.get(meeting.circle_id)
    may(work, actor, Action.KEEP_OWN, circle, now=now)
    _ensure_seated(work, actor, circle)
    ensure_ahead(meeting, now=now)
    return _prompt(work, actor, circle, meeting)


def prompt_of(work: Work, actor: PersonId, recorded: Recorded, *, now: datetime) -> Prompt:
    """What the actor was asked, with the answer that was just taken, in the same transaction."""
    may(work, actor, Action.KEEP_OWN, recorded.circle, now=now)
    count = work.meetings.count(recorded.circle.id)
    return Prompt(recorded.meeting, recorded.circle, count, recorded.rsvp.answer)


def open_prompts(
    work: Work,
    actor: PersonId,
    *,
    circle_id: CircleId | None = None,
    number: int | None = None,
    now: datetime,
) -> list[Prompt]:
    """The next meeting of each circle the actor is in (or of that one), soonest first; or those to come of that number."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    seats = [s for s in work.signups.of_person(actor) if s.standing is Standing.SEATED]
    prompts: list[Prompt] = []
    for signup in seats:
        circle = work.circles.get(signup.circle_id)
        if circle.stage is Stage.DELETED or circle_id not in {None, circle.id}:
            continue
        ahead = [
            meeting
            for meeting in work.meetings.of_circle(circle.id)
            if meeting.is_on and not meeting.has_started(now=now) and number in {None, meeting.number}
        ]
        if ahead:
            prompts.append(_prompt(work, actor, circle, ahead[0]))
    return sorted(prompts, key=lambda prompt: (prompt.meeting.starts_at, prompt.meeting.id))


def prompts_at(work: Work, actor: PersonId, key: PlaceKey, *, now: datetime) -> list[Prompt]:
    """Likewise, of the circles linked with that place, where a card there asks for the answer (SPEC 4.12)."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    place = work.places.by_key(key)
    if place is None:
        return []
    here = {circle.id for circle in work.place_links.circles(place.id)}
    return [
        prompt
        for prompt in open_prompts(work, actor, now=now)
        if prompt.circle.id in here and _asks_in(work, place.id, prompt.meeting)
    ]


def _asks_in(work: Work, place: PlaceId, meeting: Meeting) -> bool:
    """Whether the meeting's card is up in that place."""
    cards = work.cards.of(CardKind.MEETING, meeting.id)
    return any(card.place_id == place and card.reference is not None for card in cards)


def _prompt(work: Work, actor: PersonId, circle: Circle, meeting: Meeting) -> Prompt:
    return Prompt(
        meeting=meeting,
        circle=circle,
        meeting_count=work.meetings.count(circle.id),
        answer=stands(work.rsvps.of(meeting.id, actor), meeting),
    )


def _ensure_seated(work: Work, actor: PersonId, circle: Circle) -> None:
    signup = work.signups.of(circle.id, actor)
    if signup is None:
        raise NotSignedUp(circle=circle.name)
    match signup.standing:
        case Standing.SEATED:
            return
        case Standing.OFFERED:
            raise SeatIsHeld(circle=circle.name)
        case Standing.IN_LINE:
            raise StillInLine(circle=circle.name, position=position_of(work, signup) or 0)
        case Standing.LEFT | Standing.REMOVED:
            raise HasLeft(circle=circle.name)
