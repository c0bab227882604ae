"""Run it again: a circle copied to new dates (SPEC 2, `manage`)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import pairwise

from bot.app.authority import Action, may
from bot.app.ports import Work
from bot.domain.circles import Circle, Facilitation, Stage
from bot.domain.errors import NotFound
from bot.domain.ids import CircleId, PersonId, new_id
from bot.domain.meetings import Meeting, MeetingIsInThePast, schedule
from bot.domain.rhythm import Rhythm


def see_model(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> tuple[Circle, Meeting]:
    """The circle that is to be run again, and its first meeting."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    if circle.stage is Stage.DELETED:
        raise NotFound
    return circle, work.meetings.of_circle(circle_id)[0]


def run_again(
    work: Work, actor: PersonId, circle_id: CircleId, *, first_on: date, at: time, now: datetime
) -> Circle:
    """A draft with the same course, place, seats and words, as many meetings in the same rhythm, run by the actor alone.

    Sign-ups, answers and feedback stay with the old one. Raises MeetingIsInThePast.
    """
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    may(work, actor, Action.MAKE_CIRCLE, work.teams.get(circle.team_id), now=now)
    if circle.stage is Stage.DELETED:
        raise NotFound
    meetings = [meeting for meeting in work.meetings.of_circle(circle_id) if meeting.is_on]
    model = meetings or list(work.meetings.of_circle(circle_id))
    copy = replace(
        circle,
        id=CircleId(new_id()),
        stage=Stage.DRAFT,
        created_by=actor,
        created_at=now,
        published_at=None,
    )
    rhythm = Rhythm(first_on=first_on, at=at, count=len(model), every_weeks=weeks_between(model))
    scheduled = schedule(copy.id, rhythm, zone=copy.zone, minutes=model[0].minutes)
    if scheduled[0].has_started(now=now):
        raise MeetingIsInThePast(field="first_on", starts=scheduled[0].starts)
    work.circles.add(copy)
    work.circles.add_facilitator(Facilitation(copy.id, actor, now))
    work.meetings.add(*scheduled)
    return copy


def weeks_between(meetings: Sequence[Meeting]) -> int:
    """How many weeks most often lie between two meetings: one that was moved, or a holiday, makes no rhythm."""
    gaps = [(b.on - a.on).days for a, b in pairwise(meetings)]
    weeks = Counter(max(1, round(gap / 7)) for gap in gaps)
    return min(weeks, key=lambda gap: (-weeks[gap], gap), default=1)
