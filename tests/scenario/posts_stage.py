"""A team with one circle on a stage, the ledger in words, and couriers that misbehave."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from zoneinfo import ZoneInfo

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK, TELEGRAM, Surface
from adapters.demo.stage import Stage
from bot.app.circles import CourseChoice, Wish, make_circle, publish_circle
from bot.app.meetings import cancel_meeting, move_meeting
from bot.app.ports import Work
from bot.app.rsvps import record_rsvp
from bot.app.signups import leave_circle, sign_up
from bot.app.timeline import set_lead
from bot.chat.catalog import Catalog
from bot.chat.courier import Address, Courier, Delivered, Delivery, Redrawn, ToAccount
from bot.chat.outgoing import Message
from bot.chat.tick import Tick
from bot.chat.watch import NOBODY, Watch
from bot.domain.circles import Circle, Facilitation
from bot.domain.ids import CircleId, MeetingId, PersonId, TeamId, new_id
from bot.domain.meetings import Meeting
from bot.domain.people import PlaceKey, Platform
from bot.domain.posts import Post, PostKind, PostState, digest_subject
from bot.domain.rhythm import Rhythm
from bot.domain.rsvps import Answer
from bot.domain.signups import Answers
from bot.domain.teams import Membership, Role
from bot.domain.weeks import week_of

Outcome = TypeVar("Outcome")

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
"""Monday, 11:00 in Berlin: this week's digest is behind, the first meeting eight days ahead."""

ZONE = "Europe/Berlin"

OPERATOR = PlaceKey(Platform.SLACK, SLACK.workspace, "#ops")
"""Where the operator hears of trouble."""

NO_CIRCLE = CircleId("")

CATALOG = Catalog.load()

DATABASE = "scene.db"


