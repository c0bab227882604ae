"""The weekly digest: what a team's organizers read on Monday (SPEC 3.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.app.authority import Action, may
from bot.app.needs import NeedLine, TakenLine, needs_of, taken_in
from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.feedback import Author
from bot.domain.ids import MeetingId, PersonId, TeamId
from bot.domain.meetings import Meeting
from bot.domain.posts import digest_subject
from bot.domain.rsvps import Headcount, Rsvp, headcount
from bot.domain.signups import Signup, Standing
from bot.domain.teams import Team
from bot.domain.weeks import Week, week_at, week_of

MARGIN = timedelta(days=2)
"""A circle's local date lies less than this from the team's, wherever on Earth the two are."""


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
class MeetingLine:
    """A meeting in the digest: its number of `count`; `rating` is a facilitator's, 1 to 5; `attended` how many came.

    `is_first` and `is_last` are among those that are on.
    """

    meeting: Meeting
    circle: Circle
    count: int
    headcount: Headcount
    rating: int | None
    is_first: bool = False
    is_last: bool = False
    attended: int | None = None


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
    in each of the last weeks, the oldest first; where nobody has told who came, how many said yes.
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
    lines = _lines(work, team, week, weeks=CHART_WEEKS, now=now)
    this_week = tuple(line for line in lines if line.meeting.on in week and line.meeting.is_on)
    last_week = tuple(line for line in lines if line.meeting.on in week.before and line.meeting.is_on)
    seen = Digest(
        team=team,
        week=week,
        needs=needs_of(work, team, week, now=now),
        taken=taken_in(work, team, week.before, now=now),
        this_week=this_week,
        last_week=last_week,
        starting=tuple(line.circle for line in this_week if line.is_first),
        finished=tuple(line.circle for line in last_week if line.is_last),
        signups=_signups(work, team, start, end),
        coming=_coming(lines, week),
        since={},
    )
    sent = work.digest_numbers.find(digest_subject(team.id, week))
    if sent is None:
        return seen
    changes = {name: n - sent.get(str(name), 0) for name, n in seen.numbers.items()}
    return replace(seen, since={name: change for name, change in changes.items() if change})


def _coming(lines: list[MeetingLine], week: Week) -> tuple[tuple[Week, int], ...]:
    """How many came, or where nobody has told, said yes: by week, up to the one before, from the first with a meeting."""
    counts: dict[Week, int] = {}
    for line in lines:
        its_week = week_of(line.meeting.on)
        if line.meeting.is_on and its_week < week:
            came = len(line.headcount.coming) if line.attended is None else line.attended
            counts[its_week] = counts.get(its_week, 0) + came
    return tuple(sorted(counts.items()))


def _lines(work: Work, team: Team, week: Week, *, weeks: int, now: datetime) -> list[MeetingLine]:
    first = Week(week.monday - timedelta(weeks=weeks))
    start, end = first.span(team.zone)[0] - MARGIN, week.span(team.zone)[1] + MARGIN
    meetings = work.meetings.of_team(team.id, start=start, end=end)
    rsvps = work.rsvps.of_meetings([meeting.id for meeting in meetings])
    circles = {circle_id: work.circles.get(circle_id) for circle_id in {m.circle_id for m in meetings}}
    seated = {c: work.signups.seated(c) for c in circles}
    ratings = {
        feedback.meeting_id: feedback.rating
        for feedback in work.feedbacks.of_meetings([meeting.id for meeting in meetings])
        if feedback.author is Author.FACILITATOR
    }
    saved = work.attendances.of_meetings([meeting.id for meeting in meetings])
    all_meetings = {c: work.meetings.of_circle(c) for c in circles}

    def line(meeting: Meeting) -> MeetingLine:
        said = rsvps.get(MeetingId(meeting.id), {})
        heads = headcount(meeting, _invited(meeting, seated[meeting.circle_id], said, now=now), said)
        of_circle = all_meetings[meeting.circle_id]
        on = [one.id for one in of_circle if one.is_on]
        return MeetingLine(
            meeting,
            circles[meeting.circle_id],
            len(of_circle),
            heads,
            ratings.get(meeting.id),
            is_first=on[:1] == [meeting.id],
            is_last=on[-1:] == [meeting.id],
            attended=saved[meeting.id].total if meeting.id in saved else None,
        )

    return [line(meeting) for meeting in meetings]


def _invited(
    meeting: Meeting, seated: Sequence[Signup], said: Mapping[PersonId, Rsvp], *, now: datetime
) -> list[PersonId]:
    """Whose answer counts: all who are in, but of a meeting that has begun not who signed up only then and said nothing."""
    begun = meeting.has_started(now=now)
    return [
        one.person_id
        for one in seated
        if not begun or one.signed_up_at < meeting.starts_at or one.person_id in said
    ]


def _signups(work: Work, team: Team, start: datetime, end: datetime) -> tuple[SignupGroup, ...]:
    signups = work.signups.of_team(team.id, start=start, end=end)
    names = work.people.names({signup.person_id for signup in signups})
    groups: dict[str, list[NewLearner]] = {}
    circles: dict[str, Circle] = {}
    for signup in signups:
        circles.setdefault(signup.circle_id, work.circles.get(signup.circle_id))
        learner = NewLearner(
            names[signup.person_id], signup.goal, waits=signup.standing is not Standing.SEATED
        )
        groups.setdefault(signup.circle_id, []).append(learner)
    return tuple(SignupGroup(circles[circle], tuple(found)) for circle, found in groups.items())
