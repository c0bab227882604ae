"""The server: Web API, uploads, `response_url`, Socket Mode, and signed deliveries over HTTP with their retries."""

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

from tests.slack_server import api
from tests.slack_server.blocks import Json
from tests.slack_server.people import SlackPerson
from tests.slack_server.state import Channel, Refused, State

ACK_WITHIN = 3.0
RETRIES = 3


@dataclass
class Ack:
    """What came back for a delivery, and after how many seconds; `body` is None when nothing did in time."""

    body: Any
    seconds: float
    status: int = 200


@dataclass
class SlackServer(State):
    """Run with `async with`. `request_url` set means that deliveries go there over HTTP, else through Socket Mode."""

    url: str = ""
    request_url: str | None = None
    acks: list[Ack] = field(default_factory=list[Ack])
    hellos: int = 0
    sockets: list[web.WebSocketResponse] = field(default_factory=list[web.WebSocketResponse])
    waiting: dict[str, "asyncio.Future[Json]"] = field(default_factory=dict[str, "asyncio.Future[Json]"])
    people: dict[str, SlackPerson] = field(default_factory=dict[str, SlackPerson])
    commands: tuple[str, ...] = ("/circle",)
    retries: int = RETRIES
    pause: float = 0.0
    """Seconds before what nobody took is told again; Slack waits for minutes."""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=20_000_000)
        app.router.add_route("*", "/api/{method}", api.handler(self, self._connect))
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_post("/response/{key}", self._respond)
        app.router.add_get("/socket", self._socket)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}/api/"
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for socket in self.sockets:
            await socket.close()
        await self._session.close()
        await self._runner.cleanup()

    def person(self, name: str, **more: Any) -> SlackPerson:
        """The person of that name; made when nobody is called so yet."""
        if name not in self.people:
            self.people[name] = SlackPerson(self, self.new_user(name, **more))
        return self.people[name]

    def channel(self, name: str, *people: SlackPerson, **more: Any) -> Channel:
        """A channel with these people, and the bot unless that is said otherwise."""
        return self.new_channel(name, *(person.user.id for person in people), **more)

    async def slash(self, payload: Json) -> Ack:
        """Delivers a slash command."""
        return await self._interactive("slash_commands", payload)

    async def interact(self, payload: Json) -> Ack:
        """Delivers a press, a submission, a shortcut."""
        return await self._interactive("interactive", payload)

    async def event(self, event: Any, *, times: int = 1, event_id: str | None = None) -> Ack:
        """Delivers an event, again while nobody takes it; `times` tells it so often whatever comes back."""
        payload = {
            "type": "event_callback", "token": "gone", "team_id": self.team, "api_app_id": self.app_id,
            "event": event, "event_id": self.next_id("Ev") if event_id is None else event_id, "event_time": 1_700_000_000,
            "authorizations": [
                {"enterprise_id": self.enterprise, "team_id": self.team, "user_id": self.bot_user, "is_bot": True}
            ],
        }  # fmt: skip
        ack = Ack(None, ACK_WITHIN, 0)
        for attempt in range(self.retries + 1):
            if attempt:
                await asyncio.sleep(self.pause)
            ack = await self._deliver("events_api", payload, attempt)
            if ack.status == 200 and ack.body is not None and attempt + 1 >= times:
                break
        return ack

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Asks the app to connect anew, and hangs up."""
        for socket in [one for one in self.sockets if not one.closed]:
            await socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "loopback"}}
            )

    async def hang_up(self) -> None:
        """Closes the sockets without a word."""
        for socket in [one for one in self.sockets if not one.closed]:
            await socket.close(code=1006)

    def signed(
        self, body: str | bytes, *, at: float | None = None, secret: str | None = None
    ) -> dict[str, str]:
        """The headers that prove that a body comes from us."""
        # The library compares it with real time.
        stamp = str(int(at if at is not None else time.time()))  # noqa: TID251 - signatures are dated by it
        base = f"v0:{stamp}:".encode() + (body if isinstance(body, bytes) else body.encode())
        digest = hmac.new((secret or self.signing_secret).encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}

    def response_url(self, user: str, channel: str, ts: str | None = None) -> str:
        key = self.next_id("R")
        self.response_urls[key] = {"user": user, "channel": channel, "ts": ts, "used": 0}
        return f"{self.url.removesuffix('api/')}response/{key}"

    async def _interactive(self, kind: str, payload: Json) -> Ack:
        return await self._deliver(kind, payload, 0)

    async def _deliver(self, kind: str, payload: Json, attempt: int) -> Ack:
        started = asyncio.get_running_loop().time()
        payload = json.loads(json.dumps(payload))
        if self.request_url is not None:
            body, status = await self._over_http(kind, payload, attempt)
        else:
            body, status = await self._over_socket(kind, payload, attempt)
        ack = Ack(body, asyncio.get_running_loop().time() - started, status)
        self.acks.append(ack)
        self.tell()
        return ack

    async def _over_http(self, kind: str, payload: Json, attempt: int) -> tuple[Any, int]:
        if kind == "events_api":
            body, media = json.dumps(payload), "application/json"
        else:
            form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body, media = urlencode(form), "application/x-www-form-urlencoded"
        headers = {"Content-Type": media, **self.signed(body)}
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"}
        assert self.request_url is not None
        try:
            async with self._session.post(
                self.request_url, data=body, headers=headers, timeout=aiohttp.ClientTimeout(total=ACK_WITHIN)
            ) as answer:
                text = await answer.text()
                return (json.loads(text) if text.startswith("{") else text), answer.status
        except (aiohttp.ClientError, TimeoutError):
            return None, 0

    async def _over_socket(self, kind: str, payload: Json, attempt: int) -> tuple[Any, int]:
        open_ones = [one for one in self.sockets if not one.closed]
        if not open_ones:
            await self.until(lambda: [one for one in self.sockets if not one.closed])
            open_ones = [one for one in self.sockets if not one.closed]
        envelope = self.next_id("E")
        self.waiting[envelope] = asyncio.get_running_loop().create_future()
        message = {"envelope_id": envelope, "type": kind, "payload": payload}
        message["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            message |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        try:
            await open_ones[-1].send_json(message)
            return await asyncio.wait_for(self.waiting[envelope], ACK_WITHIN), 200
        except (TimeoutError, ConnectionError):
            return None, 0
        finally:
            del self.waiting[envelope]

    def _connect(self) -> str:
        return self.url.replace("http://", "ws://").replace("/api/", "/socket")

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        self.hellos += 1
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": 1,
                "connection_info": {"app_id": self.app_id},
                "debug_info": {},
            }
        )
        self.tell()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                answer = json.loads(message.data)
                waiting = self.waiting.get(answer.get("envelope_id", ""))
                if waiting is not None and not waiting.done():
                    waiting.set_result(answer.get("payload") or "")
        return socket

    async def _upload(self, request: web.Request) -> web.Response:
        upload = self.uploads[request.match_info["file"]]
        if request.content_type.startswith("multipart/"):
            form = await request.post()
            part: Any = next(iter(form.values()))
            content = part.file.read() if hasattr(part, "file") else str(part).encode()
        else:
            content = await request.read()
        if len(content) != upload["length"]:
            return web.Response(status=400, text="length differs")
        upload["content"] = content
        return web.Response(text=f"OK - {len(content)}")

    async def _respond(self, request: web.Request) -> web.Response:
        given = await request.json()
        fault = self.faults["response_url"].popleft() if self.faults.get("response_url") else None
        if fault is not None and fault.status != 200:
            return web.Response(status=fault.status, headers={"Retry-After": str(fault.retry_after)})
        try:
            if fault is not None and fault.error:
                raise Refused(fault.error)
            api.respond(self, request.match_info["key"], given)
        except Refused as refused:
            self.refusals.append({"method": "response_url", **refused.answer})
            self.tell()
            return web.json_response(refused.answer, status=404)
        self.tell()
        return web.Response(text="ok")
