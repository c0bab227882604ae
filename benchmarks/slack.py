"""Presses on Slack over signed HTTP, beside a bare Bolt app that acknowledges and edits one message over the same session.

Slack is a process of its own on loopback: it presses, takes the edits, and tells how long each acknowledgement took.
"""

import asyncio
import hashlib
import hmac
import json
import multiprocessing
import socket
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.clock import MovedClock, SystemClock
from adapters.slack.adapter import SlackAdapter, SlackOptions
from adapters.slack.names import HOOK
from adapters.web.server import WebServer
from benchmarks.library import NOW, settle
from benchmarks.table import heading, line
from bot.app.ports import Work
from bot.chat.buttons import GiveRsvp, encode
from bot.chat.catalog import Catalog
from bot.chat.courier import Delivered, ToAccount
from bot.chat.desk import Desk
from bot.chat.outgoing import Message, Plain, Text
from bot.domain.ids import AccountId, new_id
from bot.domain.people import Account, AccountKey, Platform
from bot.domain.rsvps import Answer
from storage.store import open_store

TOKEN, SECRET, TEAM = "xoxb-bench", "bench-secret", "T0001"
CIRCLES, PRESSES, ROUNDS, IN_FLIGHT = 25, 800, 3, 32
POSTS, OFFERED = 5_000, 100
"""Posts that go out meanwhile, and presses a second that are offered."""

SHARE, AIM, WITHIN = 0.35, 0.5, 0.5


@dataclass(frozen=True)
class Press:
    """Who presses what."""

    user: str
    value: str


@dataclass(frozen=True)
class Seen:
    """What Slack saw of a round: seconds until the last edit, and each acknowledgement's."""

    seconds: float
    acks: list[float]
    refused: int


class Slack:
    """The other process, asked through a pipe."""

    def __init__(self) -> None:
        self._here, there = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(target=_slack, args=(there,), daemon=True)
        self._process.start()
        self.url = str(self._here.recv())

    async def press(self, hook: str, presses: list[Press], *, in_flight: int = 0, a_second: int = 0) -> Seen:
        """Has it press: so many at once, or so many a second."""
        self._here.send((hook, presses, in_flight, a_second))
        return await asyncio.to_thread(self._here.recv)

    def close(self) -> None:
        """Ends it."""
        self._process.terminate()
        self._process.join()


def main() -> None:
    """Measures both, in about a minute."""
    heading(f"Slack: block actions over signed HTTP, {IN_FLIGHT} in flight, {ROUNDS} rounds of {PRESSES}")
    slack = Slack()
    try:
        asyncio.run(_measure(slack))
    finally:
        slack.close()


async def _measure(slack: Slack) -> None:
    bare, ours, acks, posted = [], [], [], 0.0
    with tempfile.TemporaryDirectory(prefix="circlebot-bench-") as name:
        async with AsyncExitStack() as stack:
            hook, presses, adapter = await _ours(slack, Path(name), stack)
            bare_hook = await _bare(slack, stack)
            for number in range(ROUNDS):
                bare.append(PRESSES / (await slack.press(bare_hook, presses, in_flight=IN_FLIGHT)).seconds)
                seen = await slack.press(hook, _other(presses, number), in_flight=IN_FLIGHT)
                ours.append(PRESSES / seen.seconds)
            posting = asyncio.create_task(_post(adapter))
            while not posting.done():
                seen = await slack.press(hook, presses[: OFFERED * 4], a_second=OFFERED)
                acks += seen.acks
            posted = await posting
    share = median(ours) / median(bare)
    line("bare Bolt: acknowledge, edit", f"{median(bare):.0f}/s ({min(bare):.0f} to {max(bare):.0f})")
    line(
        "circlebot: keep, acknowledge, answer, edit",
        f"{median(ours):.0f}/s ({min(ours):.0f} to {max(ours):.0f})",
    )
    line("… of the bare rate", f"{share:.0%}", f"≥ {SHARE:.0%}, aiming at {AIM:.0%}")
    acks.sort()
    line(f"posts meanwhile, {POSTS}", f"{POSTS / posted:.0f}/s")
    line(
        f"acknowledged, {OFFERED}/s offered meanwhile: p50, p99",
        f"{acks[len(acks) // 2] * 1000:.0f} ms, {acks[int(len(acks) * 0.99)] * 1000:.0f} ms",
        f"p99 < {WITHIN * 1000:.0f} ms",
    )


async def _ours(slack: Slack, folder: Path, stack: AsyncExitStack) -> tuple[str, list[Press], SlackAdapter]:
    store = await open_store(str(folder / "bench.sqlite3"), serving=True)
    stack.push_async_callback(store.close)
    learners = await store.run(lambda work: settle(work, CIRCLES))

    def on_slack(work: Work) -> None:
        for learner in learners:
            key = replace(learner.key, platform=Platform.SLACK, workspace=TEAM)
            work.accounts.add(
                Account(AccountId(new_id()), key.platform, key.workspace, key.user, learner.person, None, NOW)
            )

    await store.run(on_slack)
    clock, catalog = MovedClock(NOW), Catalog.load()
    options = SlackOptions(TOKEN, signing_secret=SECRET, base_url=slack.url)
    adapter = SlackAdapter(options, Desk(store, clock, catalog), store, clock, catalog)
    await adapter.start()
    stack.push_async_callback(adapter.stop)
    port = _free_port()
    server = WebServer("127.0.0.1", port, hooks=adapter.hooks, ready=_ready)
    await server.start()
    stack.push_async_callback(server.stop)
    presses = [
        Press(one.key.user, encode(GiveRsvp(one.meeting, Answer.YES, 0)))
        for one in (learners[n % len(learners)] for n in range(PRESSES))
    ]
    return f"http://127.0.0.1:{port}{HOOK}", presses, adapter


