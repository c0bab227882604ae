"""Any two histories become one: nothing is sent again, and no later answer is lost (SPEC 1.1)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.circles import Circle, Course, Stage
from bot.domain.ids import CircleId, CourseId, MeetingId, PersonId, PostId, SignupId, TeamId, new_id
from bot.domain.linking import STRONGER, merged_signup
from bot.domain.meetings import Meeting
from bot.domain.mutes import Mute
from bot.domain.people import Person
from bot.domain.posts import Post, PostKind, PostState
from bot.domain.rsvps import Answer, Rsvp
from bot.domain.signups import HOLDS_SEAT, Signup, Standing
from bot.domain.teams import Team
from storage import migrate
from storage.sqlite import SqliteFile
from storage.work import UnitOfWork

START = datetime(2026, 10, 5, 9, tzinfo=UTC)
FIRST, SECOND = PersonId("first"), PersonId("second")
MEETINGS = [MeetingId(f"m{number}") for number in range(3)]
CIRCLE = CircleId("c")

ENDED = (PostState.SENT, PostState.SKIPPED, PostState.FAILED, PostState.UNKNOWN)

minutes = st.integers(0, 50).map(lambda n: START + timedelta(minutes=n))
histories = st.fixed_dictionaries(
    {
        "answers": st.dictionaries(st.sampled_from(MEETINGS), st.tuples(st.sampled_from(Answer), minutes)),
        "posts": st.dictionaries(
            st.tuples(st.sampled_from([PostKind.REMINDER, PostKind.TODAY]), st.sampled_from(MEETINGS)),
            st.sampled_from(PostState),
        ),
        "mute": st.none() | st.booleans(),
        "standing": st.none() | st.sampled_from(Standing),
        "goal": st.none() | st.sampled_from(["Think", "Speak"]),
        "changed": minutes,
    }
)


class _Undo(Exception):
    """Leaves the database as it was."""


@pytest.fixture(scope="module")
def file() -> Iterator[SqliteFile]:
    file = SqliteFile(None)
    file.transact(migrate.upgrade)
    file.transact(lambda connection: _settle(UnitOfWork(connection)))
    yield file
    file.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=histories, second=histories)
def test_two_histories_become_one(file: SqliteFile, first: dict, second: dict) -> None:
    """SPEC 1.1, 3.1: the later answer, the stronger place, every mute; one row in the ledger for each post."""

    def job(connection) -> None:
        work = UnitOfWork(connection)
        for number, (person, history) in enumerate(((FIRST, first), (SECOND, second)), start=1):
            _live(work, person, history, number)
        ours, theirs = work.signups.of(CIRCLE, FIRST), work.signups.of(CIRCLE, SECOND)
        if ours and theirs:
            work.merging.signups(merged_signup(ours, theirs), theirs.id)
        work.merging.person(SECOND, FIRST)
        _check(work, first, second)
        raise _Undo

    with pytest.raises(_Undo):
        file.transact(job)


def _check(work: UnitOfWork, first: dict, second: dict) -> None:
    assert work.people.find(SECOND) is None
    for meeting in MEETINGS:
        said = [history["answers"][meeting] for history in (first, second) if meeting in history["answers"]]
        kept = work.rsvps.of(meeting, FIRST)
        assert (kept is None) == (not said)
        if kept:
            assert kept.answered_at == max(at for _, at in said)
            assert (kept.answer, kept.answered_at) in said
    for kind in (PostKind.REMINDER, PostKind.TODAY):
        for meeting in MEETINGS:
            states = [h["posts"][kind, meeting] for h in (first, second) if (kind, meeting) in h["posts"]]
            rows = work.posts.of(kind, meeting)
            assert len(rows) == min(len(states), 1)
            assert all(row.person_id == FIRST for row in rows)
            if PostState.SENT in states:
                assert rows[0].state is PostState.SENT
    mutes = [history["mute"] for history in (first, second) if history["mute"] is not None]
    assert [mute.cancellations for mute in work.mutes.of(FIRST)] == ([any(mutes)] if mutes else [])
    standings = [h["standing"] for h in (first, second) if h["standing"] is not None]
    merged = work.signups.of(CIRCLE, FIRST)
    assert (merged.standing if merged else None) == max(standings, key=STRONGER.__getitem__, default=None)
    if merged and all(h["goal"] and h["standing"] for h in (first, second)):
        later = max(first, second, key=lambda history: history["changed"])
        assert merged.goal == later["goal"]


def _live(work: UnitOfWork, person: PersonId, history: dict, number: int) -> None:
    for meeting, (answer, at) in history["answers"].items():
        work.rsvps.put(Rsvp(meeting, person, answer, None, 0, at))
    for (kind, meeting), state in history["posts"].items():
        post = Post(
            PostId(new_id()),
            kind,
            meeting,
            0,
            person,
            None,
            PostState.PLANNED,
            None,
            START,
            START + timedelta(days=9),
            0,
            0,
            None,
            None,
        )
        work.posts.put([post])
        work.posts.change(post.id, state=state, due_at=START)
    if history["mute"] is not None:
        work.mutes.put(Mute(person, CIRCLE, history["mute"], START))
    standing = history["standing"]
    if standing is not None:
        seat = number if standing in HOLDS_SEAT else None
        line_no = number if standing in {Standing.IN_LINE, Standing.OFFERED} else None
        work.signups.add(
            Signup(
                SignupId(new_id()),
                CIRCLE,
                person,
                standing,
                seat,
                line_no,
                history["goal"],
                None,
                START,
                START,
                history["changed"],
                held_until=START if standing is Standing.OFFERED else None,
            )
        )


def _settle(work: UnitOfWork) -> None:
    work.people.add(*(Person(person, person, "en", None, None, START) for person in (FIRST, SECOND)))
    team = TeamId("t")
    work.teams.add(Team(team, "T", "UTC", "en", timedelta(days=2), None, 0, time(10), False, START))
    work.courses.add(Course(CourseId("k"), team, "K", None, START))
    work.circles.add(
        Circle(
            CIRCLE,
            team,
            CourseId("k"),
            "C",
            Stage.OPEN,
            "UTC",
            "en",
            None,
            None,
            None,
            None,
            FIRST,
            START,
            START,
        )
    )
    for number, meeting in enumerate(MEETINGS, start=1):
        starts = START + timedelta(days=number)
        work.meetings.add(
            Meeting(
                id=meeting,
                circle_id=CIRCLE,
                number=number,
                on=date(2026, 10, 5 + number),
                at=time(9),
                zone="UTC",
                minutes=90,
                starts_at=starts,
                ends_at=starts + timedelta(minutes=90),
                revision=0,
                cancelled_at=None,
            )
        )


def test_a_removal_is_stronger_than_a_seat_and_a_seat_than_the_line() -> None:
    """SPEC 1.1."""
    assert sorted(STRONGER, key=STRONGER.__getitem__) == [
        Standing.LEFT,
        Standing.IN_LINE,
        Standing.OFFERED,
        Standing.SEATED,
        Standing.REMOVED,
    ]
