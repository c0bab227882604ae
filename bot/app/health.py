"""All circles of a team by how they do, those in need first (SPEC 2, `circles`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.authority import Action, may
from bot.app.glance import Glance
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.health import Mark, Rule, Signs, rules_of
from bot.domain.ids import PersonId, TeamId
from bot.domain.meetings import LONGEST, Meeting
from bot.domain.teams import Team
from bot.domain.timing import feedback_timing

PAGE = 8
"""How many circles a page shows."""


@dataclass(frozen=True, slots=True)
class CircleHealth:
    """A circle with the rules that give it its mark, never none; `signs` is None where there is nothing to judge.

    `last` is the last meeting that took place, `silent` who has not answered for two.
    """

    circle: Circle
    rules: tuple[Rule, ...]
    signs: Signs | None = None
    facilitators: tuple[str, ...] = ()
    next_meeting: Meeting | None = None
    last: Meeting | None = None
    silent: tuple[str, ...] = ()

    @property
    def mark(self) -> Mark:
        """That of the most pressing rule."""
        return self.rules[0].mark


@dataclass(frozen=True, slots=True)
class HealthPage:
    """One page of a team's circles; `offset` counts those before it, `marks` all of them by mark."""

    team: Team
    circles: tuple[CircleHealth, ...]
    offset: int
    total: int
    marks: dict[Mark, int]


def see_circles(
    work: Work, actor: PersonId, team_id: TeamId, *, offset: int = 0, now: datetime
) -> HealthPage:
    """One page of all circles of the team, the most in need first; drafts and finished ones last."""
    team = work.teams.get(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    found = sorted(health_of(work, team, now=now), key=_need)
    marks = {mark: sum(one.mark is mark for one in found) for mark in Mark}
    first = min(max(offset, 0), max(0, (len(found) - 1) // PAGE * PAGE))
    return HealthPage(team, tuple(found[first : first + PAGE]), first, len(found), marks)


def health_of(work: Work, team: Team, *, now: datetime) -> Sequence[CircleHealth]:
    """Each circle of the team that is not deleted, with its health, by name."""
    since = now - timedelta(minutes=LONGEST)
    running = {circle.id for circle in work.circles.of_team(team.id, meeting_since=since)}
    circles = work.circles.of_team(team.id)
    glance = Glance(work, [circle for circle in circles if circle.id in running], since=since, now=now)
    return [
        _health(glance, circle) if circle.id in running else CircleHealth(circle, (_at_rest(circle),))
        for circle in circles
    ]


def _health(glance: Glance, circle: Circle) -> CircleHealth:
    ahead, held = glance.next_meeting(circle.id), glance.held(circle.id)
    if circle.stage is Stage.DRAFT or ahead is None:
        return CircleHealth(circle, (_at_rest(circle),))
    silent = glance.silent_twice(circle.id)
    last = held[-1] if held else None
    judged = ahead if glance.was_reminded(ahead) else last
    heads = glance.heads(judged) if judged else None
    attended = glance.attendances.get(last.id) if last else None
    signs = Signs(
        is_led=bool(glance.leaders(ahead)),
        attended=attended.total if attended else None,
        without_feedback=sum(_is_missing(glance, meeting) for meeting in held[-2:]),
        feedback_late=last is not None and _is_late(glance, last),
        silent=len(silent),
        asked=heads.total if heads else 0,
        answered=heads.answered if heads else 0,
    )
    names = tuple(glance.names[person] for person in glance.facilitators[circle.id])
    return CircleHealth(
        circle=circle,
        rules=rules_of(signs),
        signs=signs,
        facilitators=names,
        next_meeting=ahead,
        last=last,
        silent=tuple(glance.names[person] for person in silent),
    )


def _is_missing(glance: Glance, meeting: Meeting) -> bool:
    return meeting.id not in glance.feedback and glance.now >= feedback_timing(meeting).useless_at


def _is_late(glance: Glance, meeting: Meeting) -> bool:
    given = glance.feedback.get(meeting.id)
    return (given.given_at if given else glance.now) >= feedback_timing(meeting).useless_at


def _at_rest(circle: Circle) -> Rule:
    return Rule.DRAFT if circle.stage is Stage.DRAFT else Rule.FINISHED


def _need(one: CircleHealth) -> tuple[int, int, int, str, str]:
    marks, rules = list(Mark), list(Rule)
    pressing = rules.index(one.rules[0])
    return marks.index(one.mark), pressing, -len(one.rules), one.circle.name.casefold(), one.circle.id