@dataclass
class Scene:
    """Omar organizes, Ada facilitates a circle of six weekly meetings from Tuesday 13 October, 18:00 to 19:30 in Berlin."""

    stage: Stage
    zone: str
    omar: Actor
    ada: Actor
    team: TeamId
    circle: CircleId = NO_CIRCLE

    @property
    def now(self) -> datetime:
        return self.stage.clock.now()

    async def run(self, job: Callable[[Work], Outcome]) -> Outcome:
        return await self.stage.store.run(job)

    async def known(self, name: str, *, surface: Surface = TELEGRAM, zone: str | None = None) -> Actor:
        """Someone who has said hello."""
        actor = self.stage.person(name, surface=surface, zone=zone)
        await actor.says("/start")
        return actor

    async def id_of(self, actor: Actor) -> PersonId:
        account = await self.run(lambda work: work.accounts.by_key(actor.sender.account))
        assert account is not None
        return account.person_id

    async def also(self, name: str, role: Role, *, surface: Surface = SLACK) -> Actor:
        """One more organizer or facilitator; the latter facilitates the circle too."""
        actor = await self.known(name, surface=surface)
        person, now = await self.id_of(actor), self.now

        def join(work: Work) -> None:
            work.teams.join(Membership(self.team, person, role, now))
            if role is Role.FACILITATOR and self.circle:
                work.circles.add_facilitator(Facilitation(self.circle, person, now))

        await self.run(join)
        return actor

    async def new_circle(
        self,
        title: str = "Logic",
        *,
        by: Actor | None = None,
        first_on: date = date(2026, 10, 13),
        at: time = time(18),
        count: int = 6,
        minutes: int = 90,
        zone: str | None = None,
        capacity: int | None = None,
        publish: bool = True,
    ) -> CircleId:
        """A circle that is published unless told otherwise; the scene is about it from now on."""
        actor, now = await self.id_of(by or self.ada), self.now
        wish = Wish(
            course=CourseChoice(title=title),
            rhythm=Rhythm(first_on, at, count),
            minutes=minutes,
            zone=zone or self.zone,
            place="Library, room 2",
            capacity=capacity,
        )

        def make(work: Work) -> Circle:
            circle = make_circle(work, actor, self.team, wish, now=now)
            return publish_circle(work, actor, circle.id, now=now) if publish else circle

        self.circle = (await self.run(make)).id
        return self.circle

    async def publish(self) -> None:
        actor, now = await self.id_of(self.ada), self.now
        await self.run(lambda work: publish_circle(work, actor, self.circle, now=now))

    async def joins(self, name: str, *, goal: str = "", zone: str | None = None) -> Actor:
        """A learner who signs up."""
        actor = await self.known(name, zone=zone)
        await self.signs_up(actor, goal=goal)
        return actor

    async def signs_up(self, actor: Actor, *, goal: str = "") -> None:
        person, now = await self.id_of(actor), self.now
        await self.run(
            lambda work: sign_up(work, person, self.circle, Answers(goal=goal), consent=True, now=now)
        )

    async def leaves(self, actor: Actor) -> None:
        person, now = await self.id_of(actor), self.now
        await self.run(lambda work: leave_circle(work, person, self.circle, now=now))

    async def meetings(self) -> Sequence[Meeting]:
        return await self.run(lambda work: work.meetings.of_circle(self.circle))

    async def meeting(self, number: int = 1) -> Meeting:
        return next(meeting for meeting in await self.meetings() if meeting.number == number)

    async def answers(self, actor: Actor, answer: Answer, *, number: int = 1) -> None:
        person, now, meeting = await self.id_of(actor), self.now, await self.meeting(number)
        await self.run(lambda work: record_rsvp(work, person, meeting.id, answer, now=now))

    async def move(self, number: int, on: date, at: time = time(18), *, by: Actor | None = None) -> int:
        """How many people are told."""
        actor, now, meeting = await self.id_of(by or self.ada), self.now, await self.meeting(number)
        return (
            await self.run(lambda work: move_meeting(work, actor, meeting.id, on=on, at=at, now=now))
        ).told

    async def cancel(self, number: int, *, by: Actor | None = None) -> int:
        """How many people are told."""
        actor, now, meeting = await self.id_of(by or self.ada), self.now, await self.meeting(number)
        return (await self.run(lambda work: cancel_meeting(work, actor, meeting.id, now=now))).told

    async def lead(self, hours: int | None, *, number: int | None = None) -> None:
        """Of the circle, or of one meeting."""
        actor, now = await self.id_of(self.ada), self.now
        meeting = (await self.meeting(number)).id if number else None

        def change(work: Work) -> None:
            owner = work.meetings.get(meeting) if meeting else work.circles.get(self.circle)
            seen = owner.reminder_lead
            set_lead(work, actor, self.circle, hours, meeting=meeting, seen=seen, now=now)

        await self.run(change)

    async def until(self, moment: str, *, zone: str | None = None) -> None:
        """Lets time pass until that wall-clock time, as in 2026-10-13 18:00."""
        await self.stage.advance_to(
            datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone or self.zone))
        )

    async def down_until(self, moment: str, *, zone: str | None = None) -> None:
        """Nothing runs until then; then what is due goes out."""
        self.stage.clock.set(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone or self.zone)))
        await self.stage.advance()

    async def ended(self, actor: Actor) -> list[Post]:
        """Their posts that have come to an end, by when they were due."""
        person = await self.id_of(actor)
        posts = await self.run(lambda work: work.posts.of_person(person, limit=1000))
        return sorted(posts, key=lambda post: (post.sent_at or post.due_at, post.kind))

    async def got(
        self, actor: Actor, *kinds: PostKind, zone: str | None = None, since: str = ""
    ) -> list[str]:
        """What was sent to them: local time, kind, and the meeting's number if it is about one."""
        local = ZoneInfo(zone or self.zone)
        found: list[str] = []
        for post in await self.ended(actor):
            if post.state is PostState.SENT and post.sent_at and (not kinds or post.kind in kinds):
                line = f"{post.sent_at.astimezone(local):%m-%d %H:%M} {await self._name(post)}"
                found += [line] if line >= since else []
        return found

    async def missed(self, actor: Actor) -> list[str]:
        """What ended otherwise: kind, number, state and reason."""
        return [
            f"{await self._name(post)}: {post.state}, {post.reason}"
            for post in await self.ended(actor)
            if post.state is not PostState.SENT
        ]

    async def digests(self, monday: date) -> list[Post]:
        """The posts of one week's digest."""
        subject = digest_subject(self.team, week_of(monday))
        return list(await self.run(lambda work: work.posts.of(PostKind.DIGEST, subject)))

    async def settled(self) -> bool:
        """Whether nothing that was due is left over."""

        def left_over(work: Work) -> list[datetime]:
            return [
                at
                for at in (work.plans.next_at(), work.posts.next_at(), work.cards.next_at())
                if at is not None
            ]

        return all(at > self.now for at in await self.run(left_over))

    def another_tick(
        self, couriers: "Mapping[Platform, Courier] | OwnCourier", *, watch: Watch = NOBODY
    ) -> Tick:
        """As another process would have it; what it tries again comes at the earliest moment."""
        if isinstance(couriers, OwnCourier):
            couriers = dict.fromkeys((Platform.TELEGRAM, Platform.SLACK), couriers)
        return Tick(
            self.stage.store,
            self.stage.clock,
            CATALOG,
            couriers,
            operator=OPERATOR,
            watch=watch,
            chance=lambda: 0.0,
        )

    async def killed_while_sending(self) -> None:
        """A process is killed that has what is due now on its way."""
        courier = StuckCourier()
        tick = self.another_tick(dict.fromkeys((Platform.TELEGRAM, Platform.SLACK), courier))
        process, holds = asyncio.create_task(tick.once()), asyncio.create_task(courier.holds.wait())
        await asyncio.wait({process, holds}, return_when=asyncio.FIRST_COMPLETED)
        for task in (process, holds):
            task.cancel()
        await asyncio.gather(process, holds, return_exceptions=True)
        assert courier.holds.is_set(), "nothing was due"

    async def _name(self, post: Post) -> str:
        meeting = await self.run(lambda work: work.meetings.find(MeetingId(post.subject)))
        return f"{post.kind} {meeting.number}" if meeting else str(post.kind)


