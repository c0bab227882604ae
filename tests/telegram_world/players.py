"""People who play a story written for the demo, each in a Telegram client: what they do goes through the network and back."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.app.ports import Work
from bot.chat.buttons import EmptyField, PickOption, Press, SendForm, SkipField, UnknownButton, decode
from bot.domain.drafts import Draft
from bot.domain.people import AccountKey, Platform
from tests.telegram_server import Group, Person
from tests.telegram_server.state import Json, Sent
from tests.telegram_world.world import TelegramWorld

ASKS = "?"
"""Stands before what a button does that asks first."""

SHORTEST_STEP = timedelta(minutes=1)


class Player:
    """As an actor of the demo: says, presses, opens and fills in."""

    def __init__(self, world: TelegramWorld, person: Person) -> None:
        self.person = person
        self.led_to: str | None = None
        """Where the last press took them."""
        self._world = world

    @property
    def screen(self) -> str:
        return self.person.screen

    def link(self, label: str = "") -> str:
        return self.person.link(label)

    async def says(self, text: str, *, at: Group | None = None, topic: int | None = None) -> None:
        """Verbs are commands of their own here: `/circle new` is `/new`."""
        text = text.removeprefix("/circle ") if not text.startswith("/circle ") else f"/{text[8:]}"
        self.person.writes(text, at=at, topic=topic)
        await self._world.settled()

    async def opens(self, address: str) -> None:
        self.person.opens(address)
        await self._world.settled()

    async def presses(self, label: str, *, at: Group | None = None) -> None:
        message, button = (at or self.person).button(label)
        await self._press(message, button)

    async def fills(self, values: Mapping[str, str]) -> None:
        """Answers question by question, an option by its label, and sends the summary."""
        left = dict(values)
        asked: set[str] = set()
        while (draft := await self._draft()) is not None and draft.asking is not None:
            if draft.asking in asked:
                raise LookupError(f"{draft.asking} is asked again:\n{self.person.last.text}")
            asked.add(draft.asking)
            await self._answer(left.pop(draft.asking, None))
        if left:
            raise LookupError(f"the form did not ask for {', '.join(sorted(left))}")
        if draft is not None:
            await self._press_kind(SendForm)

    async def _press(self, message: Sent, button: Json) -> None:
        data = button["callback_data"]
        query = self.person.presses_data(message, data)
        await self._world.settled()
        assert query.answer is not None
        self.led_to = query.opens
        if data.startswith(ASKS):
            self.person.presses_data(message, message.buttons[0]["callback_data"])
            await self._world.settled()

    async def _answer(self, value: str | None) -> None:
        if value is None:
            await self._press_kind(SkipField, EmptyField)
            return
        for button in self._offered(PickOption):
            if button["text"].removeprefix("• ").casefold() == value.casefold():
                await self._press(self.person.last, button)
                return
        await self.says(value)

    async def _press_kind(self, *kinds: type[Press]) -> None:
        for kind in kinds:
            for button in self._offered(kind):
                await self._press(self.person.last, button)
                return
        raise LookupError(f"{self.person.user.first_name} has to answer:\n{self.person.last.text}")

    def _offered(self, kind: type[Press]) -> list[Json]:
        return [button for button in self.person.last.buttons if isinstance(_meaning(button), kind)]

    async def _draft(self) -> Draft | None:
        account = AccountKey(Platform.TELEGRAM, "4242", str(self.person.id))
        spot = f"{account.platform}:{account.workspace}:{self.person.id}"

        def find(work: Work) -> Draft | None:
            known = work.accounts.by_key(account)
            return work.drafts.open_at(known.person_id, spot) if known else None

        return await self._world.store.run(find)


class TelegramStage:
    """The world, as the demo's stage: time passes, and what is due goes out."""

    def __init__(self, world: TelegramWorld) -> None:
        self._world = world

    async def organizer_link(self) -> str:
        return f"{self._world.link}{await self._world.organizer_code()}"

    async def advance(self, *, hours: float = 0, minutes: float = 0) -> None:
        await self.advance_to(self._world.clock.now() + timedelta(hours=hours, minutes=minutes))

    async def advance_to(self, moment: datetime) -> None:
        clock, tick = self._world.clock, self._world.tick
        await tick.once()
        while (due := await self._next_due(moment)) is not None:
            clock.set(min(moment, max(due, clock.now() + SHORTEST_STEP)))
            await tick.once()
            if clock.now() >= moment:
                return
        clock.set(moment)

    async def _next_due(self, until: datetime) -> datetime | None:
        moments = await self._world.store.run(
            lambda work: (work.plans.next_at(), work.posts.next_at(), work.cards.next_at())
        )
        return min((moment for moment in moments if moment is not None and moment <= until), default=None)


async def circle_of_two(world: TelegramWorld) -> tuple[Player, Player]:
    """Ada, who runs the circle Logic from 13 October on, Tuesdays at 18:00 in Berlin, six times; and Ben, who has signed up."""
    ada, ben = (Player(world, world.server.person(name)) for name in ("Ada", "Ben"))
    await ada.opens(f"{world.link}{await world.organizer_code()}")
    await ada.fills({"team": "City Library", "zone": "Europe/Berlin"})
    await ada.says("/new")
    await ada.fills({"title": "Logic", "first_on": "13 Oct 2026", "at": "18:00", "count": "6"})
    await ada.presses("Publish")
    await ben.opens(ada.link("Logic"))
    await ben.presses("Sign up")
    await ben.fills({"consent": "Yes, write to me"})
    return ada, ben


def _meaning(button: Json) -> Press | None:
    try:
        return decode(button.get("callback_data", ""))
    except UnknownButton:
        return None
