"""`circlebot run` with Telegram in the settings: it serves, it ends, it says what is wrong, and a kill loses nothing."""

import asyncio
import sqlite3
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession

from adapters.cli.platforms import adapters_of
from adapters.cli.settings import Settings
from adapters.clock import SystemClock
from adapters.platform import PlatformProblem
from adapters.telegram.checking import check_telegram
from adapters.telegram.polling import TRIES
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from storage.store import open_store
from tests.telegram_server import BadGateway, Person, Refuse, Slow, TelegramServer
from tests.telegram_server.errors import ApiError
from tests.telegram_server.faults import Fault
from tests.telegram_server.updates import TWO_POLLERS
from tests.telegram_world import TelegramWorld
from tests.telegram_world.players import Player
from tests.telegram_world.served import environment, running
from tests.telegram_world.world import SECRET, free_port


async def test_it_serves_by_polling_and_stops_when_asked(tmp_path: Path):
    async with TelegramServer() as server, running(server, tmp_path) as bot:
        ben = server.person("Ben")
        ben.writes("/start")
        await server.until(lambda: ben.shown, within=30)
        assert "circlebot" in ben.screen
        assert server.world.settings["commands", '{"type": "all_private_chats"}', ""]
        bot.asked_to_stop()
        assert await bot.ends() == (0, "")


async def test_trouble_at_the_start_is_waited_out_and_until_then_it_is_not_ready(tmp_path: Path):
    """SPEC 8."""
    port = await free_port()
    web = {"web__port": f"{port}", "web__public_url": f"http://127.0.0.1:{port}"}
    async with TelegramServer() as server, ClientSession() as session:
        server.fail(BadGateway(), "getMe")

        async def readiness() -> int:
            try:
                async with session.get(f"http://127.0.0.1:{port}/readyz") as response:
                    return response.status
            except ClientError:
                return 0

        async with running(server, tmp_path, **web) as bot, asyncio.timeout(30):
            seen = [await readiness()]
            while seen[-1] != 200:
                seen.append(await readiness())
            assert 503 in seen
            ben = server.person("Ben")
            ben.writes("/start")
            await server.until(lambda: ben.shown, within=30)
            bot.asked_to_stop()
            status, said = await bot.ends()
            (line,) = said.splitlines()
            assert status == 0
            assert "telegram is not connected yet, and is tried again until it is" in line


async def test_it_ends_well_when_asked_to_while_telegram_does_not_answer(tmp_path: Path):
    async with TelegramServer() as server, running(server, tmp_path) as bot:
        server.fail(Slow(20), "getMe")
        await server.until(lambda: server.made("getMe"), within=30)
        bot.asked_to_stop()
        assert await bot.ends() == (0, "")


STOPPED_WHILE_IT_IS_LOADED = """
import os, signal, sys
class Stops:
    def find_spec(self, name, path, target=None):
        if name == "adapters.cli.run":
            os.kill(os.getpid(), signal.SIGTERM)
sys.meta_path.insert(0, Stops())
from adapters.cli.main import main
main()
"""


async def test_it_ends_well_when_asked_to_while_it_is_loaded(tmp_path: Path):
    command = (sys.executable, "-c", STOPPED_WHILE_IT_IS_LOADED, "run")
    async with TelegramServer() as server:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=tmp_path, env=environment(server, tmp_path), stderr=asyncio.subprocess.PIPE
        )
        _, said = await process.communicate()
    assert (process.returncode, said) == (0, b"")


async def test_another_process_that_is_about_to_end_is_waited_for():
    async with TelegramWorld() as world:
        world.server.fail(Refuse(ApiError(409, TWO_POLLERS)), "getUpdates", times=TRIES - 1)
        await world.adapter.stop()
        await world.adapter.start()
        ben = world.server.person("Ben")
        ben.writes("/start")
        await world.settled()
        assert "circlebot" in ben.screen


async def test_it_serves_by_webhook(tmp_path: Path):
    port = await free_port()
    settings = {
        "telegram__mode": "webhook",
        "telegram__webhook_secret": SECRET,
        "web__port": f"{port}",
        "web__public_url": f"http://127.0.0.1:{port}",
    }
    async with TelegramServer() as server, running(server, tmp_path, **settings) as bot:
        ben = server.person("Ben")
        ben.writes("/start")
        await server.until(lambda: ben.shown, within=30)
        bot.asked_to_stop()
        assert await bot.ends() == (0, "")


async def test_a_server_that_knows_fewer_methods_will_do(tmp_path: Path):
    """Any Bot API server can be named: what only adorns is done without."""
    missing = Refuse(ApiError(404, "Not Found"))
    async with TelegramServer() as server:
        adorning = ("deleteWebhook", "getMyCommands", "setMyCommands", "deleteMyCommands", "getMyDescription")
        server.fail(missing, *adorning, times=99)
        async with running(server, tmp_path) as bot:
            ben = server.person("Ben")
            ben.writes("/start")
            await server.until(lambda: ben.shown, within=30)
            assert "circlebot" in ben.screen
            bot.asked_to_stop()
            status, _ = await bot.ends()
            assert status == 0


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"token": "1:wrong"}, "telegram.token is set, and Telegram does not know it"),
        ({"token": "what is this"}, "telegram.token is set, and Telegram does not know it"),
        ({"base_url": "http://127.0.0.1:9/bot"}, "nobody answers there"),
        ({"mode": "webhook", "webhook_secret": SECRET}, "web.public_url is empty"),
        ({"mode": "webhook", "web": "https://example.org"}, "telegram.webhook_secret is empty"),
        ({"mode": "webhook", "webhook_secret": SECRET, "web": "http://example.org"}, "must be https"),
    ],
)
async def test_what_is_set_wrongly_is_said_with_the_remedy(settings: dict[str, str], words: str):
    async with TelegramServer(local=False) as server:
        web = {"public_url": settings.pop("web", "")}
        given = {"token": server.token, "base_url": server.base_url} | settings
        store = await open_store("sqlite://", serving=True)
        clock, catalog = SystemClock(), Catalog.load()
        desk = Desk(store, clock, catalog)

        async def start() -> None:
            named = Settings.model_validate({"telegram": given, "web": web})
            (adapter,) = adapters_of(named, desk, store, clock, catalog)
            await adapter.start()

        with pytest.raises(PlatformProblem) as problem:
            await start()
        await store.close()
        assert words in str(problem.value)
        assert "\n" not in str(problem.value)
        assert server.token not in str(problem.value)


