"""How much there is."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Executable,
    FromClause,
    Select,
    bindparam,
    case,
    func,
    select,
)

from bot.domain.circles import Stage
from bot.domain.signups import Standing
from bot.domain.tallies import Pulse, Tally, TeamTally, Waiting
from bot.domain.teams import Role
from storage import tables as t
from storage.tables import table_of

_teams, _members, _circles = table_of(t.TeamRow), table_of(t.MembershipRow), table_of(t.CircleRow)
_meetings, _signups, _came = table_of(t.MeetingRow), table_of(t.SignupRow), table_of(t.AttendanceRow)
_accounts, _people, _posts = table_of(t.AccountRow), table_of(t.PersonRow), table_of(t.PostRow)
_arrivals, _cards, _places, _plans = (
    table_of(row) for row in (t.ArrivalRow, t.CardRow, t.PlaceRow, t.PlanRow)
)

_NOW: BindParameter[datetime] = bindparam("now")
_SINCE: BindParameter[datetime] = bindparam("since")
_ON = _meetings.c.cancelled_at.is_(None)
_LIVE = _circles.c.stage.in_([Stage.OPEN, Stage.CLOSED])
_GOES_ON = (
    select(_meetings.c.id)
    .where(_meetings.c.circle_id == _circles.c.id, _ON, _meetings.c.ends_at > _NOW)
    .exists()
)


def _by_team(source: FromClause, *counts: ColumnElement[Any]) -> Select[Any]:
    return select(_circles.c.team_id, *counts).select_from(source).group_by(_circles.c.team_id)


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


_MEMBERS = select(
    _members.c.team_id,
    _how_many(_members.c.role == Role.ORGANIZER),
    _how_many(_members.c.role == Role.FACILITATOR),
).group_by(_members.c.team_id)
_CIRCLES = _by_team(
    _circles,
    _how_many(_circles.c.stage == Stage.DRAFT),
    _how_many(_LIVE & _GOES_ON),
    _how_many(_LIVE & ~_GOES_ON),
)
_LEARNERS = _by_team(
    _signups.join(_circles, _circles.c.id == _signups.c.circle_id),
    _how_many(_signups.c.standing == Standing.SEATED),
    _how_many(_signups.c.standing.in_([Standing.IN_LINE, Standing.OFFERED])),
).where(_LIVE)
_HELD = _by_team(
    _meetings.join(_circles, _circles.c.id == _meetings.c.circle_id).outerjoin(
        _came, _came.c.meeting_id == _meetings.c.id
    ),
    func.count(),
    func.coalesce(func.sum(_came.c.total), 0),
).where(_LIVE, _ON, _meetings.c.ends_at <= _NOW)
_ACCOUNTS = select(_accounts.c.platform, func.count(), func.count(_accounts.c.unreachable_at)).group_by(
    _accounts.c.platform
)
_PEOPLE = select(func.count()).where(_people.c.erased_at.is_(None))
_POSTS = select(_posts.c.state, func.count()).where(_posts.c.listed_at >= _SINCE).group_by(_posts.c.state)
_OVERDUE = select(func.count()).select_from(_posts).where(_posts.c.next_at <= _NOW)
# What is not null is said, so that both engines see that a partial index serves.
_DUE_POSTS, _DUE_PLANS = (
    select(func.count(), func.min(table.c.next_at)).where(
        table.c.next_at.is_not(None), table.c.next_at <= _NOW
    )
    for table in (_posts, _plans)
)
_NOT_ANSWERED = select(func.count(), func.min(_arrivals.c.arrived_at)).where(_arrivals.c.done_at.is_(None))
_DIRTY = select(func.count()).where(_cards.c.dirty_at.is_not(None))
_LOST_ACCOUNTS, _LOST_PLACES = (
    select(table.c.platform, func.count())
    .where(table.c.unreachable_at.is_not(None))
    .group_by(table.c.platform)
    for table in (_accounts, _places)
)
_UNDONE = select(func.count()).select_from(_arrivals).where(_arrivals.c.done_at.is_(None))


class Tallies:
    """Counts over everything."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, *, since: datetime, now: datetime) -> Tally:
        """All counts; posts are those that were due or sent from `since` on."""
        given = {"now": now, "since": since}
        parts = [(_MEMBERS, 2), (_CIRCLES, 3), (_LEARNERS, 2), (_HELD, 2)]
        counts: dict[str, list[int]] = defaultdict(list)
        teams = (
            self._connection.execute(select(_teams.c.id).order_by(_teams.c.name, _teams.c.id)).scalars().all()
        )
        for statement, width in parts:
            found = {row[0]: row[1:] for row in self._connection.execute(statement, given)}
            for team in teams:
                counts[team] += found.get(team, (0,) * width)
        accounts = self._connection.execute(_ACCOUNTS).all()
        return Tally(
            teams=tuple(TeamTally(team, *counts[team]) for team in teams),
            people=self._number(_PEOPLE, given),
            accounts={row[0]: row[1] for row in accounts},
            unreachable={row[0]: row[2] for row in accounts if row[2]},
            posts={row[0]: row[1] for row in self._connection.execute(_POSTS, given)},
            overdue=self._number(_OVERDUE, given),
            undone=self._number(_UNDONE, given),
        )

    def pulse(self, *, now: datetime) -> Pulse:
        """What waits and who is out of reach, by indexes that hold nothing else."""
        return Pulse(
            plans=self._waiting(_DUE_PLANS, now),
            posts=self._waiting(_DUE_POSTS, now),
            arrivals=self._waiting(_NOT_ANSWERED, now),
            cards=self._number(_DIRTY, {}),
            accounts={row[0]: row[1] for row in self._connection.execute(_LOST_ACCOUNTS)},
            places={row[0]: row[1] for row in self._connection.execute(_LOST_PLACES)},
        )

    def _waiting(self, statement: Executable, now: datetime) -> Waiting:
        found = self._connection.execute(statement, {"now": now}).one()
        return Waiting(found[0], found[1])

    def _number(self, statement: Select[Any], given: dict[str, datetime]) -> int:
        return self._connection.execute(statement, given).scalar_one()
