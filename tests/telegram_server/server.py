"""The server: what comes over HTTP, what goes wrong on the way, and what a test can look at."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.telegram_server.errors import ApiError, too_many
from tests.telegram_server.faults import BadGateway, Drop, Fault, Ordered, Refuse, Slow
from tests.telegram_server.methods import METHODS, Files
from tests.telegram_server.people import Group, Person
from tests.telegram_server.updates import Line
from tests.telegram_server.world import World

TOKEN = "4242:AAE-a_token_that_only_this_server_knows_0"
BEGAN = 1_790_000_000
UPDATES = frozenset({"getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"})
WRITES = ("send", "edit")


@dataclass(frozen=True)
class Call:
    """A request as it came, and what came of it: the HTTP status, 0 where the connection was dropped."""

    method: str
    given: Mapping[str, Any]
    status: int
    description: str
    at: float

    @property
    def chat(self) -> int | None:
        return _chat_in(self.given)


class TelegramServer:
    """Opened with `async with`. With `floods` it answers 429 to whoever writes faster than Telegram lets one."""

    def __init__(self, *, local: bool = True, floods: bool = False, port: int = 0, logs: bool = True) -> None:
        self.world = World(lambda: BEGAN + int(time.monotonic()))
        self.line = Line(self.world, self._happened)
        self.calls: list[Call] = []
        self._local = local
        self._floods = floods
        self._logs = logs
        self._faults: list[Ordered] = []
        self._port = port
        self._runner: web.AppRunner | None = None
        self._happening = asyncio.Event()
        self._written: deque[float] = deque()
        self._written_in: dict[int, deque[float]] = {}

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=60 * 1024**2)
        app.router.add_route("*", "/bot{token}/{method}", self._take)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.line.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/bot"

    @property
    def token(self) -> str:
        return TOKEN

    def person(self, name: str, *, language: str | None = "en") -> Person:
        """Somebody new, who has not written to the bot."""
        return Person(self, self.world.new_user(name, language))

    def group(self, title: str, *, kind: str = "group") -> Group:
        """A group without anybody in it."""
        return Group(self, self.world.new_group(title, kind))

    def fail(self, fault: Fault, *methods: str, chat: int | None = None, times: int = 1) -> None:
        """The next requests of these methods, any without one, meet that fault."""
        self._faults.append(Ordered(fault, frozenset(methods), chat, times))

    def made(self, *methods: str) -> list[Call]:
        """The calls of these methods so far."""
        return [call for call in self.calls if call.method in methods]

    async def until(self, holds: Callable[[], object], *, within: float = 5.0) -> None:
        """Waits until that holds. Raises TimeoutError."""
        try:
            async with asyncio.timeout(within):
                while not holds():
                    self._happening.clear()
                    await self._happening.wait()
        except TimeoutError:
            last = [(call.method, call.status, call.description) for call in self.calls[-8:]]
            raise TimeoutError(f"it never came to that; the last calls were {last}") from None

    async def until_taken(self) -> None:
        """Waits until the bot has confirmed all updates."""
        await self.until(lambda: self.line.is_empty)

    def tell(self, kind: str, payload: dict[str, Any]) -> int:
        """Sends the bot an update; its id."""
        number = self.world.tell(kind, payload)
        self.line.wake()
        return number

    def tell_again(self, update: dict[str, Any]) -> None:
        """Sends the bot an update that it has had already, as Telegram does when unsure."""
        self.world.updates.append(update)
        self.line.wake()

    def _happened(self) -> None:
        self._happening.set()

    async def _take(self, request: web.Request) -> web.StreamResponse:
        name = _proper(request.match_info["method"])
        given, files = await _read(request)
        fault = self._fault(name, _chat_in(given))
        try:
            if request.match_info["token"] != TOKEN:
                raise ApiError(401, "Unauthorized")
            if isinstance(fault, Refuse):
                raise fault.error
            accepted = not isinstance(fault, BadGateway | Drop) or fault.accepted
            result = await self._do(name, given, files) if accepted else None
        except ApiError as error:
            self._note(name, given, error.code, error.description)
            return _refused(error)
        match fault:
            case Drop():
                self._note(name, given, 0, "dropped")
                if request.transport is not None:
                    request.transport.abort()
                return web.Response()
            case BadGateway():
                self._note(name, given, 502, "Bad Gateway")
                return web.Response(
                    status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html"
                )
            case Slow(seconds):
                self._note(name, given, 200, f"after {seconds} s")
                await asyncio.sleep(seconds)
            case _:
                self._note(name, given, 200, "")
        return web.json_response({"ok": True, "result": result})

    async def _do(self, name: str, given: Mapping[str, Any], files: Files) -> Any:
        match name:
            case "getUpdates":
                return await self.line.get(given)
            case "setWebhook":
                return self.line.set_webhook(given, local=self._local)
            case "deleteWebhook":
                return self.line.delete_webhook(given)
            case "getWebhookInfo":
                return self.line.webhook_info()
            case _ if name in METHODS:
                self._check_flood(name, _chat_in(given))
                return METHODS[name](self.world, given, files)
            case _:
                raise ApiError(404, "Not Found")

    def _check_flood(self, name: str, chat: int | None) -> None:
        """30 a second overall and 20 a minute in a group, as Telegram counts them: edits as well."""
        if not self._floods or chat is None or not name.startswith(WRITES):
            return
        now = asyncio.get_running_loop().time()
        own = self._written_in.setdefault(chat, deque())
        for line, span, most in ((self._written, 1.0, 30), (own, 60.0, 20 if chat < 0 else 60)):
            while line and line[0] <= now - span:
                line.popleft()
            if len(line) >= most:
                raise too_many(max(1, int(line[0] + span - now) + 1))
        self._written.append(now)
        own.append(now)

    def _fault(self, name: str, chat: int | None) -> Fault | None:
        for ordered in self._faults:
            if ordered.fits(name, chat):
                ordered.times -= 1
                return ordered.fault
        return None

    def _note(self, name: str, given: Mapping[str, Any], status: int, description: str) -> None:
        if self._logs:
            at = asyncio.get_running_loop().time()
            self.calls.append(Call(name, dict(given), status, description, at))
        self._happened()


def _refused(error: ApiError) -> web.Response:
    told: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        told["parameters"] = dict(error.parameters)
    return web.json_response(told, status=error.code)


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    given: dict[str, Any] = dict(request.query)
    files: dict[str, tuple[str, bytes]] = {}
    if request.content_type == "application/json":
        given |= await request.json()
    elif request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            if part.filename is not None:
                files[part.name] = (part.filename, await part.read())
            else:
                given[part.name] = await part.text()
    else:
        given |= dict(await request.post())
    return given, files


_NAMES = {name.casefold(): name for name in (*METHODS, *UPDATES)}


def _proper(name: str) -> str:
    """The names of methods are the same in any case."""
    return _NAMES.get(name.casefold(), name)


def _chat_in(given: Mapping[str, Any]) -> int | None:
    try:
        return int(given["chat_id"])
    except (KeyError, ValueError):
        return None
