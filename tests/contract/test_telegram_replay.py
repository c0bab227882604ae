"""The demo's six weeks, played by people with Telegram clients: they read what the demo shows, word for word."""

from collections import Counter
from datetime import datetime

import pytest

from adapters.demo.rooms import Room
from adapters.demo.stage import Stage
from adapters.demo.story import CHAPTERS, play
from adapters.demo.story.people import START, ZONE
from adapters.telegram.render import Renderer
from tests.telegram_server import Group, Person
from tests.telegram_world import TelegramWorld
from tests.telegram_world.players import Player, TelegramStage

LEARNERS = ("Ben", "Cleo", "Dana", "Eve")


class SameAda:
    """Ada in the group: all of it plays on Telegram here, so that she has no second account to link."""

    def __init__(self, ada: Player) -> None:
        self._ada = ada

    async def says(self, text: str, *, at: Group | None = None) -> None:
        if at is not None:
            await self._ada.says(text, at=at)

    async def presses(self, label: str) -> None:
        assert label == "Link, and write to Slack"


class Cast:
    """The people of the story."""

    def __init__(self, world: TelegramWorld) -> None:
        names = ("Omar", "Ada", *LEARNERS)
        self.persons: dict[str, Person] = {name: world.server.person(name) for name in names}
        players = [Player(world, person) for person in self.persons.values()]
        self.omar, self.ada, self.ben, self.cleo, self.dana, self.eve = players
        self.organizers = world.server.group("#organizers")
        self.organizers.joins(self.omar.person, status="creator")
        self.organizers.adds_bot(self.omar.person)
        self.ada_there = SameAda(self.ada)
        self.club = world.server.group("Speakers’ club")
        self.club.joins(self.ada.person, status="creator")
        self.club.joins(*(self.persons[name] for name in LEARNERS))
        self.club.adds_bot(self.ada.person, may_pin=True)
        self.stage = TelegramStage(world)

    async def until(self, month: int, day: int, hour: int, minute: int = 0) -> None:
        await self.stage.advance_to(datetime(2026, month, day, hour, minute, tzinfo=ZONE))


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_learners_read_on_telegram_what_the_demo_shows(webhook: bool):
    demo = await play()
    async with TelegramWorld(webhook=webhook, start=START) as world:
        cast = Cast(world)
        for chapter in CHAPTERS:
            await chapter(cast)  # pyright: ignore[reportArgumentType] - it acts as the demo's people do
        refused = [call for call in world.server.calls if call.status >= 400]
        assert refused == []
        assert sum(said_to(cast.persons["Ben"]).values()) > 30
        for name in LEARNERS:
            assert said_to(cast.persons[name]) == shown_in(demo, name), name
        assert "Public Speaking" in cast.organizers.screen
        assert "Dana" in cast.club.message_with("Public Speaking, 2 of").text
        unanswered = [query for query in world.server.world.queries.values() if query.answer is None]
        assert unanswered == []


def said_to(person: Person) -> Counter[str]:
    return Counter(sent.text for sent in person.shown if not sent.media)


def shown_in(demo: Stage, name: str) -> Counter[str]:
    room: Room = demo.person(name).room
    renderer = Renderer("circle_test_bot")
    texts = (renderer.face(shown.message).text for shown in room.shown if shown.message is not None)
    return Counter(texts)
