"""What needs a hand in a team's week, and who takes it on (SPEC 3.8). The rules are those of bot.domain.hands.Need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.glance import MARGIN, Glance
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.errors import BrokenRule, NotFound
from bot.domain.hands import Hand, Need
from bot.domain.ids import CircleId, PersonId, TeamId
from bot.domain.meetings import Meeting
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


def needs_of(work: Work, team: Team, week: Week, glance: Glance) -> tuple[NeedLine, ...]:
    """What of the circles at a glance needs a hand in the week, by circle."""
    hands = {(hand.circle_id, hand.need): hand for hand in work.hands.of_week(team.id, week.monday)}
    names = work.people.names({hand.person_id for hand in hands.values()})
    lines: list[NeedLine] = []
    for circle in glance.circles.values():
        for need, people in _needs(glance, circle, week):
            hand = hands.get((circle.id, need))
            called = tuple(glance.names[person] for person in people)
            lines.append(NeedLine(circle, need, called, names[hand.person_id] if hand else None))
    return tuple(lines)


def taken_in(work: Work, team: Team, week: Week, *, now: datetime) -> tuple[TakenLine, ...]:
    """What was taken on in that week, and whether the same still needs a hand now."""
    hands = work.hands.of_week(team.id, week.monday)
    if not hands:
        return ()
    names = work.people.names({hand.person_id for hand in hands})
    circles = work.circles.several({hand.circle_id for hand in hands})
    there = [c for c in circles.values() if c.stage is not Stage.DELETED and c.team_id == team.id]
    glance = Glance(work, there, since=week.before.span(team.zone)[0] - MARGIN, now=now)
    open_now = {
        circle.id: {need for need, _ in _needs(glance, circle, week, looking_back=True)} for circle in there
    }
    return tuple(
        TakenLine(
            circles[hand.circle_id],
            hand.need,
            names[hand.person_id],
            hand.need not in open_now[hand.circle_id],
        )
        for hand in hands
        if hand.circle_id in open_now
    )


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
    glance: Glance, circle: Circle, week: Week, *, looking_back: bool = False
) -> list[tuple[Need, Sequence[PersonId]]]:
    """What the circle needs in the week; looking back, meetings of the week that are over by now count as well."""
    meetings, now = glance.meetings[circle.id], glance.now
    ahead = [m for m in meetings if m.is_on and m.on in week and (looking_back or not m.is_over(now=now))]
    if circle.stage is Stage.DRAFT:
        near = any(meeting.on in week or meeting.on in week.before for meeting in meetings[:1])
        return [(Need.STALE_DRAFT, ())] if near else []
    found: list[tuple[Need, Sequence[PersonId]]] = []
    if ahead:
        found += _before_meeting(glance, ahead[0])
    held = (meeting for meeting in glance.held(circle.id) if meeting.on in week.before)
    if any(meeting.id not in glance.feedback for meeting in held):
        found.append((Need.FEEDBACK_MISSING, ()))
    if looking_back or glance.next_meeting(circle.id) is not None:
        silent, lost = glance.silent_twice(circle.id), glance.lost(circle.id)
        found += [(Need.SILENT_TWICE, silent)] if silent else []
        found += [(Need.UNREACHABLE, lost)] if lost else []
    return found


def _before_meeting(glance: Glance, meeting: Meeting) -> list[tuple[Need, Sequence[PersonId]]]:
    found: list[tuple[Need, Sequence[PersonId]]] = []
    if not glance.in_reach(meeting.circle_id):
        found.append((Need.NO_FACILITATOR, ()))
    if not glance.learners(meeting.circle_id):
        found += [(Need.NOBODY_SIGNED_UP, ())] if meeting.number == 1 else []
    elif glance.was_reminded(meeting) and not glance.heads(meeting).coming:
        found.append((Need.NOBODY_COMES, ()))
    return found
