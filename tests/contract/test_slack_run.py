"""`circlebot run` with Slack, as a process of its own: both modes, and what is said when something is not in order."""

import asyncio
import socket
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.cli.platforms import adapters_of, slack_options
from adapters.cli.settings import Settings
from adapters.clock import MovedClock, SystemClock
from adapters.platform import PlatformProblem, PlatformTrouble
from adapters.slack.adapter import SlackAdapter
from adapters.slack.checking import check_slack
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from bot.domain.people import PlaceKey, Platform
from storage.store import open_store
from tests.forked import Forked
from tests.slack_server.people import SlackPerson
from tests.slack_server.server import SlackServer
from tests.slack_server.state import Fault
from tests.slack_world.players import SlackPlayer
from tests.slack_world.world import MODES, SlackWorld, on_slack, options_for


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with SlackServer() as server:
        yield server


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def settings(slack: SlackServer, directory: Path, mode: str, port: int = 8080, **changed: str) -> Path:
    told = {"bot_token": slack.bot_token, "base_url": slack.url}
    told |= {"app_token": slack.app_token} if mode == "socket" else {"signing_secret": slack.signing_secret}
    told |= changed
    lines = [f'database = "{directory / "circlebot.sqlite3"}"', "[slack]"]
    lines += [f'{name} = "{value}"' for name, value in told.items()]
    lines += [
        "[web]",
        f"port = {port}",
        'public_url = "https://circles.example.org"' if mode == "http" else "",
    ]
    file = directory / "circlebot.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def command(file: Path, *words: str) -> Forked:
    return Forked(file.parent, {"CIRCLEBOT_CONFIG": str(file)}, words)


async def output(file: Path, *words: str) -> tuple[int | None, str, str]:
    process = command(file, *words)
    status = await process.ended()
    return status, process.out, process.err


@asynccontextmanager
async def running(slack: SlackServer, file: Path, mode: str, port: int) -> AsyncIterator[Forked]:
    """The bot, until it takes what comes."""
    process = command(file, "run")
    await process.until_logged("serving")
    if mode == "http":
        slack.request_url = f"http://127.0.0.1:{port}/slack"
    try:
        yield process
    finally:
        if process.status is None:
            process.terminate()
        await process.ended()


@pytest.mark.parametrize("mode", MODES)
async def test_it_serves_and_ends(slack: SlackServer, tmp_path: Path, mode: str) -> None:
    """8: from the operator's link to a team, and a clean end."""
    port = free_port()
    file = settings(slack, tmp_path, mode, port)
    status, link, _ = await output(file, "organizer-link")
    assert status == 0
    code = next(word for word in link.split() if word.startswith("i-"))
    assert f"On Slack: /circle start {code}" in link
    omar = slack.person("Omar")
    async with running(slack, file, mode, port) as process:
        await omar.types(f"/circle start {code}")
        await slack.until(lambda: omar.modal)
        await omar.submits({"team": "City Library"})
        await omar.until_sees("City Library")
        await omar.opens_home()
        await slack.until(lambda: omar.home)
    assert process.status == 0
    assert slack.refusals == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"bot_token": "xoxb-wrong"}, "slack.bot_token is not a token that Slack knows"),
        ({"bot_token": "xapp-1-good"}, "slack.bot_token does not begin with xoxb-"),
        ({"app_token": "xapp-wrong"}, "slack.app_token is not an app-level token that Slack knows"),
        ({"app_token": "xoxb-1-good"}, "slack.app_token does not begin with xapp-"),
        ({"app_token": ""}, "neither slack.app_token nor slack.signing_secret"),
        ({"app_token": "", "signing_secret": "s"}, "web.public_url is empty"),
        ({"base_url": "http://127.0.0.1:9/api/"}, "nobody answers as Slack does"),
    ],
)
async def test_what_is_not_in_order_is_said_with_its_remedy(
    slack: SlackServer, changed: dict[str, str], said: str
) -> None:
    given = {"bot_token": slack.bot_token, "app_token": slack.app_token, "base_url": slack.url, **changed}
    named = Settings.model_validate({"slack": given})
    store = await open_store("sqlite://", serving=True)
    clock, catalog = SystemClock(), Catalog.load()

    async def start() -> None:
        (adapter,) = adapters_of(named, Desk(store, clock, catalog), store, clock, catalog)
        await adapter.start()

    async def check() -> None:
        await check_slack(slack_options(named))

    for way in (start, check):
        with pytest.raises(PlatformProblem) as problem:
            await way()
        assert said in str(problem.value)
        assert "\n" not in str(problem.value)
        assert "xoxb-wrong" not in str(problem.value)
    await store.close()


async def test_a_wrong_token_ends_it_with_one_line(slack: SlackServer, tmp_path: Path) -> None:
    status, _, err = await output(settings(slack, tmp_path, "socket", bot_token="xoxb-wrong"), "run")
    assert status == 2
    assert err.strip().splitlines()[-1].startswith("circlebot: slack.bot_token is not a token")
    assert "xoxb-wrong" not in err
    assert "Traceback" not in err


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_a_token_that_serves_no_more(slack: SlackServer, code: str) -> None:
    slack.fails("auth.test", Fault(error=code))
    with pytest.raises(PlatformProblem, match="install the app to the workspace again") as problem:
        await check_slack(options_for(slack, "socket"))
    assert code in str(problem.value)


