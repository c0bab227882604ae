"""Whatever a facilitator does in whatever order, what is planned follows from how things are (SPEC 3)."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app.circles import CourseChoice, Wish, make_circle, publish_circle
from bot.app.meetings import cancel_meeting, move_meeting
from bot.app.people import arrive
from bot.app.plans import replan_circle
from bot.app.ports import Work
from bot.app.timeline import set_lead
from bot.domain.circles import Circle
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, MeetingId, PersonId, TeamId, new_id
from bot.domain.people import AccountKey, Platform
from bot.domain.posts import Plan, PlanState, PostKind
from bot.domain.rhythm import Rhythm
from bot.domain.teams import DEFAULT_DIGEST_AT, DEFAULT_REMINDER_LEAD, Membership, Role, Team
from storage.store import Store, open_store

NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
FIRST = date(2026, 10, 13)
MOST = 6


@dataclass(frozen=True)
class Move:
    number: int
    days: int
    at: time


@dataclass(frozen=True)
class Cancel:
    number: int


@dataclass(frozen=True)
class Lead:
    number: int | None
    hours: int | None


@dataclass(frozen=True)
class Publish:
    pass


@dataclass(frozen=True)
class Wait:
    hours: int


Deed = Move | Cancel | Lead | Publish | Wait

NUMBERS = st.integers(1, MOST)
TIMES = st.sampled_from([time(0, 30), time(2, 30), time(7), time(12), time(18), time(23)])
HOURS = st.none() | st.integers(1, 359)
CHANGES = (
    st.builds(Move, number=NUMBERS, days=st.integers(-9, 20), at=TIMES)
    | st.builds(Cancel, number=NUMBERS)
    | st.builds(Lead, number=st.none() | NUMBERS, hours=HOURS)
    | st.just(Publish())
)
ZONES = st.sampled_from(["Europe/Berlin", "America/Chicago", "Pacific/Auckland"])


@dataclass(frozen=True)
class World:
    """A store with a team in it."""

    runner: asyncio.Runner
    store: Store
    ada: PersonId
    team: TeamId

    def new_circle(self, count: int, zone: str) -> Circle:
        """A draft."""
        wish = Wish(CourseChoice(title="Logic"), Rhythm(FIRST, time(18), count), minutes=90, zone=zone)
        return self.runner.run(
            self.store.run(lambda work: make_circle(work, self.ada, self.team, wish, now=NOW))
        )

    def does(self, circle: CircleId, deed: Deed, *, now: datetime) -> datetime:
        """What may not be done is not done; returns what time it is then."""
        if isinstance(deed, Wait):
            return now + timedelta(hours=deed.hours)

        def job(work: Work) -> None:
            numbered = {meeting.number: meeting for meeting in work.meetings.of_circle(circle)}
            match deed:
                case Move(number, days, at) if number in numbered:
                    one = numbered[number]
                    move_meeting(work, self.ada, one.id, on=one.on + timedelta(days=days), at=at, now=now)
                case Cancel(number) if number in numbered:
                    cancel_meeting(work, self.ada, numbered[number].id, now=now)
                case Lead(None, hours):
                    seen = work.circles.get(circle).reminder_lead
                    set_lead(work, self.ada, circle, hours, seen=seen, now=now)
                case Lead(int(number), hours) if number in numbered:
                    meeting = numbered[number]
                    set_lead(
                        work,
                        self.ada,
                        circle,
                        hours,
                        meeting=meeting.id,
                        seen=meeting.reminder_lead,
                        now=now,
                    )
                case Publish():
                    publish_circle(work, self.ada, circle, now=now)
                case _:
                    pass

        with suppress(BrokenRule):
            self.runner.run(self.store.run(job))
        return now

    def plans(self, circle: CircleId) -> list[Plan]:
        """All of them, in a fixed order."""

        def read(work: Work) -> list[Plan]:
            meetings = [meeting.id for meeting in work.meetings.of_circle(circle)]
            return sorted(work.plans.about([circle, *meetings]), key=lambda plan: plan.id)

        return self.runner.run(self.store.run(read))

    def planned(self, circle: CircleId, *, now: datetime) -> set[tuple[str, int, int, datetime, datetime]]:
        """What will be sent: kind, number of the meeting, revision, and when.

        Previews that are due already are left out: whoever moves a meeting is spared one, whoever waits for it is not.
        """
        numbers = {
            meeting.id: meeting.number
            for meeting in self.runner.run(self.store.run(lambda work: work.meetings.of_circle(circle)))
        }
        return {
            (
                plan.kind,
                numbers.get(MeetingId(plan.subject), 0),
                plan.revision,
                plan.due_at,
                plan.useless_at,
            )
            for plan in self.plans(circle)
            if plan.state is PlanState.PLANNED
            and plan.useless_at > now
            and (plan.kind is not PostKind.PREVIEW or plan.due_at > now)
        }

    def planned_afresh(
        self, circle: CircleId, *, now: datetime
    ) -> set[tuple[str, int, int, datetime, datetime]]:
        """The same for a circle that was like this from the start."""
        twin = CircleId(new_id())

        def copy(work: Work) -> None:
            work.circles.add(replace(work.circles.get(circle), id=twin))
            for meeting in work.meetings.of_circle(circle):
                work.meetings.add(replace(meeting, id=MeetingId(new_id()), circle_id=twin))
            replan_circle(work, work.circles.get(twin), now=now)

        self.runner.run(self.store.run(copy))
        return self.planned(twin, now=now)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with asyncio.Runner() as runner:
        store = runner.run(open_store("sqlite://", serving=True))
        team = Team(
            id=TeamId(new_id()),
            name="Library",
            zone="Europe/Berlin",
            language="en",
            reminder_lead=DEFAULT_REMINDER_LEAD,
            digest_place_id=None,
            digest_weekday=0,
            digest_at=DEFAULT_DIGEST_AT,
            digest_paused=False,
            created_at=NOW,
        )

        def found(work: Work) -> PersonId:
            account = AccountKey(Platform.TERMINAL, "", "ada")
            ada = arrive(work, account, name="Ada", language="en", zone=None, now=NOW).id
            work.teams.add(team)
            work.teams.join(Membership(team.id, ada, Role.FACILITATOR, NOW))
            return ada

        ada = runner.run(store.run(found))
        yield World(runner, store, ada, team.id)
        runner.run(store.close())


@given(
    count=st.integers(1, MOST),
    zone=ZONES,
    deeds=st.lists(CHANGES | st.builds(Wait, hours=st.integers(1, 300)), max_size=10),
    published=st.integers(0, 10),
)
@settings(max_examples=120, deadline=None)
def test_what_is_planned_follows_from_how_things_are(
    world: World, count: int, zone: str, deeds: list[Deed], published: int
):
    """SPEC 3.5, 4.16, 4.17: nothing of the way there is left in the plans."""
    circle, now = world.new_circle(count, zone).id, NOW
    for deed in [*deeds[:published], Publish(), *deeds[published:]]:
        now = world.does(circle, deed, now=now)
    assert world.planned(circle, now=now) == world.planned_afresh(circle, now=now)


@given(count=st.integers(1, MOST), zone=ZONES, deeds=st.lists(CHANGES, max_size=6), late=st.integers(0, 900))
@settings(max_examples=40, deadline=None)
def test_planning_again_changes_nothing(world: World, count: int, zone: str, deeds: list[Deed], late: int):
    """SPEC 3.1: also long after, and whatever was dropped before."""
    circle, now = world.new_circle(count, zone).id, NOW
    for deed in [Publish(), *deeds]:
        now = world.does(circle, deed, now=now)
    now += timedelta(hours=late)

    def again(work: Work) -> None:
        replan_circle(work, work.circles.get(circle), now=now)

    world.runner.run(world.store.run(again))
    before = world.plans(circle)
    world.runner.run(world.store.run(again))
    assert world.plans(circle) == before


@given(zone=ZONES, hours=HOURS, moved=st.integers(1, 20), at=TIMES, order=st.permutations(range(4)))
@settings(max_examples=40, deadline=None)
def test_the_order_of_changes_makes_no_difference(
    world: World, zone: str, hours: int | None, moved: int, at: time, order: list[int]
):
    """SPEC 3.5: publishing before or after a move, a cancellation and another lead plans the same."""
    deeds: list[Deed] = [Publish(), Lead(None, hours), Lead(1, 30), Cancel(1)]
    found: list[set[tuple[str, int, int, datetime, datetime]]] = []
    for these in (deeds, [deeds[place] for place in order]):
        circle = world.new_circle(4, zone).id
        world.does(circle, Move(4, moved, at), now=NOW)
        for deed in these:
            world.does(circle, deed, now=NOW)
        found.append(world.planned(circle, now=NOW))
    assert found[0] == found[1]
