"""Running late: the facilitators hear of it once, on the day (SPEC 2, `rsvp`)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.ports import Work
from bot.app.relays import PassedOn, hand_over
from bot.app.rsvps import record_rsvp
from bot.domain.circles import Circle
from bot.domain.ids import MeetingId, PersonId, RelayId, new_id
from bot.domain.meetings import Meeting, ensure_is_on
from bot.domain.relays import LONGEST_RELAY, LateIsForTheDay, Relay, RelayKind, can_run_late
from bot.domain.rsvps import Answer, stands
from bot.domain.signups import NotSignedUp, Standing
from bot.domain.text import several_lines


@dataclass(frozen=True, slots=True)
class Lateness:
    """That somebody runs late. `passed_on` is None when the facilitators knew already."""

    meeting: Meeting
    circle: Circle
    passed_on: PassedOn | None


def meetings_to_run_late_for(work: Work, actor: PersonId, *, now: datetime) -> list[tuple[Circle, Meeting]]:
    """The meetings of today that the actor could run late for, soonest first."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    found: list[tuple[Circle, Meeting]] = []
    for signup in work.signups.of_person(actor):
        if signup.standing is Standing.SEATED:
            circle = work.circles.get(signup.circle_id)
            meetings = work.meetings.of_circle(circle.id)
            found += [(circle, meeting) for meeting in meetings if can_run_late(meeting, now=now)]
    return sorted(found, key=lambda pair: (pair[1].starts_at, pair[1].id))


def run_late(
    work: Work, actor: PersonId, meeting_id: MeetingId, words: str = "", *, now: datetime
) -> Lateness:
    """Tells the facilitators that the actor runs late, once a meeting; who runs late comes, so that is their answer too.

    Raises NotSignedUp, MeetingIsCancelled, and LateIsForTheDay when it is not the time for it.
    """
    circle = work.circles.lock(work.meetings.get(meeting_id).circle_id)
    may(work, actor, Action.KEEP_OWN, circle, now=now)
    meeting = work.meetings.get(meeting_id)
    signup = work.signups.of(circle.id, actor)
    if signup is None or signup.standing is not Standing.SEATED:
        raise NotSignedUp(circle=circle.name)
    ensure_is_on(meeting)
    if not can_run_late(meeting, now=now):
        raise LateIsForTheDay(number=meeting.number, starts=meeting.starts)
    answer = stands(work.rsvps.of(meeting_id, actor), meeting)
    if answer is not Answer.YES and not meeting.has_started(now=now):
        record_rsvp(work, actor, meeting_id, Answer.YES, now=now)
    relay = Relay(
        id=RelayId(new_id()),
        circle_id=circle.id,
        from_person=actor,
        to_person=None,
        kind=RelayKind.LATE,
        meeting_id=meeting_id,
        text=several_lines(words, field="words", limit=LONGEST_RELAY) if words.strip() else "",
        answers=None,
        said_at=now,
    )
    told = hand_over(work, circle, relay, now=now) if work.relays.put_late(relay) else None
    return Lateness(meeting, circle, told)
