"""Whatever happens, nobody gets anything twice, nobody gets what is not for them, and nothing that was due is left over."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from adapters.clock import MovedClock
from bot.app.circles import CourseChoice, Wish, make_circle, publish_circle
from bot.app.heard import Recipient
from bot.app.meetings import cancel_meeting, move_meeting
from bot.app.people import arrive
from bot.app.ports import Work
from bot.app.post_subjects import zone_of
from bot.app.rsvps import record_rsvp
from bot.app.signups import leave_circle, sign_up
from bot.app.timeline import send_now, set_lead, skip
from bot.chat.catalog import Catalog
from bot.chat.courier import Address, Delivered, Delivery, NotNow, Redrawn, ToAccount, Unclear, Unreachable
from bot.chat.outgoing import Message
from bot.chat.tick import Tick
from bot.domain.circles import Stage
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, MeetingId, PersonId, TeamId, new_id
from bot.domain.meetings import Meeting
from bot.domain.people import AccountKey, Platform
from bot.domain.posts import EVEN_WHEN_QUIET, PlanState, Post, PostKind, PostState
from bot.domain.quiet import quiet_ends
from bot.domain.rhythm import Rhythm
from bot.domain.rsvps import Answer
from bot.domain.signups import Answers
from bot.domain.teams import DEFAULT_DIGEST_AT, DEFAULT_REMINDER_LEAD, Membership, Role, Team
from bot.domain.telling import NOTICES
from storage.store import Store, open_store

NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
LEARNERS = ("Ben", "Cleo", "Dana", "Eve")
EVERYBODY = ("Ada", "Omar", *LEARNERS)
COUNT = 4
CATALOG = Catalog.load()

ZONES = st.lists(
    st.sampled_from([None, "Europe/Berlin", "America/Chicago", "Pacific/Auckland"]),
    min_size=len(EVERYBODY),
    max_size=len(EVERYBODY),
)
TIMES = st.sampled_from([time(1), time(7, 30), time(18), time(23)])

ABOUT_MEETINGS = frozenset(PostKind) - {
    PostKind.DIGEST,
    PostKind.WRAP_UP,
    PostKind.GOAL_CHECK,
    PostKind.SEAT,
    PostKind.OFFER,
    PostKind.UNREACHABLE,
    PostKind.PLACE_LOST,
    PostKind.LINK_LOST,
    PostKind.UNSURE,
    PostKind.UNDELIVERED,
    PostKind.ALERT,
    PostKind.MESSAGE,
    PostKind.RELAY,
    PostKind.COVER,
    PostKind.COVER_OPEN,
    PostKind.COVER_TAKEN,
}


@dataclass
class Mailbags:
    """A courier that hands over what it can; `trouble` says who cannot be written to and how that ends."""

    trouble: dict[str, Delivery] = field(default_factory=dict[str, Delivery])
    handed: list[str] = field(default_factory=list[str])

    async def deliver(self, to: Address, message: Message) -> Delivery:
        ends = self.trouble.get(to.account.user if isinstance(to, ToAccount) else to.key)
        if ends is not None:
            return ends
        self.handed.append(new_id())
        return Delivered(self.handed[-1])

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        return Delivered(reference)


class Histories(RuleBasedStateMachine):
    """A team, a circle of four meetings with three seats, and people with a will of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.clock = MovedClock(NOW)
        self.mail = Mailbags()
        self.store: Store = self.runner.run(open_store("sqlite://", serving=True))
        self.tick = Tick(self.store, self.clock, CATALOG, {Platform.TERMINAL: self.mail})
        self.people: dict[str, PersonId] = {}
        self.circle = CircleId("")

    def teardown(self) -> None:
        try:
            if self.people:
                self.mail.trouble.clear()
                self._pass(timedelta(days=90))
                self._ended_well()
        finally:
            self.runner.run(self.store.close())
            self.runner.close()

    def begin(self, zones: list[str | None], at: time) -> None:
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
        wish = Wish(
            CourseChoice(title="Logic"),
            Rhythm(date(2026, 10, 13), at, COUNT),
            minutes=90,
            zone="Europe/Berlin",
            capacity=3,
        )

        def job(work: Work) -> CircleId:
            work.teams.add(team)
            for name, zone in zip(EVERYBODY, zones, strict=True):
                account = AccountKey(Platform.TERMINAL, "", name)
                self.people[name] = arrive(work, account, name=name, language="en", zone=zone, now=NOW).id
            work.teams.join(Membership(team.id, self.people["Omar"], Role.ORGANIZER, NOW))
            work.teams.join(Membership(team.id, self.people["Ada"], Role.FACILITATOR, NOW))
            circle = make_circle(work, self.people["Ada"], team.id, wish, now=NOW)
            return publish_circle(work, self.people["Ada"], circle.id, now=NOW).id

        self.circle = self.runner.run(self.store.run(job))

    @rule(name=st.sampled_from(LEARNERS), goal=st.sampled_from(["", "Argue well"]))
    def joins(self, name: str, goal: str) -> None:
        self._try(
            lambda work: sign_up(
                work, self.people[name], self.circle, Answers(goal=goal), consent=True, now=self.clock.now()
            )
        )

    @rule(name=st.sampled_from(LEARNERS))
    def leaves(self, name: str) -> None:
        def job(work: Work) -> None:
            leave_circle(work, self.people[name], self.circle, now=self.clock.now())
            self.has_left(self.people[name])

        self._try(job)

    @rule(name=st.sampled_from(LEARNERS), number=st.integers(1, COUNT), answer=st.sampled_from(Answer))
    def answers(self, name: str, number: int, answer: Answer) -> None:
        def job(work: Work) -> None:
            meeting = self._meeting(work, number)
            record_rsvp(work, self.people[name], meeting.id, answer, now=self.clock.now())
            self.has_seen(work, self.people[name], meeting)

        self._try(job)

    @rule(
        number=st.integers(1, COUNT),
        days=st.integers(-7, 14),
        at=st.sampled_from([time(1), time(8), time(18), time(20), time(23)]),
    )
    def moves(self, number: int, days: int, at: time) -> None:
        def job(work: Work) -> None:
            one = self._meeting(work, number)
            on, now = one.on + timedelta(days=days), self.clock.now()
            move_meeting(work, self.people["Ada"], one.id, on=on, at=at, now=now)

        self._try(job)

    @rule(number=st.integers(1, COUNT))
    def cancels(self, number: int) -> None:
        self._try(
            lambda work: cancel_meeting(
                work, self.people["Omar"], self._meeting(work, number).id, now=self.clock.now()
            )
        )

    @rule(number=st.none() | st.integers(1, COUNT), hours=st.none() | st.integers(1, 359))
    def changes_the_lead(self, number: int | None, hours: int | None) -> None:
        def job(work: Work) -> None:
            meeting = self._meeting(work, number).id if number else None
            seen = (work.meetings.get(meeting) if meeting else work.circles.get(self.circle)).reminder_lead
            set_lead(
                work,
                self.people["Ada"],
                self.circle,
                hours,
                meeting=meeting,
                seen=seen,
                now=self.clock.now(),
            )

        self._try(job)

    @rule(kind=st.sampled_from([PostKind.PREVIEW, PostKind.REMINDER, PostKind.TODAY]), sends=st.booleans())
    def has_a_hand_in_it(self, kind: PostKind, sends: bool) -> None:
        def job(work: Work) -> None:
            meetings = [meeting.id for meeting in work.meetings.of_circle(self.circle)]
            planned = [
                plan
                for plan in work.plans.about(meetings)
                if plan.kind is kind and plan.state is PlanState.PLANNED
            ]
            for plan in planned[:1]:
                (send_now if sends else skip)(work, self.people["Ada"], plan.id, now=self.clock.now())

        self._try(job)

    @rule(
        name=st.sampled_from(EVERYBODY),
        ends=st.sampled_from([NotNow(), NotNow(timedelta(minutes=40)), Unreachable(), Unclear()]),
    )
    def cannot_be_written_to(self, name: str, ends: Delivery) -> None:
        self.mail.trouble[name] = ends

    @rule(name=st.sampled_from(EVERYBODY))
    def writes_again(self, name: str) -> None:
        self.mail.trouble.pop(name, None)
        account = AccountKey(Platform.TERMINAL, "", name)
        self._try(
            lambda work: arrive(work, account, name=name, language="en", zone=None, now=self.clock.now())
        )

    @rule(hours=st.integers(1, 100))
    def time_passes(self, hours: int) -> None:
        self._pass(timedelta(hours=hours))

    @rule(hours=st.integers(1, 600))
    def is_down(self, hours: int) -> None:
        self.clock.advance(timedelta(hours=hours))
        self._tick()

    @rule()
    def two_ticks_at_once(self) -> None:
        other = Tick(self.store, self.clock, CATALOG, {Platform.TERMINAL: self.mail})

        async def both() -> None:
            await asyncio.gather(self.tick.once(), other.once())

        before = len(self.mail.handed)
        self.runner.run(both())
        self._in_order(before)

    def has_seen(self, work: Work, person: Recipient, meeting: Meeting, by: PostKind | None = None) -> None:
        """They know how the meeting is now: from a post, or because they answered."""

    def has_left(self, person: PersonId) -> None:
        """They are not in the circle any more."""

    def _try(self, job: Callable[[Work], object]) -> None:
        with suppress(BrokenRule):
            self.runner.run(self.store.run(job))

    def _meeting(self, work: Work, number: int) -> Meeting:
        return next(one for one in work.meetings.of_circle(self.circle) if one.number == number)

    def _next(self) -> datetime | None:
        def due(work: Work) -> list[datetime]:
            return [at for at in (work.plans.next_at(), work.posts.next_at()) if at is not None]

        return min(self.runner.run(self.store.run(due)), default=None)

    def _pass(self, span: timedelta) -> None:
        end = self.clock.now() + span
        self._tick()
        while (due := self._next()) is not None and due <= end:
            self.clock.set(max(due, self.clock.now()))
            self._tick()
        self.clock.set(end)

    def _tick(self) -> None:
        before = len(self.mail.handed)
        self.runner.run(self.tick.once())
        self._in_order(before)

    def _in_order(self, before: int) -> None:
        """What went out just now was right, and nothing that was due is left."""
        now, handed = self.clock.now(), self.mail.handed[before:]

        def read(work: Work) -> None:
            posts = [work.posts.by_reference(reference) for reference in handed]
            ids = {post.id for post in posts if post is not None}
            assert len(ids) == len(handed), "one row of the ledger was delivered twice"
            for post in posts:
                assert post is not None
                self._was_right(work, post, now=now)

        self.runner.run(self.store.run(read))
        due = self._next()
        assert due is None or due > now

    def _was_right(self, work: Work, post: Post, *, now: datetime) -> None:
        assert post.person_id is not None
        assert post.state is PostState.SENT
        assert post.sent_at == now < post.useless_at
        person = work.people.get(post.person_id)
        seated = {signup.person_id for signup in work.signups.seated(self.circle)}
        run_by = {self.people["Ada"], self.people["Omar"]}
        if post.kind is PostKind.OFFER:
            seated = {signup.person_id for signup in work.signups.offered(self.circle)}
        if post.kind is PostKind.DELETED:
            assert work.circles.get(self.circle).stage is Stage.DELETED
            return
        assert person.id in seated | run_by, f"{person.name} has left and got {post.kind}"
        if post.kind in ABOUT_MEETINGS:
            meeting = work.meetings.get(MeetingId(post.subject))
            assert meeting.is_on is (post.kind is not PostKind.CANCELLED)
            if post.kind in {*NOTICES, PostKind.CHANGED}:
                assert post.revision <= meeting.sequence
                assert post.useless_at == meeting.starts_at or post.kind is PostKind.CHANGED
            else:
                assert post.revision == meeting.revision
            assert work.circles.get(self.circle).stage is Stage.OPEN
            self.has_seen(work, post.person_id, meeting, post.kind)
        if post.kind not in EVEN_WHEN_QUIET:
            zone = person.zone or zone_of(work, post)
            ends = quiet_ends(now, start=person.quiet_from, end=person.quiet_until, zone=zone)
            assert ends is None or ends >= self._too_late_at(work, post, now=now)

    def _too_late_at(self, work: Work, post: Post, *, now: datetime) -> datetime:
        """A move is of use before people set out for the old time."""
        meeting = work.meetings.find(MeetingId(post.subject)) if post.kind is PostKind.MOVED else None
        before = meeting.moved_from_at if meeting else None
        return before if before is not None and now < before < post.useless_at else post.useless_at

    def _ended_well(self) -> None:
        """Every post has come to an end, and each was delivered as often as the ledger says."""

        def read(work: Work) -> list[Post]:
            assert work.posts.next_at() is None
            return [
                post for person in self.people.values() for post in work.posts.of_person(person, limit=10_000)
            ]

        posts = self.runner.run(self.store.run(read))
        assert {post.state for post in posts} <= {
            PostState.SENT,
            PostState.SKIPPED,
            PostState.FAILED,
            PostState.UNKNOWN,
        }
        assert all(post.reason for post in posts if post.state in {PostState.SKIPPED, PostState.FAILED})
        sent = [post.reference for post in posts if post.state is PostState.SENT]
        assert sorted(filter(None, sent)) == sorted(self.mail.handed)
        keys = [(post.kind, post.subject, post.revision, post.person_id) for post in posts]
        assert len(set(keys)) == len(keys)


class Whole(Histories):
    """From the day on which the circle is published."""

    @initialize(zones=ZONES, at=TIMES)
    def publish(self, zones: list[str | None], at: time) -> None:
        self.begin(zones, at)


TestHistories = Whole.TestCase
TestHistories.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
