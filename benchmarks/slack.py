"""Presses on Slack over signed HTTP, beside a bare Bolt app that acknowledges and edits one message over the same session.

The workspace is a process of its own on loopback (see slack_workspace).
"""

import asyncio
import socket
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.cli.garbage import spare_what_stays
from adapters.clock import MovedClock
from adapters.slack.adapter import SlackAdapter, SlackOptions
from adapters.slack.names import HOOK
from adapters.web.server import WebServer
from benchmarks.library import NOW, settle
from benchmarks.slack_workspace import SECRET, TEAM, Press, Slack
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

BOT_TOKEN, CIRCLES = "xoxb-bench", 25
PRESSES, ROUNDS, IN_FLIGHT = 800, 3, 32
POSTS, OFFERED = 5_000, 100
"""Posts that go out meanwhile, and presses a second that are offered."""

SHARE, AIM, WITHIN = 0.35, 0.5, 0.5


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
    cpu: list[float] = []
    with tempfile.TemporaryDirectory(prefix="circlebot-bench-") as name:
        async with AsyncExitStack() as stack:
            hook, presses, adapter = await _ours(slack, Path(name), stack)
            bare_hook = await _bare(slack, stack)
            spare_what_stays()
            for number in range(ROUNDS):
                bare.append(PRESSES / (await slack.press(bare_hook, presses, in_flight=IN_FLIGHT)).seconds)
                began = time.process_time()
                seen = await slack.press(hook, _other(presses, number), in_flight=IN_FLIGHT)
                cpu.append((time.process_time() - began) / PRESSES)
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
        f"{median(ours):.0f}/s ({min(ours):.0f} to {max(ours):.0f}), {median(cpu) * 1000:.2f} ms of CPU each",
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
    options = SlackOptions(BOT_TOKEN, signing_secret=SECRET, base_url=slack.url)
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
            enterprise_id=None, team_id=TEAM, bot_user_id="U0BOT", bot_id="B", bot_token=BOT_TOKEN
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
