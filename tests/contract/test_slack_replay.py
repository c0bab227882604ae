"""The demo's six weeks with the facilitator and the organizer on Slack and the learners on Telegram (issue: one circle,
whichever platform its people use).
"""

from datetime import datetime

import pytest

from adapters.demo.story import CHAPTERS, play
from adapters.demo.story.people import START, ZONE
from bot.chat.catalog import Catalog
from bot.chat.tick import Tick
from bot.domain.people import Platform
from tests.contract.test_telegram_replay import said_to, shown_in
from tests.slack_server.people import everything
from tests.slack_server.reading import pings
from tests.slack_server.server import SlackServer
from tests.slack_world.players import SlackPlayer
from tests.slack_world.world import MODES, SlackWorld, on_slack
from tests.telegram_world import TelegramWorld
from tests.telegram_world.players import Player, TelegramStage

LEARNERS = ("Ben", "Cleo", "Dana", "Eve")


class Learner(Player):
    """Somebody who got a link from Slack, where it is a code that is typed."""

    async def opens(self, address: str) -> None:
        code = address.rpartition("start=")[2]
        await super().opens(f"{self._world.link}{code}")


class Cast:
    """The people of the story."""

    def __init__(self, slack: SlackWorld, telegram: TelegramWorld) -> None:
        self.omar, self.ada = (SlackPlayer(slack, slack.slack.person(name)) for name in ("Omar", "Ada"))
        self.persons = {name: telegram.server.person(name) for name in LEARNERS}
        self.ben, self.cleo, self.dana, self.eve = (
            Learner(telegram, person) for person in self.persons.values()
        )
        self.organizers = slack.slack.channel("#organizers", self.omar.person)
        self.ada_there = Learner(telegram, telegram.server.person("Ada L."))
        self.club = telegram.server.group("Speakers’ club")
        self.club.joins(self.ada_there.person, status="creator")
        self.club.joins(*self.persons.values())
        self.club.adds_bot(self.ada_there.person, may_pin=True)
        self.stage = TelegramStage(telegram)

    async def until(self, month: int, day: int, hour: int, minute: int = 0) -> None:
        await self.stage.advance_to(datetime(2026, month, day, hour, minute, tzinfo=ZONE))


@pytest.mark.parametrize("mode", MODES)
async def test_the_facilitator_is_on_slack_and_the_learners_on_telegram(mode: str) -> None:
    demo = await play()
    async with TelegramWorld(start=START) as telegram, SlackServer() as server:
        async with on_slack(server, telegram.store, telegram.clock, mode) as slack:
            couriers = {
                Platform.TELEGRAM: telegram.adapter.courier,
                Platform.SLACK: slack.adapter.courier,
            }
            telegram.tick = Tick(telegram.store, telegram.clock, Catalog.load(), couriers, chance=lambda: 0.0)
            cast = Cast(slack, telegram)
            for chapter in CHAPTERS:
                await chapter(cast)  # pyright: ignore[reportArgumentType] - it acts as the demo's people do
        assert server.refusals == []
        assert [one for person in server.people.values() for one in person.trouble] == []
        assert [ack for ack in server.acks if ack.status != 200 or ack.seconds > 3] == []
        assert [one for shown in everything(server) for one in pings(shown)] == []
        ada, omar = cast.ada.person, cast.omar.person
        assert ada.sees("Could I have the room's number for next time?")
        assert omar.sees("Public Speaking", cast.organizers)
        assert "Dana" in cast.club.message_with("Public Speaking, 2 of").text
        for name in LEARNERS:
            assert said_to(cast.persons[name]) == shown_in(demo, name), name
