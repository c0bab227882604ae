"""How a team's circles went: ratings side by side, who came, goals, and what people made of it (SPEC 2, `reports`).

Reasons for answers are read by nobody here, and learners' words and ratings carry no names (SPEC 9).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.exporting import HEADS, Cells, Owned, outline_of, rows_of
from bot.app.ports import Work
from bot.app.trail import note
from bot.domain.audit import Deed
from bot.domain.circles import Circle, Stage
from bot.domain.feedback import Author, Progress
from bot.domain.ids import CircleId, CourseId, MeetingId, PersonId, TeamId
from bot.domain.meetings import Meeting
from bot.domain.reports import By, Mean, Reflection, Span, mean_of
from bot.domain.signups import Signup, Standing
from bot.domain.teams import Team

EVER = Span()

PAGE = 10
"""How many rows or reflections a page shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One circle, facilitator or course, or all of them: of meetings held in the span, and of the circles that held them.

    Goals count learners who have one. `finished` are those who came and have a seat when the last meeting is over.
    """

    key: str
    name: str
    meetings: int
    facilitators: Mean
    learners: Mean
    attendance: Mean
    goals: int
    reached: int
    signed_up: int
    came: int
    finished: int


@dataclass(frozen=True, slots=True)
class Report:
    """One page of rows by name, with the whole in `total`; of one row alone, `of` is its key."""

    team: Team
    by: By
    of: str | None
    span: Span
    rows: tuple[Row, ...]
    total: Row
    offset: int
    count: int


@dataclass(frozen=True, slots=True)
class Reflections:
    """One page of what people made of meetings, the latest first; `names` are those of the circles."""

    team: Team
    words: str
    found: tuple[Reflection, ...]
    names: Mapping[CircleId, str]
    offset: int
    count: int


def see_report(
    work: Work,
    actor: PersonId,
    team_id: TeamId,
    *,
    by: By = By.CIRCLE,
    of: str | None = None,
    span: Span = EVER,
    offset: int = 0,
    now: datetime,
) -> Report:
    """One page of the report; of one circle, facilitator or course alone if `of` names it."""
    team = work.teams.get(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    rows, total = _rows(work, team_id, by, of, span, now=now)
    first = min(max(offset, 0), max(0, (len(rows) - 1) // PAGE * PAGE))
    return Report(team, by, of, span, tuple(rows[first : first + PAGE]), total, first, len(rows))


def report_as_table(
    work: Work, actor: PersonId, team_id: TeamId, *, by: By, of: str | None, span: Span, now: datetime
) -> tuple[Row, ...]:
    """All rows, for a file."""
    may(work, actor, Action.RUN_TEAM, work.teams.get(team_id), now=now)
    note(work, team_id, actor, Deed.EXPORT, team_id, now=now)
    return tuple(_rows(work, team_id, by, of, span, now=now)[0])


def see_reflections(
    work: Work,
    actor: PersonId,
    team_id: TeamId,
    *,
    words: str = "",
    circles: Collection[CircleId] | None = None,
    offset: int = 0,
    now: datetime,
) -> Reflections:
    """What people made of meetings, of these circles alone if they are named; only what has all the words."""
    team = work.teams.get(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    there = {circle.id: circle.name for circle in work.circles.of_team(team_id)}
    wanted = [circle for circle in there if circles is None or circle in circles]
    found = [one for one in work.feedbacks.reflections(wanted) if one.says(words)]
    first = min(max(offset, 0), max(0, (len(found) - 1) // PAGE * PAGE))
    return Reflections(team, words, tuple(found[first : first + PAGE]), there, first, len(found))


def take_away_all(
    work: Work, actor: PersonId, team_id: TeamId, *, now: datetime
) -> Mapping[Owned, tuple[Sequence[str], Sequence[Cells]]]:
    """All that the team owns: each table with its head."""
    may(work, actor, Action.RUN_TEAM, work.teams.get(team_id), now=now)
    note(work, team_id, actor, Deed.EXPORT, team_id, now=now)
    outline = outline_of(work, team_id)
    rows = {**outline.rows, **rows_of(work, outline.circles)}
    return {table: (HEADS[table], rows.get(table, ())) for table in Owned}


def _rows(
    work: Work, team_id: TeamId, by: By, of: str | None, span: Span, *, now: datetime
) -> tuple[list[Row], Row]:
    told = _Told(work, team_id, span, now=now)
    groups = [group for group in _groups(work, told, by) if of is None or group[0] == of]
    everything = {circle for _, _, circles in groups for circle in circles}
    rows = [told.row(key, name, circles) for key, name, circles in groups]
    total = told.row("", "", [circle for circle in told.circles if circle in everything])
    return sorted(rows, key=lambda row: (row.name.casefold(), row.key)), total


def _groups(work: Work, told: "_Told", by: By) -> list[tuple[str, str, list[CircleId]]]:
    """The key and name of each row, with its circles."""
    if by is By.CIRCLE:
        return [(circle.id, circle.name, [circle.id]) for circle in told.circles.values()]
    groups: dict[str, list[CircleId]] = {}
    if by is By.COURSE:
        for circle in told.circles.values():
            groups.setdefault(circle.course_id, []).append(circle.id)
        titles = {
            key: course.title for key, course in work.courses.several({CourseId(k) for k in groups}).items()
        }
        return [(key, titles[CourseId(key)], circles) for key, circles in groups.items()]
    for circle, people in work.circles.facilitators_of(list(told.circles)).items():
        for person in people:
            groups.setdefault(person, []).append(circle)
    names = work.people.names([PersonId(key) for key in groups])
    return [(key, names[PersonId(key)], circles) for key, circles in groups.items()]


class _Told:
    """What is known of the circles that met in the span, read once for all of them."""

    def __init__(self, work: Work, team_id: TeamId, span: Span, *, now: datetime) -> None:
        published = {c.id: c for c in work.circles.of_team(team_id) if c.stage is not Stage.DRAFT}
        meetings = work.meetings.of_circles(published)
        self._held: dict[CircleId, list[Meeting]] = {
            circle: [m for m in of_circle if m.is_on and m.is_over(now=now) and m.on in span]
            for circle, of_circle in meetings.items()
        }
        self.circles: dict[CircleId, Circle] = {
            circle: published[circle] for circle, held in self._held.items() if held
        }
        self._over = {
            circle for circle in self.circles if all(m.is_over(now=now) for m in meetings[circle] if m.is_on)
        }
        ids = [meeting.id for circle in self.circles for meeting in self._held[circle]]
        self._ratings: dict[tuple[MeetingId, Author], list[int]] = {}
        for feedback in work.feedbacks.of_meetings(ids):
            self._ratings.setdefault((feedback.meeting_id, feedback.author), []).append(feedback.rating)
        self._attendances = work.attendances.of_meetings(ids)
        self._signups: dict[CircleId, list[Signup]] = {}
        for signup in work.signups.ever_in(self.circles):
            self._signups.setdefault(signup.circle_id, []).append(signup)
        checks = work.goal_checks.of_circles(self.circles)
        self._reached = {c.signup_id for c in checks if c.last and c.progress is Progress.REACHED}

    def row(self, key: str, name: str, circles: Sequence[CircleId]) -> Row:
        """What is told of those circles together."""
        held = [meeting for circle in circles for meeting in self._held[circle]]
        signups = [signup for circle in circles for signup in self._signups.get(circle, ())]
        came = {
            (meeting.circle_id, person)
            for meeting in held
            if meeting.id in self._attendances
            for person in self._attendances[meeting.id].people
        }
        there = [signup for signup in signups if (signup.circle_id, signup.person_id) in came]
        aiming = [one for one in signups if one.standing is Standing.SEATED and one.goal]
        return Row(
            key=key,
            name=name,
            meetings=len(held),
            facilitators=mean_of(self._given(held, Author.FACILITATOR)),
            learners=mean_of(self._given(held, Author.LEARNER)),
            attendance=mean_of(self._attendances[m.id].total for m in held if m.id in self._attendances),
            goals=len(aiming),
            reached=sum(one.id in self._reached for one in aiming),
            signed_up=len(signups),
            came=len(there),
            finished=sum(one.standing is Standing.SEATED and one.circle_id in self._over for one in there),
        )

    def _given(self, held: Iterable[Meeting], author: Author) -> Iterable[int]:
        return (rating for meeting in held for rating in self._ratings.get((meeting.id, author), ()))