async def test_a_wrong_token_ends_it_with_one_line(tmp_path: Path):
    async with TelegramServer() as server, running(server, tmp_path, telegram__token="1:wrong") as bot:
        status, said = await bot.ends(within=30)
        (line,) = said.splitlines()
        assert status == 2
        assert "Telegram does not know it" in line


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Refuse.flood(7), "takes nothing just now (too many requests, again after 7 s)"),
        (Refuse.internal(), "trouble of its own just now (Internal Server Error)"),
        (BadGateway(), "trouble of its own just now (Bad Gateway)"),
    ],
)
async def test_trouble_that_passes_is_called_that(fault: Fault, words: str):
    async with TelegramServer() as server:
        server.fail(fault, "getMe")
        with pytest.raises(PlatformProblem) as problem:
            await check_telegram(server.token, server.base_url, webhook=False)
        assert words in str(problem.value)
        assert "try again in a minute" in str(problem.value)


async def test_a_second_one_on_the_same_token_does_not_start(tmp_path: Path):
    (tmp_path / "two").mkdir()
    async with TelegramServer() as server, running(server, tmp_path) as first:
        ben = server.person("Ben")
        ben.writes("/start")
        await server.until(lambda: ben.shown, within=30)
        async with running(server, tmp_path / "two") as second:
            status, said = await second.ends(within=40)
            (line,) = said.splitlines()
            assert status == 2
            assert "another process asks for the updates of telegram.token" in line
        ben.writes("/help")
        await server.until(lambda: "/browse" in ben.last.text, within=30)
        first.asked_to_stop()
        status, said = await first.ends()
        assert status == 0
        assert "another process" in said


async def a_circle(world: TelegramWorld) -> list[Player]:
    """The learners of a circle that begins in a week."""
    ada, *learners = (Player(world, world.server.person(name)) for name in ("Ada", "Ben", "Cleo", "Dana"))
    await ada.opens(f"{world.link}{await world.organizer_code()}")
    await ada.fills({"team": "City Library", "zone": "Europe/Berlin"})
    await ada.says("/new")
    first = world.clock.now() + timedelta(days=7)
    await ada.fills({"title": "Logic", "first_on": f"{first:%d %b %Y}", "at": "18:00", "count": "6"})
    await ada.presses("Publish")
    for learner in learners:
        await learner.opens(ada.link("Logic"))
        await learner.presses("Sign up")
        await learner.fills({"consent": "Yes, write to me"})
    return learners


async def test_a_kill_between_receiving_and_answering_loses_nothing_and_does_nothing_twice(tmp_path: Path):
    """SPEC 5: stored whole before it is acknowledged, done in the transaction of its effect, replayed at start."""
    database = tmp_path / "circlebot.db"
    async with TelegramWorld(database=str(database), start=SystemClock().now()) as world:
        learners = [learner.person for learner in await a_circle(world)]
        await world.stop()
        words: list[str] = []
        for heard in (1, 3, 6):
            # Each life answers some, and dies.
            async with running(world.server, tmp_path) as bot:
                for number in range(9):
                    words.append(f"What about chapter {len(words)} of the book?")
                    learners[number % 3].writes(words[-1])
                before = shown_to(learners)
                await world.server.until(
                    lambda before=before, heard=heard: shown_to(learners) >= before + heard, within=30
                )
                await bot.killed()
        async with running(world.server, tmp_path) as bot:
            # What one writes is answered in order: when the last is, all are.
            for learner in learners:
                learner.writes("/help")
            await world.server.until(
                lambda: all("/browse" in learner.last.text for learner in learners), within=60
            )
            bot.asked_to_stop()
            assert (await bot.ends())[0] == 0
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        said = [text for (text,) in connection.execute("select text from relays")]
        left = connection.execute("select count(*) from arrivals where done_at is null").fetchone()
    assert Counter(said) == Counter(words)
    assert left == (0,)


def shown_to(people: list[Person]) -> int:
    return sum(len(person.shown) for person in people)


async def test_check_and_the_organizers_link_know_the_bot(tmp_path: Path):
    """SPEC 1.4."""
    async with TelegramServer() as server:
        async with running(server, tmp_path, "check") as bot:
            assert "Telegram: it knows us as @circle_test_bot" in await bot.says()
        async with running(server, tmp_path, "organizer-link") as bot:
            code, link, *_ = (await bot.says()).splitlines()
            assert link == f"On Telegram: https://t.me/circle_test_bot?start={code.removeprefix('/start ')}"
