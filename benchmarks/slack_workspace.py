"""Slack for measuring: a process on loopback that presses, takes the edits, and tells how long acknowledgements took."""

import asyncio
import hashlib
import hmac
import json
import multiprocessing
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from adapters.clock import SystemClock

SECRET, TEAM = "bench-secret", "T0001"


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