@dataclass
class OwnCourier:
    """Takes down what it is given; `outcome` set, that is how it ends."""

    outcome: Delivery | None = None
    taken: list[tuple[Address, Message]] = field(default_factory=list[tuple[Address, Message]])

    @property
    def names(self) -> list[str]:
        """To whom, or to which place, it was given something."""
        return [to.account.user if isinstance(to, ToAccount) else to.key for to, _ in self.taken]

    async def deliver(self, to: Address, message: Message) -> Delivery:
        self.taken.append((to, message))
        # Another tick gets its turn while this one is on its way.
        await asyncio.sleep(0)
        return self.outcome or Delivered(new_id())

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        return await self.deliver(to, message)


@dataclass
class StuckCourier:
    """Never comes back; `holds` is set once it has been given something."""

    holds: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, to: Address, message: Message) -> Delivery:
        self.holds.set()
        await asyncio.Event().wait()
        raise AssertionError("nobody sets that event")

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        return await self.deliver(to, message)


@dataclass(frozen=True)
class Made:
    """A scene as it lies in a database file."""

    database: bytes
    team: TeamId
    circle: CircleId


_made: dict[tuple[datetime, str, bool], Made] = {}


@asynccontextmanager
async def scene(
    *, start: datetime = NOW, zone: str = ZONE, circle: bool = True, folder: Path | None = None
) -> AsyncGenerator[Scene]:
    """The scene, with its circle unless told otherwise; its database lies in the folder, if one is named."""
    made = _made.get((start, zone, circle)) or await _make(start, zone, circle=circle)
    _made[start, zone, circle] = made
    with TemporaryDirectory() as passing:
        path = (folder or Path(passing)) / DATABASE
        path.write_bytes(made.database)
        async with _opened(path, start, zone, made) as opened:
            yield opened


@asynccontextmanager
async def restarted(before: Scene, *, folder: Path) -> AsyncGenerator[Scene]:
    """A new process on the database of a scene whose process is gone."""
    made = Made(b"", before.team, before.circle)
    async with _opened(folder / DATABASE, before.now, before.zone, made) as opened:
        yield opened


@asynccontextmanager
async def _opened(path: Path, now: datetime, zone: str, made: Made) -> AsyncGenerator[Scene]:
    async with Stage(start=now, database=f"sqlite:///{path}", operator=OPERATOR) as stage:
        omar, ada = (stage.person(name, surface=SLACK) for name in ("Omar", "Ada"))
        yield Scene(stage, zone, omar, ada, made.team, made.circle)


async def _make(start: datetime, zone: str, *, circle: bool) -> Made:
    """Makes a scene by hand, once for all tests: that takes longer than most of what happens in it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / DATABASE
        async with Stage(start=start, database=f"sqlite:///{path}") as stage:
            omar = stage.person("Omar", surface=SLACK)
            await omar.opens(await stage.organizer_link())
            await omar.fills({"team": "Library", "zone": zone})
            ada = stage.person("Ada", surface=SLACK)
            await ada.says("/circle start")
            team = (await stage.store.run(lambda work: work.teams.all()))[0].id
            made = Scene(stage, zone, omar, ada, team)
            person = await made.id_of(ada)
            await made.run(
                lambda work: work.teams.join(Membership(team, person, Role.FACILITATOR, made.now)),
            )
            if circle:
                await made.new_circle()
        return Made(path.read_bytes(), team, made.circle)
