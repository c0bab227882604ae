"""Two histories become one: every row that says who is moved, and where two are in each other's way one is kept (SPEC 1.1)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    RowMapping,
    Table,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)

from bot.domain.ids import PersonId, SignupId
from bot.domain.linking import MOST_FINAL
from bot.domain.posts import PostKind, PostState, Reason
from bot.domain.relays import RelayKind
from bot.domain.signups import Signup
from storage import tables as t
from storage.erasing import NOT_YET_SENDING
from storage.signups import SIGNUPS
from storage.traces import TRACES, Trace

_posts, _people, _relays = t.table_of(t.PostRow), t.table_of(t.PersonRow), t.table_of(t.RelayRow)
_signups, _checks = t.table_of(t.SignupRow), t.table_of(t.GoalCheckRow)
_links = t.table_of(t.SeatLinkRow)
_attendances, _attendees = t.table_of(t.AttendanceRow), t.table_of(t.AttendeeRow)

Rank = Callable[[RowMapping], float]


def _earlier(column: str) -> Rank:
    return lambda row: -_seconds(row[column])


def _later(column: str) -> Rank:
    return lambda row: _seconds(row[column])


def _seconds(moment: datetime) -> float:
    return moment.timestamp()


def _final(row: RowMapping) -> float:
    state: PostState = row["state"]
    return MOST_FINAL[state]


KEPT_IS: Mapping[type[t.Row], Rank] = {
    t.MembershipRow: _earlier("since_at"),
    t.FacilitationRow: _earlier("since_at"),
    t.AcceptanceRow: _earlier("accepted_at"),
    t.RsvpRow: _later("answered_at"),
    t.FeedbackRow: _later("changed_at"),
    t.AttendeeRow: lambda _: 0,
    t.CheckInRow: _earlier("at"),
    t.CoverRefusalRow: _earlier("at"),
    t.CheckInCodeRow: _later("made_at"),
    # Who wanted to hear nothing at all still does.
    t.MuteRow: lambda row: bool(row["cancellations"]),
    # What may have been seen is not sent again.
    t.PostRow: _final,
}
"""Of two rows that cannot both be the person's, the one that ranks higher is kept; of equals the one that stays."""


