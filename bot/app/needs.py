"""What needs a hand in a team's week, and who takes it on (SPEC 3.8). The rules are those of bot.domain.hands.Need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.app.audiences import has_feedback, learners_of, silent_twice
from bot.app.authority import Action, may
from bot.app.ports import Work
from bot.app.reach import account_for
from bot.domain.circles import Circle, Stage
from bot.domain.errors import BrokenRule, NotFound
from bot.domain.hands import Hand, Need
from bot.domain.ids import CircleId, PersonId, TeamId
from bot.domain.meetings import Meeting
from bot.domain.posts import PlanState, PostKind
from bot.domain.rsvps import headcount
from bot.domain.teams import Team
from bot.domain.weeks import Week


class TakenAlready(BrokenRule):
    """Somebody is on it already; `name` says who."""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A circle that needs a hand. `people` names whom it is about; `taken_by` who is on it."""

    circle: Circle
    need: Need
    people: tuple[str, ...]
    taken_by: str | None


@dataclass(frozen=True, slots=True)
class TakenLine:
    """What somebody took on last week. `solved` says that the need is gone."""

    circle: Circle
    need: Need
    name: str
    solved: bool


def needs_of(work: Work, team: Team, week: Week, *, now: datetime) -> tuple[NeedLine, ...]:
    """What needs a hand in the week, by circle."""
    hands = {(hand.circle_id, hand.need): hand for hand in work.hands.of_week(team.id, week.monday)}
    names = work.people.names({hand.person_id for hand in hands.values()})
    lines: list[NeedLine] = []
    for circle in work.circles.of_team(team.id):
        for need, people in _needs(work, circle, week, now=now):
            hand = hands.get((circle.id, need))
            named = work.people.names(people)
            lines.append(
                NeedLine(
                    circle,
                    need,
                    tuple(named[person] for person in people),
                    names[hand.person_id] if hand else None,
                )
            )
    return tuple(lines)


def taken_in(work: Work, team: Team, week: Week, *, now: datetime) -> tuple[TakenLine, ...]:
    """What was taken on in that week, and whether the same still needs a hand now."""
    hands = work.hands.of_week(team.id, week.monday)
    names = work.people.names({hand.person_id for hand in hands})
    lines: list[TakenLine] = []
    for hand in hands:
        circle = work.circles.find(hand.circle_id)
        if circle is None or circle.stage is Stage.DELETED:
            continue
        open_now = {need for need, _ in _needs(work, circle, week, now=now, looking_back=True)}
        lines.append(TakenLine(circle, hand.need, names[hand.person_id], hand.need not in open_now))
    return tuple(lines)


def take_on(
    work: Work,
    actor: PersonId,
    team_id: TeamId,
    week: Week,
    circle_id: CircleId,
    need: Need,
    *,
    now: datetime,
) -> None:
    """The actor is on it. Raises TakenAlready when somebody else is; one's own again changes nothing."""
    team = work.teams.lock(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    if work.circles.get(circle_id).team_id != team_id:
        raise NotFound
    if work.hands.take(Hand(team_id, week.monday, circle_id, need, actor, now)):
        return
    for hand in work.hands.of_week(team_id, week.monday):
        if (hand.circle_id, hand.need) == (circle_id, need) and hand.person_id != actor:
            raise TakenAlready(name=work.people.names([hand.person_id])[hand.person_id])


def _needs(
    work: Work, circle: Circle, week: Week, *, now: datetime, looking_back: bool = False
) -> list[tuple[Need, Sequence[PersonId]]]:
    """What the circle needs in the week; looking back, meetings of the week that are over by now count as well."""
    meetings = work.meetings.of_circle(circle.id)
    ahead = [m for m in meetings if m.is_on and m.on in week and (looking_back or not m.is_over(now=now))]
    if circle.stage is Stage.DRAFT:
        near = any(meeting.on in week or meeting.on in week.before for meeting in meetings[:1])
        return [(Need.STALE_DRAFT, ())] if near else []
    found: list[tuple[Need, Sequence[PersonId]]] = []
    if ahead:
        found += _before_meeting(work, circle, ahead[0])
    missing = [
        m
        for m in meetings
        if m.is_on and m.on in week.before and m.is_over(now=now) and not has_feedback(work, m)
    ]
    if missing:
        found.append((Need.FEEDBACK_MISSING, ()))
    if looking_back or any(m.is_on and not m.is_over(now=now) for m in meetings):
        learners = learners_of(work, circle)
        silent = silent_twice(work, circle, meetings, now=now)
        lost = [person for person in learners if _is_lost(work, person)]
        found += [(Need.SILENT_TWICE, [p for p in learners if p in silent])] if silent else []
        found += [(Need.UNREACHABLE, lost)] if lost else []
    return found


def _before_meeting(work: Work, circle: Circle, meeting: Meeting) -> list[tuple[Need, Sequence[PersonId]]]:
    found: list[tuple[Need, Sequence[PersonId]]] = []
    if all(account_for(work, person) is None for person in work.circles.facilitators(circle.id)):
        found.append((Need.NO_FACILITATOR, ()))
    learners = learners_of(work, circle)
    if not learners:
        found += [(Need.NOBODY_SIGNED_UP, ())] if meeting.number == 1 else []
        return found
    reminder = work.plans.find_for(PostKind.REMINDER, meeting.id, meeting.revision)
    answers = work.rsvps.of_meetings([meeting.id]).get(meeting.id, {})
    asked = reminder is not None and reminder.state is PlanState.FANNED_OUT
    if asked and not headcount(meeting, learners, answers).coming:
        found.append((Need.NOBODY_COMES, ()))
    return found


def _is_lost(work: Work, person: PersonId) -> bool:
    return bool(work.accounts.of(person)) and account_for(work, person) is None
