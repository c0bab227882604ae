"""Seats, offers and the line hold whatever people and facilitators do, also near a meeting (SPEC 4.2, 4.3, 1.6)."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

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

from bot.app.circles import CourseChoice, Wish, make_circle, publish_circle
from bot.app.claims import claim_seat, make_seat_link
from bot.app.erasure import forget
from bot.app.fan_out import fan_out_due
from bot.app.learners import add_by_name, remove_learner
from bot.app.line import decline_seat, take_seat
from bot.app.linking import link_accounts, make_link_code
from bot.app.ports import Work
from bot.app.seats import change_capacity, choose_next
from bot.app.signups import leave_circle, sign_up
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, PersonId
from bot.domain.meetings import Meeting
from bot.domain.offers import is_soon
from bot.domain.posts import PostKind
from bot.domain.rhythm import Rhythm
from bot.domain.signups import HERE, Answers, Signup, Standing
from tests.property.test_signups import START, World, new_person, world

WHO = st.integers(0, 3)
SEAT_KINDS = (PostKind.SEAT, PostKind.OFFER)
NEAR = datetime(2026, 10, 13, 5, tzinfo=UTC)
"""On the morning of the first meeting."""


class Line(RuleBasedStateMachine):
    """A circle of two weekly meetings, four people with accounts, and some by name. What is so is read off the store."""

    there: World

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.circle = CircleId("")
        self.people: list[PersonId] = []
        self.meetings: list[Meeting] = []
        self.order: list[Signup] = []
        self.named = 0

    @initialize(capacity=st.sampled_from((1, 2, 0)), near=st.booleans())
    def publish(self, capacity: int, near: bool) -> None:
        def make(work: Work) -> CircleId:
            rhythm = Rhythm(date(2026, 10, 13), time(18), 2)
            wish = Wish(CourseChoice(title="Logic"), rhythm, 90, "Europe/Berlin", capacity=capacity)
            circle = make_circle(work, self.there.ada, self.there.team, wish, now=START)
            publish_circle(work, self.there.ada, circle.id, now=START)
            self.people = [new_person(work, f"Person {n}") for n in range(4)]
            self.meetings = list(work.meetings.of_circle(circle.id))
            return circle.id

        self.circle = self.there.run(make)
        self.now = NEAR if near else START

    @rule(who=WHO, goal=st.sampled_from(("", "Learn")))
    def signs_up(self, who: int, goal: str) -> None:
        said = Answers(goal=goal)
        self._do(lambda w: sign_up(w, self.people[who], self.circle, said, consent=True, now=self.now))

    @rule(who=WHO)
    def leaves(self, who: int) -> None:
        self._do(lambda work: leave_circle(work, self.people[who], self.circle, now=self.now))

    @rule(who=WHO)
    def takes(self, who: int) -> None:
        before = self._of(self.people[who])
        self._do(lambda work: take_seat(work, self.people[who], self.circle, now=self.now))
        if before is not None and before.standing is Standing.OFFERED:
            after = self._of(self.people[who])
            assert after is not None
            assert (after.standing, after.seat) == (Standing.SEATED, before.seat)

    @rule(who=WHO, number=st.integers(1, 3))
    def declines(self, who: int, number: int) -> None:
        before = self._of(self.people[who])
        self._do(lambda work: decline_seat(work, self.people[who], self.circle, number, now=self.now))
        if before is not None and before.standing is Standing.OFFERED and before.times_offered == number:
            after = self._of(self.people[who])
            assert after is not None
            assert (after.standing, after.line_no) == (Standing.IN_LINE, before.line_no)

    @rule(hours=st.sampled_from((1, 3, 12, 24, 24 * 6)))
    def time_passes(self, hours: int) -> None:
        """What is due by then is done when it is due."""
        end = self.now + timedelta(hours=hours)
        while True:
            due = self.there.run(lambda work: work.plans.due(now=end, limit=1))
            if not due:
                break
            self.now = max(self.now, due[0].due_at)
            self._do(lambda work, plan=due[0].id: fan_out_due(work, plan, now=self.now))
        self.now = end

    @rule(capacity=st.sampled_from((0, 1, 2, 3, None)))
    def capacity_changes(self, capacity: int | None) -> None:
        self._do(lambda w: change_capacity(w, self.there.ada, self.circle, capacity, now=self.now))

    @rule(which=st.integers(0, 9))
    def is_removed(self, which: int) -> None:
        if (one := self._any(which)) is not None:
            self._do(lambda work: remove_learner(work, self.there.ada, one.id, now=self.now))
            after = self.there.run(lambda work: work.signups.get(one.id))
            assert after.standing is Standing.REMOVED

    @rule(which=st.integers(0, 9))
    def is_chosen(self, which: int) -> None:
        if (one := self._any(which)) is not None:
            self.order = []
            self._do(lambda work: choose_next(work, self.there.ada, one.id, now=self.now))

    @precondition(lambda self: self.named < 3)
    @rule()
    def is_added_by_name(self) -> None:
        self.named += 1
        self._do(lambda w: add_by_name(w, self.there.ada, self.circle, f"By name {self.named}", now=self.now))

    @rule(which=st.integers(0, 9), who=WHO)
    def is_claimed(self, which: int, who: int) -> None:
        given = self._any(which)
        if given is None:
            return
        own, person = self._of(self.people[who]), self.people[who]
        goal = given.goal or (own.goal if own is not None else None)

        def claim(work: Work) -> None:
            _, _, code = make_seat_link(work, self.there.ada, given.id, now=self.now)
            claim_seat(work, person, code, now=self.now)

        self.order = []
        if not self._do(claim):
            return
        after = self._of(person)
        assert after is not None
        assert after.standing in HERE
        assert bool(after.goal) is bool(goal)
        if (own is not None and own.standing is Standing.SEATED) or given.standing is Standing.SEATED:
            assert after.standing is Standing.SEATED
        others = [one for one in self._everybody() if one.person_id == given.person_id != person]
        assert others == []

    @rule(who=WHO, other=WHO)
    def links_accounts(self, who: int, other: int) -> None:
        """The first becomes the other, and somebody new takes the first one's place among us."""
        if who == other:
            return
        code = self.there.run(lambda work: make_link_code(work, self.people[other], now=self.now))
        self.order = []
        self.there.run(lambda work: link_accounts(work, self.people[who], code, receives=None, now=self.now))
        self.people[who] = self.there.run(lambda work: new_person(work, "Somebody new"))

    @rule(who=WHO)
    def is_forgotten(self, who: int) -> None:
        self.there.run(lambda work: forget(work, self.people[who], called="Somebody", now=self.now))
        after = self._of(self.people[who])
        assert after is None or after.standing not in HERE
        self.people[who] = self.there.run(lambda work: new_person(work, "Somebody new"))

    @invariant()
    def never_more_seats_than_capacity(self) -> None:
        """SPEC 4.2: each seat is one person's, and each person has one."""
        if not self.circle:
            return
        capacity = self.there.run(lambda work: work.circles.get(self.circle).capacity)
        holders = [one for one in self._everybody() if one.seat is not None]
        assert len({one.seat for one in holders}) == len({one.person_id for one in holders}) == len(holders)
        assert capacity is None or all(one.seat is not None and 1 <= one.seat <= capacity for one in holders)

    @invariant()
    def the_line_keeps_its_order(self) -> None:
        """SPEC 4.3: nobody who stays overtakes somebody else who stays, but by a facilitator's choice or a claim."""
        if not self.circle:
            return
        line = list(self.there.run(lambda work: work.signups.line(self.circle)))
        before = {one.id: n for n, one in enumerate(self.order)}
        stayed = [before[one.id] for one in line if one.id in before]
        assert stayed == sorted(stayed)
        self.order = line

    @invariant()
    def no_seat_is_free_for_who_waits(self) -> None:
        """SPEC 4.3: unless everybody has passed it on for the meeting that is near, or there is nothing to come to."""
        if not self.circle or all(meeting.is_over(now=self.now) for meeting in self.meetings):
            return
        everybody = self._everybody()
        capacity = self.there.run(lambda work: work.circles.get(self.circle).capacity)
        free = capacity is None or sum(one.seat is not None for one in everybody) < capacity
        waiting = [one for one in everybody if one.standing is Standing.IN_LINE]
        if free and any(is_soon(meeting.starts_at, now=self.now) for meeting in self.meetings):
            assert all(one.passed_until is not None for one in waiting)

    @invariant()
    def each_offer_is_told_once_and_ends(self) -> None:
        """SPEC 4.3, 3.1: one post an offer; a plan waits for the end of each that is open."""
        if not self.circle:
            return

        def read(work: Work) -> None:
            for one in self._everybody_in(work):
                offers = work.posts.of(PostKind.OFFER, one.id)
                numbers = sorted(post.revision for post in offers)
                assert len(set(numbers)) == len(numbers)
                for kind in SEAT_KINDS:
                    posts = [(p.kind, p.revision, p.person_id) for p in work.posts.of(kind, one.id)]
                    assert len(set(posts)) == len(posts)
                if one.standing is Standing.OFFERED:
                    plan = work.plans.find_for(PostKind.OFFER, one.id, one.times_offered)
                    assert plan is not None
                    assert plan.due_at == one.held_until
                    assert one.times_offered in numbers

        self.there.run(read)

    def _do(self, job) -> bool:
        with suppress(BrokenRule):
            self.there.run(job)
            return True
        return False

    def _of(self, person: PersonId) -> Signup | None:
        return self.there.run(lambda work: work.signups.of(self.circle, person))

    def _everybody(self) -> list[Signup]:
        return self.there.run(self._everybody_in)

    def _everybody_in(self, work: Work) -> list[Signup]:
        shelf = work.signups
        return [*shelf.seated(self.circle), *shelf.offered(self.circle), *shelf.line(self.circle)]

    def _any(self, which: int) -> Signup | None:
        everybody = self._everybody()
        return everybody[which % len(everybody)] if everybody else None


def test_seats_offers_and_the_line_hold_whatever_happens() -> None:
    """SPEC 4.2, 4.3, 1.6."""
    with world() as there:
        machine = type("LineThere", (Line,), {"there": there})
        run_state_machine_as_test(
            machine, settings=settings(max_examples=40, stateful_step_count=30, deadline=None)
        )