class Merging:
    """Moves what is one person's to another."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def signups(self, merged: Signup, gone: SignupId) -> None:
        """Makes one sign-up of two in one circle: `merged` takes the place of the row with its id, `gone` goes."""
        ours, theirs = ({c.last: c for c in self._goal_checks(signup)} for signup in (merged.id, gone))
        for last, check in theirs.items():
            mine = ours.get(last)
            if mine is None or mine.answered_at < check.answered_at:
                self._do(delete(_checks).where(_checks.c.signup_id == merged.id, _checks.c.last == last))
                moved = update(_checks).where(_checks.c.signup_id == gone, _checks.c.last == last)
                self._do(moved.values(signup_id=merged.id))
        self._do(delete(_checks).where(_checks.c.signup_id == gone))
        seats = update(_posts).where(_posts.c.kind == PostKind.SEAT, _posts.c.subject == gone)
        self._do(seats.values(subject=merged.id))
        self._do(update(_links).where(_links.c.signup_id == gone).values(signup_id=merged.id))
        self._do(delete(_signups).where(_signups.c.id == gone))
        self._do(update(_signups).where(_signups.c.id == merged.id).values(**SIGNUPS.values(merged)))

    def person(self, gone: PersonId, kept: PersonId) -> None:
        """All that is `gone`'s is `kept`'s, and `gone` is nobody any more. Sign-ups in one circle must be one before."""
        self._count_once(gone, kept)
        self._run_late_once(gone, kept)
        self._lose_once(gone, kept)
        for trace in TRACES:
            if trace.kin is not None and trace.row is not t.SignupRow:
                self._choose(trace, trace.kin, gone, kept)
            self._move(trace, gone, kept)
        self._do(delete(_people).where(_people.c.id == gone))

    def _choose(self, trace: Trace, kin: tuple[str, ...], gone: PersonId, kept: PersonId) -> None:
        """Deletes the lower of every two rows that differ in nothing but whose they are."""
        table, rank = t.table_of(trace.row), KEPT_IS[trace.row]
        theirs = self._by_kin(table, trace.person, kin, gone, beside=kept)
        ours = self._by_kin(table, trace.person, kin, kept, beside=gone)
        for key, row in theirs.items():
            loser = kept if rank(row) > rank(ours[key]) else gone
            of = and_(*(table.c[name] == value for name, value in zip(kin, key, strict=True)))
            self._do(delete(table).where(table.c[trace.person] == loser, of))

    def _by_kin(
        self, table: Table, person: str, kin: tuple[str, ...], of: PersonId, *, beside: PersonId
    ) -> dict[tuple[object, ...], RowMapping]:
        """The person's rows that have their like among the other's, by what they have in common."""
        other = table.alias()
        alike = and_(*(table.c[name] == other.c[name] for name in kin))
        rows = select(table).join(other, alike).where(table.c[person] == of, other.c[person] == beside)
        found = self._connection.execute(rows).mappings()
        return {tuple(row[name] for name in kin): row for row in found}

    def _move(self, trace: Trace, gone: PersonId, kept: PersonId) -> None:
        table = t.table_of(trace.row)
        values: dict[str, str] = {trace.person: kept}
        if trace.row is t.PostRow:
            values["recipient"] = f"person:{kept}"
        self._do(update(table).where(table.c[trace.person] == gone).values(**values))

    def _count_once(self, gone: PersonId, kept: PersonId) -> None:
        """Who was ticked twice came once; a number that was given without all names stays."""
        ticked = (
            select(_attendees.c.meeting_id)
            .group_by(_attendees.c.meeting_id)
            .having(func.count() == _attendances.c.total, func.count() > 1)
            .where(_attendees.c.meeting_id == _attendances.c.meeting_id)
            .correlate(_attendances)
        )
        both = (
            select(_attendees.c.meeting_id)
            .where(_attendees.c.person_id.in_([gone, kept]))
            .group_by(_attendees.c.meeting_id)
            .having(func.count() == 2)
        )
        counted = update(_attendances).where(
            _attendances.c.meeting_id.in_(both), _attendances.c.meeting_id.in_(ticked)
        )
        self._do(counted.values(total=_attendances.c.total - 1))

    def _run_late_once(self, gone: PersonId, kept: PersonId) -> None:
        """Who said twice to run late for a meeting says it once; the other is words that need not be passed on."""
        other = _relays.alias()
        twice = (
            select(_relays.c.id)
            .join(other, other.c.meeting_id == _relays.c.meeting_id)
            .where(_relays.c.from_person == gone, other.c.from_person == kept)
        )
        found = list(self._connection.execute(twice).scalars())
        self._do(update(_relays).where(_relays.c.id.in_(found)).values(kind=RelayKind.WORDS, meeting_id=None))
        self._drop(and_(_posts.c.kind == PostKind.RELAY, _posts.c.subject.in_(found)))

    def _lose_once(self, gone: PersonId, kept: PersonId) -> None:
        """That one of them cannot be reached need not be told any more; what was told is told of the one who stays."""
        named = _posts.c.subject.endswith(f":{gone}", autoescape=True)
        lost = and_(_posts.c.kind == PostKind.UNREACHABLE, named)
        self._drop(lost)
        back = and_(_posts.c.kind == PostKind.STEPPED_BACK, named)
        for post in self._connection.execute(select(_posts).where(or_(lost, back))).mappings().all():
            subject = f"{post['subject'].partition(':')[0]}:{kept}"
            same = select(_posts.c.id).where(
                *(_posts.c[name] == post[name] for name in ("kind", "revision", "recipient")),
                _posts.c.subject == subject,
            )
            one = _posts.c.id == post["id"]
            if self._connection.execute(same).first():
                self._do(delete(_posts).where(one))
            else:
                self._do(update(_posts).where(one).values(subject=subject))

    def _drop(self, which: ColumnElement[bool]) -> None:
        """Skips those posts that are not on their way yet."""
        waiting = or_(*(_posts.c.state == state for state in NOT_YET_SENDING))
        dropped = {"state": PostState.SKIPPED, "reason": Reason.REPLACED, "next_at": None}
        self._do(update(_posts).where(which, waiting).values(**dropped))

    def _goal_checks(self, signup: SignupId) -> list[t.GoalCheckRow]:
        rows = self._connection.execute(select(_checks).where(_checks.c.signup_id == signup)).mappings()
        return [t.GoalCheckRow(**row) for row in rows]

    def _do(self, statement: Executable) -> None:
        self._connection.execute(statement)
