"""Seats and the line hold whatever people do, in whatever order (SPEC 4.1 to 4.4)."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.app.circles import CourseChoice, Wish, make_circle, publish_circle, see_card
from bot.app.invitations import invite_as_operator, look_up
from bot.app.overview import my_circles, see_dashboard
from bot.app.people import arrive
from bot.app.ports import Work
from bot.app.seats import change_capacity
from bot.app.signups import FacilitatesAlready, SignedUp, leave_circle, sign_up
from bot.app.teams import found_team
from bot.domain.circles import CircleHasFinished
from bot.domain.ids import CircleId, PersonId, SignupId, TeamId, new_id
from bot.domain.meetings import Meeting
from bot.domain.offers import is_soon
from bot.domain.people import AccountKey, Platform
from bot.domain.posts import PostKind
from bot.domain.rhythm import Rhythm
from bot.domain.signups import Answers, ConsentIsMissing, NotSignedUp, Standing
from storage.sqlite import SqliteFile
from storage.work import UnitOfWork

START = datetime(2026, 10, 5, 9, tzinfo=UTC)
PEOPLE = 5
WHO = st.integers(0, PEOPLE - 1)
Outcome = TypeVar("Outcome")


class World:
    """One store in memory for all examples, each of which has a circle and learners of its own."""

    def __init__(self, file: SqliteFile) -> None:
        self._file = file
        self.ada = self.run(lambda work: new_person(work, "Ada"))
        self.team = self.run(self._found)

    def run(self, job: Callable[[Work], Outcome]) -> Outcome:
        return self._file.transact(lambda connection: job(UnitOfWork(connection)))

    def _found(self, work: Work) -> TeamId:
        invitation = look_up(work, self.ada, invite_as_operator(work, None, now=START), now=START)
        team = found_team(
            work, self.ada, invitation.id, name="City Library", zone="Europe/Berlin", language="en", now=START
        )
        return team.id

    def open_circle(self, capacity: int | None) -> CircleId:
        """A published circle with two weekly meetings."""

        def make(work: Work) -> CircleId:
            rhythm = Rhythm(date(2026, 10, 13), time(18), 2)
            wish = Wish(CourseChoice(title="Logic"), rhythm, 90, "Europe/Berlin", capacity=capacity)
            circle = make_circle(work, self.ada, self.team, wish, now=START)
            publish_circle(work, self.ada, circle.id, now=START)
            return circle.id

        return self.run(make)


def new_person(work: Work, name: str) -> PersonId:
    key = AccountKey(Platform.TERMINAL, "here", new_id())
    return arrive(work, key, name=name, language="en", zone=None, now=START).id


@contextmanager
def world() -> Generator[World]:
    file = SqliteFile.open(None, serving=False)
    try:
        yield World(file)
    finally:
        file.close()


class Seats(RuleBasedStateMachine):
    """A circle that people sign up for and leave, against a list of who has a seat and a list of who waits."""

    there: World

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.capacity: int | None = 0
        self.circle = CircleId("")
        self.learners: list[PersonId] = []
        self.meetings: list[Meeting] = []
        self.seated: set[PersonId] = set()
        self.line: list[PersonId] = []
        self.rows: dict[PersonId, SignupId] = {}
        self.told: dict[PersonId, int] = {}

    @initialize(capacity=st.sampled_from((1, 1, 2, 0, None)))
    def publish(self, capacity: int | None) -> None:
        self.capacity = capacity
        self.circle = self.there.open_circle(capacity)
        self.learners = self.there.run(lambda work: [new_person(work, f"Learner {n}") for n in range(PEOPLE)])
        self.meetings = list(self.there.run(lambda work: work.meetings.of_circle(self.circle)))

    @rule(who=WHO, goal=st.sampled_from(("", "Learn", "Teach")))
    def signs_up(self, who: int, goal: str) -> None:
        person = self.learners[who]
        if self.has_finished and person not in self.here:
            with pytest.raises(CircleHasFinished):
                self.sign_up(person, goal)
            return
        done = self.sign_up(person, goal)
        assert done.is_new is (person not in self.here)
        if done.is_new:
            self.take_place(person)
        assert done.signup.goal == (goal or None)
        assert (done.signup.standing is Standing.SEATED) is (person in self.seated)
        assert done.position == (self.line.index(person) + 1 if person in self.line else None)
        assert self.rows.setdefault(person, done.signup.id) == done.signup.id

    @precondition(lambda self: self.here)
    @rule(which=WHO)
    def leaves(self, which: int) -> None:
        everyone = [*sorted(self.seated), *self.line]
        person = everyone[which % len(everyone)]
        self.leave(person)
        if person in self.line:
            self.line.remove(person)
        else:
            self.seated.remove(person)
            self.promote()

    @rule(who=WHO, what=st.sampled_from(("leave outside", "no consent", "own circle", "fail half way")))
    def nothing_comes_of_it(self, who: int, what: str) -> None:
        person = self.learners[who]
        match what:
            case "leave outside" if person not in self.here:
                with pytest.raises(NotSignedUp):
                    self.leave(person)
            case "no consent":
                gone = self.has_finished and person not in self.here
                with pytest.raises(CircleHasFinished if gone else ConsentIsMissing):
                    self.sign_up(person, "", consent=False)
            case "own circle":
                with pytest.raises(FacilitatesAlready):
                    self.sign_up(self.there.ada, "")
            case "fail half way" if person in self.here:
                with pytest.raises(InterruptedError):
                    self.there.run(lambda work: self.leave_and_fail(work, person))
            case _:
                pass

    @precondition(lambda self: self.line and self.capacity is not None and self.capacity < 2)
    @rule(more=st.just(1))
    def capacity_rises(self, more: int) -> None:
        """Raised capacity promotes (SPEC 4.3)."""
        assert self.capacity is not None
        capacity = self.capacity = self.capacity + more
        self.there.run(
            lambda work: change_capacity(work, self.there.ada, self.circle, capacity, now=self.now)
        )
        self.promote()

    @precondition(lambda self: self.here)
    @rule(days=st.sampled_from((1, 1, 1, 1, 1, 20)))
    def days_go_by(self, days: int) -> None:
        """Never to within a day of a meeting, when seats are offered and not given."""
        self.now += timedelta(days=days)
        while any(is_soon(meeting.starts_at, now=self.now) for meeting in self.meetings):
            self.now += timedelta(days=1)

    @invariant()
    def never_more_than_capacity(self) -> None:
        """SPEC 4.2."""
        found = self.there.run(lambda work: work.signups.seated(self.circle))
        assert {signup.person_id for signup in found} == self.seated
        seats = [signup.seat for signup in found if signup.seat is not None]
        assert len(set(seats)) == len(found)
        assert self.capacity is None or all(1 <= seat <= self.capacity for seat in seats)

    @invariant()
    def the_line_keeps_its_order(self) -> None:
        """SPEC 4.3."""
        found = self.there.run(lambda work: work.signups.line(self.circle))
        assert [signup.person_id for signup in found] == self.line
        assert not self.seated & set(self.line)

    @invariant()
    def one_row_a_person(self) -> None:
        """SPEC 4.1."""
        rows = {p: self.there.run(lambda work, p=p: work.signups.of(self.circle, p)) for p in self.learners}
        assert {person: row.id for person, row in rows.items() if row is not None} == self.rows

    @invariant()
    def each_promotion_is_told_once(self) -> None:
        """SPEC 4.3, 3.1: one post a promotion, to whoever got the seat."""
        for person, row in self.rows.items():
            posts = self.there.run(lambda work, row=row: work.posts.of(PostKind.SEAT, row))
            assert len(posts) == self.told.get(person, 0)
            assert {post.person_id for post in posts} <= {person}

    @invariant()
    def what_people_see_is_what_is_so(self) -> None:
        """SPEC 4.3: positions; 2, `browse`: seats left; 2, `manage`: by name."""
        for person in self.here:
            mine = self.there.run(lambda work, person=person: my_circles(work, person, now=self.now))
            (position,) = (one.position for one in mine if one.circle.id == self.circle)
            assert position == (self.line.index(person) + 1 if person in self.line else None)
        if not self.circle:
            return
        card = self.there.run(lambda work: see_card(work, self.there.ada, self.circle, now=self.now))
        left = None if self.capacity is None else self.capacity - len(self.seated)
        assert (card.seats_left, card.waiting) == (left, len(self.line))
        seen = self.there.run(lambda work: see_dashboard(work, self.there.ada, self.circle, now=self.now))
        assert {learner.person_id for learner in seen.learners} == self.seated
        assert [learner.person_id for learner in seen.line] == self.line

    @property
    def here(self) -> set[PersonId]:
        return self.seated | set(self.line)

    @property
    def has_finished(self) -> bool:
        return all(meeting.is_over(now=self.now) for meeting in self.meetings)

    @property
    def is_full(self) -> bool:
        return self.capacity is not None and len(self.seated) >= self.capacity

    def sign_up(self, person: PersonId, goal: str, *, consent: bool = True) -> SignedUp:
        answers = Answers(goal=goal)
        return self.there.run(
            lambda work: sign_up(work, person, self.circle, answers, consent=consent, now=self.now)
        )

    def leave(self, person: PersonId) -> None:
        self.there.run(lambda work: leave_circle(work, person, self.circle, now=self.now))

    def leave_and_fail(self, work: Work, person: PersonId) -> None:
        leave_circle(work, person, self.circle, now=self.now)
        raise InterruptedError

    def take_place(self, person: PersonId) -> None:
        """A seat if there is one and nobody waits, else the end of the line."""
        if self.line or self.is_full:
            self.line.append(person)
        else:
            self.seated.add(person)

    def promote(self) -> None:
        """Free seats go to the first in line, as long as there is something to come to."""
        while self.line and not self.is_full and not self.has_finished:
            person = self.line.pop(0)
            self.seated.add(person)
            self.told[person] = self.told.get(person, 0) + 1


def test_seats_and_the_line_hold_whatever_people_do() -> None:
    """SPEC 4.1, 4.2, 4.3, 4.4."""
    with world() as there:
        machine = type("SeatsThere", (Seats,), {"there": there})
        run_state_machine_as_test(
            machine, settings=settings(max_examples=20, stateful_step_count=30, deadline=None)
        )
