"""The weekly digest: what a team's organizers read on Monday (SPEC 3.8)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.app.authority import Action, may
from bot.app.glance import MARGIN, Glance
from bot.app.needs import NeedLine, TakenLine, needs_of, taken_in
from bot.app.ports import Work
from bot.app.weeks import MeetingLine, lines_of
from bot.domain.circles import Circle
from bot.domain.ids import CircleId, PersonId, TeamId
from bot.domain.posts import digest_subject
from bot.domain.signups import Standing
from bot.domain.teams import Team
from bot.domain.weeks import Week, week_at, week_of

CHART_WEEKS = 8
"""How many weeks back the chart goes."""


class Number(StrEnum):
    """What a digest counts."""

    COMING = "coming"
    NOT_COMING = "not-coming"
    SIGNUPS = "signups"
    FEEDBACK = "feedback"
    ATTENDED = "attended"


@dataclass(frozen=True, slots=True)
class NewLearner:
    """Someone who signed up. `waits` is True in line."""

    name: str
    goal: str | None
    waits: bool


@dataclass(frozen=True, slots=True)
class SignupGroup:
    """Who signed up for one circle."""

    circle: Circle
    learners: tuple[NewLearner, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """One team's week: `week` is the one that begins, what is past is of the week before.

    `since` says by how much the numbers have changed since the digest was sent; empty before that. `coming` is how many came
    in each of the last weeks, the oldest first; where nobody has told who came, how many said yes; with
    `all_told` there is no such meeting.
    """

    team: Team
    week: Week
    needs: tuple[NeedLine, ...]
    taken: tuple[TakenLine, ...]
    this_week: tuple[MeetingLine, ...]
    last_week: tuple[MeetingLine, ...]
    starting: tuple[Circle, ...]
    finished: tuple[Circle, ...]
    signups: tuple[SignupGroup, ...]
    coming: tuple[tuple[Week, int], ...]
    all_told: bool
    since: Mapping[Number, int]

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened and nothing will; then it is not sent."""
        return not (self.this_week or self.last_week or self.signups or self.needs or self.taken)

    @property
    def numbers(self) -> dict[Number, int]:
        """What can be counted."""
        heads = [line.headcount for line in self.this_week]
        return {
            Number.COMING: sum(len(head.coming) for head in heads),
            Number.NOT_COMING: sum(len(head.not_coming) for head in heads),
            Number.SIGNUPS: sum(len(group.learners) for group in self.signups),
            Number.FEEDBACK: sum(line.rating is not None for line in self.last_week),
            Number.ATTENDED: sum(line.attended or 0 for line in self.last_week),
        }


def see_digest(
    work: Work, actor: PersonId, team_id: TeamId, *, week: Week | None = None, now: datetime
) -> Digest:
    """The digest of a week, the present one unless another is named, by the same query as Monday's."""
    team = work.teams.get(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    return digest_of(work, team, week or week_at(now, team.zone), now=now)


def keep_numbers(work: Work, digest: Digest, *, now: datetime) -> None:
    """Keeps the numbers as they are sent; the first ones stay."""
    subject = digest_subject(digest.team.id, digest.week)
    work.digest_numbers.keep(subject, {str(name): n for name, n in digest.numbers.items()}, now=now)


def digest_of(work: Work, team: Team, week: Week, *, now: datetime) -> Digest:
    """What happened in the week before and what is ahead in this one.

    A meeting belongs to the week of its local date in its own zone, a sign-up to the week in the team's zone.
    """
    start, end = week.before.span(team.zone)
    weeks = [Week(week.monday - timedelta(weeks=n)) for n in range(CHART_WEEKS, -1, -1)]
    since = weeks[0].span(team.zone)[0] - MARGIN
    glance = Glance(work, work.circles.of_team(team.id, meeting_since=since), since=since, now=now)
    lines = lines_of(glance, weeks)
    this_week = tuple(line for line in lines if line.meeting.on in week and line.meeting.is_on)
    last_week = tuple(line for line in lines if line.meeting.on in week.before and line.meeting.is_on)
    seen = Digest(
        team=team,
        week=week,
        needs=needs_of(work, team, week, glance),
        taken=tuple(line for one in _untold(work, team, week) for line in taken_in(work, team, one, now=now)),
        this_week=this_week,
        last_week=last_week,
        starting=tuple(line.circle for line in this_week if line.is_first),
        finished=tuple(line.circle for line in last_week if line.is_last),
        signups=_signups(work, team, start, end),
        coming=_coming(lines, week),
        all_told=_all_told(lines, week),
        since={},
    )
    sent = work.digest_numbers.find(digest_subject(team.id, week))
    if sent is None:
        return seen
    changes = {name: n - sent.get(str(name), 0) for name, n in seen.numbers.items()}
    return replace(seen, since={name: change for name, change in changes.items() if change})


def _untold(work: Work, team: Team, week: Week) -> list[Week]:
    """The weeks of which this digest is the first to tell what came of what was taken on, the oldest first."""
    weeks = [week.before]
    while len(weeks) < CHART_WEEKS and work.digest_numbers.find(digest_subject(team.id, weeks[-1])) is None:
        weeks.append(weeks[-1].before)
    return weeks[::-1]


def _coming(lines: list[MeetingLine], week: Week) -> tuple[tuple[Week, int], ...]:
    """How many came, or where nobody has told, said yes: by week, up to the one before, from the first with a meeting."""
    counts: dict[Week, int] = {}
    for line in lines:
        its_week = week_of(line.meeting.on)
        if line.meeting.is_on and its_week < week:
            came = len(line.headcount.coming) if line.attended is None else line.attended
            counts[its_week] = counts.get(its_week, 0) + came
    return tuple(sorted(counts.items()))


def _all_told(lines: list[MeetingLine], week: Week) -> bool:
    """Whether of every meeting that the chart counts it is known how many came."""
    return all(
        line.attended is not None for line in lines if line.meeting.is_on and week_of(line.meeting.on) < week
    )


def _signups(work: Work, team: Team, start: datetime, end: datetime) -> tuple[SignupGroup, ...]:
    signups = work.signups.of_team(team.id, start=start, end=end)
    names = work.people.names({signup.person_id for signup in signups})
    groups: dict[CircleId, list[NewLearner]] = {}
    circles = work.circles.several({signup.circle_id for signup in signups})
    for signup in signups:
        learner = NewLearner(
            names[signup.person_id], signup.goal, waits=signup.standing is not Standing.SEATED
        )
        groups.setdefault(signup.circle_id, []).append(learner)
    return tuple(SignupGroup(circles[circle], tuple(found)) for circle, found in groups.items())