def _other(presses: list[Press], number: int) -> list[Press]:
    """By turns, so that every press changes something."""
    answer = (Answer.NO, Answer.MAYBE)[number % 2]
    half = len(presses) // 4
    swapped = [replace(one, value=one.value.replace(":yes:", f":{answer}:")) for one in presses]
    return [a if (n // half) % 2 else b for n, (a, b) in enumerate(zip(presses, swapped, strict=True))]


async def _bare(slack: Slack, stack: AsyncExitStack) -> str:
    session = await stack.enter_async_context(aiohttp.ClientSession())
    client = AsyncWebClient(base_url=slack.url, session=session, retry_handlers=[])

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=TEAM, bot_user_id="U0BOT", bot_id="B", bot_token=TOKEN
        )

    app = AsyncApp(client=client, authorize=authorize, signing_secret=SECRET, name="bare")
    on: Any = app

    @on.action("do.0.0")
    async def pressed(
        ack: Callable[[], Awaitable[None]], body: dict[str, Any], client: AsyncWebClient
    ) -> None:
        await ack()
        blocks = [{"type": "section", "text": {"type": "plain_text", "text": "Noted"}}]
        await client.chat_update(
            channel=body["container"]["channel_id"],
            ts=body["container"]["message_ts"],
            text="Noted",
            blocks=blocks,
        )

    async def handle(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    server = web.Application()
    server.router.add_post("/slack", handle)
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}/slack"


async def _post(adapter: SlackAdapter) -> float:
    """Sixteen at a time, as the tick does; returns the seconds it took."""
    message = Message((Text((Plain("Are you coming on Tuesday?"),)),))
    began = time.perf_counter()

    async def one(number: int) -> None:
        to = ToAccount(AccountKey(Platform.SLACK, TEAM, f"U{number}"))
        delivered = await adapter.courier.deliver(to, message)
        assert isinstance(delivered, Delivered), delivered

    for start in range(0, POSTS, 16):
        await asyncio.gather(*(one(number) for number in range(start, start + 16)))
    return time.perf_counter() - began


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def _ready() -> bool:
    return True


def _slack(pipe: Connection) -> None:
    asyncio.run(_be_slack(pipe))


async def _be_slack(pipe: Connection) -> None:
    """Takes all calls, counts edits, and presses when it is told to."""
    edits = asyncio.Condition()
    edited = 0

    async def call(request: web.Request) -> web.Response:
        nonlocal edited
        method = request.match_info["method"]
        await request.read()
        answer: dict[str, Any] = {"ok": True, "ts": "1.1", "channel": "D1"}
        match method:
            case "auth.test":
                answer |= {"team_id": TEAM, "user_id": "U0BOT", "bot_id": "B"}
            case "users.info":
                user = request.query["user"]
                answer["user"] = {
                    "id": user,
                    "team_id": TEAM,
                    "name": user,
                    "tz": "Europe/Berlin",
                    "locale": "en-US",
                }
            case "conversations.open":
                answer["channel"] = {"id": f"D{time.perf_counter_ns()}"}
            case "chat.update":
                async with edits:
                    edited += 1
                    edits.notify_all()
            case _:
                pass
        return web.json_response(answer)

    app = web.Application()
    app.router.add_route("*", "/api/{method}", call)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    pipe.send(f"http://127.0.0.1:{runner.addresses[0][1]}/api/")
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        while True:
            hook, presses, in_flight, a_second = await asyncio.to_thread(pipe.recv)
            acks: list[float] = []
            refused = 0
            before = edited

            async def press(one: Press, hook: str = hook, acks: list[float] = acks) -> int:
                body, headers = _signed(one)
                began = time.perf_counter()
                async with session.post(hook, data=body, headers=headers) as answer:
                    await answer.read()
                    acks.append(time.perf_counter() - began)
                    return answer.status != 200

            began = time.perf_counter()
            if a_second:
                tasks = []
                for n, one in enumerate(presses):
                    await asyncio.sleep(max(0.0, began + n / a_second - time.perf_counter()))
                    tasks.append(asyncio.create_task(press(one)))
                refused = sum(await asyncio.gather(*tasks))
            else:
                todo = iter(presses)

                async def work(todo: Any = todo) -> int:
                    return sum([await press(one) for one in todo])

                refused = sum(await asyncio.gather(*(work() for _ in range(in_flight))))
                wanted = before + len(presses)
                async with edits, asyncio.timeout(60):
                    while edited < wanted:
                        await edits.wait()
            pipe.send(Seen(time.perf_counter() - began, acks, refused))


def _signed(one: Press) -> tuple[str, dict[str, str]]:
    channel, number = f"D{one.user}", time.perf_counter_ns()
    payload = {
        "type": "block_actions", "user": {"id": one.user, "name": one.user, "team_id": TEAM},
        "team": {"id": TEAM}, "trigger_id": f"{number}.1", "channel": {"id": channel, "name": "directmessage"},
        "container": {"type": "message", "message_ts": "1.1", "channel_id": channel, "is_ephemeral": False},
        "actions": [{"type": "button", "action_id": "do.0.0", "block_id": "b", "value": one.value}],
    }  # fmt: skip
    body = urlencode({"payload": json.dumps(payload)})
    stamp = str(int(SystemClock().now().timestamp()))
    digest = hmac.new(SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return body, {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }


if __name__ == "__main__":
    sys.exit(main())
