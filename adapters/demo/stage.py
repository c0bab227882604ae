"""The world in a box: a real store, desk and tick, people on several surfaces, and a clock that can be moved."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from adapters.clock import MovedClock
from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK, TELEGRAM, Entry, Room, Shown, Surface
from adapters.terminal.render import Piece
from bot.app.invitations import invite_as_operator
from bot.chat.catalog import Catalog
from bot.chat.courier import Address, Courier, Delivered, Delivery, Gone, Redrawn, ToAccount, Unreachable
from bot.chat.desk import Desk
from bot.chat.incoming import Incoming, Sender, Spot
from bot.chat.links import Pages
from bot.chat.outgoing import DeepLink, Message
from bot.chat.tick import Tick
from bot.domain.ids import new_id
from bot.domain.people import AccountKey, PlaceKey, PlaceKind, Platform
from storage.store import Store, open_store

SHORTEST_STEP = timedelta(minutes=1)
"""The clock moves on at least that far, whatever is due."""


class Stage:
    """Opened with `async with`; people act, `advance` lets time pass, and `entries` is what happened.

    `told` is called with each entry as it happens. `operator` is where the operator hears of trouble,
    `pages` where our pages are. `grids` says that whoever is asked question by question picks days and hours from buttons.
    """

    def __init__(
        self,
        *,
        start: datetime,
        database: str = "sqlite://",
        told: Callable[[Entry], None] | None = None,
        operator: PlaceKey | None = None,
        pages: Pages | None = None,
        grids: bool = False,
    ) -> None:
        self.clock = MovedClock(start)
        self.entries: list[Entry] = []
        self.courier: Courier = _Courier(self)
        self._database = database
        self._told = told
        self._pages = pages
        self._operator = operator
        self._grids = grids
        self._sent = 0
        self._rooms: dict[tuple[Platform, str, PlaceKind, str], Room] = {}
        self._actors: dict[AccountKey, Actor] = {}
        self._opened: tuple[Store, Desk, Tick] | None = None

    async def __aenter__(self) -> Self:
        catalog = Catalog.load()
        store = await open_store(self._database, serving=True)
        desk = Desk(store, self.clock, catalog, self._pages)
        couriers = {surface.platform: self.courier for surface in (TELEGRAM, SLACK)}
        tick = Tick(store, self.clock, catalog, couriers, operator=self._operator, chance=lambda: 0.0)
        self._opened = store, desk, tick
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.store.close()
        self._opened = None

    @property
    def store(self) -> Store:
        """Where everything is kept."""
        return self._parts[0]

    def person(
        self,
        name: str,
        *,
        surface: Surface = TELEGRAM,
        pane: str | None = None,
        language: str | None = None,
        zone: str | None = None,
    ) -> Actor:
        """Whoever has that name on that surface; the same one when asked again."""
        account = AccountKey(surface.platform, surface.workspace, name.casefold())
        if account not in self._actors:
            spot = Spot(
                PlaceKind.PRIVATE, account.user, name, asks=surface.asks, grids=surface.asks and self._grids
            )
            self._actors[account] = Actor(
                Sender(account, name, language, zone),
                self._room(spot, surface, pane),
                take=self._parts[1].take,
                store=self.store,
                note=self._note,
            )
        return self._actors[account]

    def group(self, title: str, *, surface: Surface = SLACK, pane: str | None = None) -> Room:
        """The group or channel of that name; the same one when asked again."""
        spot = Spot(
            PlaceKind.GROUP, title.casefold(), title, asks=surface.asks, grids=surface.asks and self._grids
        )
        return self._room(spot, surface, pane)

    async def take(self, incoming: Incoming) -> None:
        """What a platform tells by itself, such as that we were removed from a group."""
        await self._parts[1].take(incoming)

    async def organizer_link(self) -> DeepLink:
        """What `circlebot organizer-link` prints."""
        now = self.clock.now()
        code = await self.store.run(lambda work: invite_as_operator(work, None, now=now))
        return DeepLink(f"i-{code}")

    async def advance(
        self, *, weeks: float = 0, days: float = 0, hours: float = 0, minutes: float = 0
    ) -> None:
        """Lets that much time pass: what is due goes out when it is due."""
        await self.advance_to(
            self.clock.now() + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
        )

    async def advance_to(self, moment: datetime) -> None:
        """Lets time pass until that moment."""
        await self._begin_to_pass()
        while await self._step(until=moment):
            if self.clock.now() >= moment:
                return
        self.clock.set(moment)

    async def advance_to_next_post(self, *, within: timedelta) -> bool:
        """Lets time pass until a post goes out, whether one does in that time; returns whether."""
        before, until = self._sent, self.clock.now() + within
        await self._begin_to_pass()
        while self._sent == before and await self._step(until=until):
            pass
        return self._sent > before

    async def settle(self) -> None:
        """What is due by now goes out, as the tick would have it; no time passes."""
        await self._parts[2].once()

    def room_of(self, to: Address) -> Room | None:
        """The room that a post goes to."""
        if isinstance(to, ToAccount):
            account = to.account
            return self._rooms.get((account.platform, account.workspace, PlaceKind.PRIVATE, account.user))
        return self._rooms.get((to.platform, to.workspace, PlaceKind.GROUP, to.key))

    def show_post(self, room: Room, message: Message, reference: str) -> None:
        """Shows what the tick sends."""
        self._sent += 1
        shown = room.show(message, reference)
        self._note(room, None, shown.pieces, shown=shown, sent=True)

    def show_edit(self, room: Room, message: Message, reference: str) -> None:
        """Shows the other face that the tick gives to a message."""
        shown = room.show(message, reference)
        self._note(room, None, shown.pieces, shown=shown, edited=True)

    @property
    def _parts(self) -> tuple[Store, Desk, Tick]:
        if self._opened is None:
            raise RuntimeError("the stage is not open: use it with `async with`")
        return self._opened

    def _room(self, spot: Spot, surface: Surface, pane: str | None) -> Room:
        key = (surface.platform, surface.workspace, spot.kind, spot.key)
        return self._rooms.setdefault(key, Room(spot, surface, pane or surface.name))

    def _note(
        self,
        room: Room,
        who: str | None,
        pieces: tuple[Piece, ...],
        *,
        did: Incoming | None = None,
        shown: Shown | None = None,
        edited: bool = False,
        sent: bool = False,
    ) -> None:
        entry = Entry(self.clock.now(), room, who, pieces, did, shown, edited, sent)
        self.entries.append(entry)
        if self._told is not None:
            self._told(entry)

    async def _begin_to_pass(self) -> None:
        for room in self._rooms.values():
            room.look_away()
        await self.settle()

    async def _step(self, *, until: datetime) -> bool:
        """On to what is due next, and sends it; False when nothing is until then."""
        due = await self._next_due(until)
        if due is None:
            return False
        self.clock.set(min(until, max(due, self.clock.now() + SHORTEST_STEP)))
        await self.settle()
        return True

    async def _next_due(self, until: datetime) -> datetime | None:
        """When something is due next, None if nothing is until then."""
        moments = await self.store.run(
            lambda work: (work.plans.next_at(), work.posts.next_at(), work.cards.next_at())
        )
        return min((moment for moment in moments if moment is not None and moment <= until), default=None)


class _Courier:
    """Delivers to the rooms of a stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def deliver(self, to: Address, message: Message) -> Delivery:
        """Shows the message in its room, unless that has another outcome in store."""
        room = self._stage.room_of(to)
        if room is None:
            return Unreachable()
        if room.outcome is not None:
            return room.outcome
        reference = new_id()
        self._stage.show_post(room, message, reference)
        return Delivered(reference)

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        """Gives a message in its room another face; one that was taken away there is gone."""
        room = self._stage.room_of(to)
        if room is None:
            return Unreachable()
        if room.outcome is not None:
            return room.outcome
        present = room.face_of(reference)
        if present is None:
            return Gone()
        if present != message:
            self._stage.show_edit(room, message, reference)
        return Delivered(reference)