@pytest.mark.parametrize(
    ("method", "code"),
    [
        ("auth.test", "internal_error"),
        ("auth.test", "service_unavailable"),
        ("apps.connections.open", "internal_error"),
    ],
)
async def test_what_passes_by_itself_is_waited_out(slack: SlackServer, method: str, code: str) -> None:
    """6, 8: the very same adapter is started again, and serves; the operator is not told that we were shut out."""
    store = await open_store("sqlite://", serving=True)
    clock, catalog = SystemClock(), Catalog.load()
    desk, ben = Desk(store, clock, catalog), slack.person("Ben")
    alerts = PlaceKey(Platform.TELEGRAM, "4242", "-1001")
    adapter = SlackAdapter(options_for(slack, "socket"), desk, store, clock, catalog, alerts)
    for _ in range(2):
        slack.fails(method, Fault(error=code))
        with pytest.raises(PlatformTrouble, match=code) as trouble:
            await adapter.start()
        assert "\n" not in str(trouble.value)
        await adapter.freshen()
        await adapter.take_up_what_was_left()
    await adapter.start()
    await ben.types("/circle help")
    await ben.until_sees("/circle browse")
    assert await store.run(lambda work: work.places.by_key(alerts)) is None
    await adapter.stop()
    await store.close()


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_a_wrong_token_is_not_waited_out(slack: SlackServer, method: str) -> None:
    store = await open_store("sqlite://", serving=True)
    clock, catalog = SystemClock(), Catalog.load()
    adapter = SlackAdapter(options_for(slack, "socket"), Desk(store, clock, catalog), store, clock, catalog)
    slack.fails(method, Fault(error="invalid_auth"))
    with pytest.raises(PlatformProblem) as problem:
        await adapter.start()
    assert not isinstance(problem.value, PlatformTrouble)
    await store.close()


async def test_a_missing_permission_is_named(slack: SlackServer) -> None:
    """6: an app that was made without the manifest, or from an older one."""
    slack.scopes -= {"commands", "im:write"}
    with pytest.raises(PlatformProblem, match="needs commands, im:write") as problem:
        await check_slack(options_for(slack, "socket"))
    assert "circlebot slack-manifest" in str(problem.value)


async def test_all_in_order(slack: SlackServer, tmp_path: Path) -> None:
    status, out, _ = await output(settings(slack, tmp_path, "socket"), "check")
    assert status == 0
    assert "Slack: workspace T0001 knows us, through Socket Mode." in out


async def a_circle(world: SlackWorld) -> list[SlackPerson]:
    """The learners of a circle that begins in a week."""
    omar, *learners = (
        SlackPlayer(world, world.slack.person(name)) for name in ("Omar", "Ben", "Cleo", "Dana")
    )
    await omar.opens(await world.organizer_code())
    await omar.fills({"team": "City Library", "zone": "Europe/Berlin"})
    await omar.says("/circle new")
    first = world.clock.now() + timedelta(days=7)
    await omar.fills({"title": "Logic", "first_on": f"{first:%Y-%m-%d}", "at": "18:00", "count": "6"})
    await omar.presses("Publish")
    for learner in learners:
        await learner.opens(omar.link("Logic"))
        await learner.presses("Sign up")
        await learner.fills({"consent": "Yes, write to me"})
    return [learner.person for learner in learners]


@pytest.mark.parametrize("mode", MODES)
async def test_a_kill_loses_nothing_that_was_taken_and_does_nothing_twice(
    slack: SlackServer, tmp_path: Path, mode: str
) -> None:
    """6: stored whole before it is acknowledged, done in the transaction of its effect, replayed at start."""
    port = free_port()
    file = settings(slack, tmp_path, mode, port)
    database = tmp_path / "circlebot.sqlite3"
    store = await open_store(str(database), serving=True)
    async with on_slack(slack, store, MovedClock(SystemClock().now()), "socket") as world:
        learners = await a_circle(world)
    await store.close()
    slack.pause, slack.retries = 0.5, 80
    words: list[str] = []
    telling: list[asyncio.Task[object]] = []
    for heard in (1, 4):
        # Each life answers some, and dies.
        async with running(slack, file, mode, port) as process:
            before = shown_to(learners)
            for number in range(9):
                words.append(f"What about chapter {len(words)} of the book?")
                telling.append(asyncio.create_task(learners[number % 3].types(words[-1])))
            await slack.until(
                lambda before=before, heard=heard: shown_to(learners) >= before + heard, within=30
            )
            process.kill()
    async with running(slack, file, mode, port) as process:
        await asyncio.gather(*telling)
        for learner in learners:
            await learner.types("help")
            await learner.until_sees("/circle browse", within=30)
        # All is written by now; what else it would post takes a second each.
        process.kill()
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        said = [text for (text,) in connection.execute("select text from relays")]
        left = connection.execute("select count(*) from arrivals where done_at is null").fetchone()
    assert Counter(said) == Counter(words)
    assert left == (0,)


def shown_to(people: list[SlackPerson]) -> int:
    return sum(message["user"] == "U0BOT" for person in people for message in person.messages())
