"""A page for whoever sits at this machine: loopback only, and nothing that another page in the same browser could steer.

Every request has to name this machine as its host, so that a foreign name that leads here gets nothing (DNS rebinding).
Looking changes nothing (SPEC 4.14); doing takes the token that is in the page itself, which no other page can read.
"""

import asyncio
import json
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from string import Template
from typing import Any, Protocol, cast
from urllib.parse import quote

from aiohttp import web

from adapters.web.listening import Listening
from adapters.web.watching import Json, Watchers

LOOPBACK = "127.0.0.1"

LARGEST_ACT = 256 * 1024
"""Bytes."""

SIGN_OF_LIFE = 15.0
"""Seconds after which a watcher hears that nothing happened, so that one who is gone is noticed."""

PATIENCE = 2.0
"""Seconds that an answer may take once we stop."""

TOKEN = "X-Token"  # noqa: S105 - the header that carries it

SAFE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Only what we serve ourselves runs, nothing is fetched from elsewhere, and no other page can show or embed it."""

log = logging.getLogger(__name__)


class CannotAct(Exception):
    """What was asked makes no sense; its words are for whoever asked."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that can be fetched."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Look:
    """What a page is made of: HTML with `$token` in it, and what it fetches: /style.css, and scripts by name below /scripts."""

    html: str
    style: str
    scripts: Mapping[str, str]


class Behind(Protocol):
    """What is behind a page."""

    def everything(self) -> Json:
        """All that is to be seen now."""
        ...

    async def act(self, asked: Mapping[str, Any]) -> Json:
        """Does what is asked; returns what only who asked is told. Raises CannotAct."""
        ...

    def file(self, key: str) -> Kept | None:
        """The file of that unguessable key."""
        ...


class LocalPage:
    """Serves one page; with port 0 on any port that is free."""

    def __init__(self, look: Look, behind: Behind, watchers: Watchers, *, port: int) -> None:
        self._look = look
        self._behind = behind
        self._watchers = watchers
        self._token = secrets.token_urlsafe(24)
        app = web.Application(client_max_size=LARGEST_ACT, middlewares=[self._guard])
        app.on_response_prepare.append(_make_safe)
        app.router.add_get("/", self._page)
        app.router.add_get("/style.css", self._style)
        app.router.add_get("/scripts/{name}", self._script)
        app.router.add_get("/favicon.ico", _nothing)
        app.router.add_get("/files/{key}", self._file)
        app.router.add_get("/events", self._events, allow_head=False)
        app.router.add_post("/act", self._act)
        self._listening = Listening(
            app, LOOPBACK, port, named=f"the port of the page is {port}", patience=PATIENCE
        )

    @property
    def address(self) -> str:
        """What is opened in a browser."""
        return f"http://{LOOPBACK}:{self._listening.port}/"

    async def start(self) -> None:
        """Listens. Raises CannotListen."""
        await self._listening.start()

    async def stop(self) -> None:
        """Listens no more."""
        self._watchers.close()
        await self._listening.stop()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        if request.headers.get("Host") not in self._hosts():
            return web.Response(status=403, text=f"This page is only for this machine: open {self.address}\n")
        if request.method not in {"GET", "HEAD"} and not self._is_from_our_page(request):
            return web.Response(status=403, text="Only the page itself can do that: open it anew.\n")
        return await handler(request)

    def _hosts(self) -> set[str]:
        return {f"{name}:{self._listening.port}" for name in (LOOPBACK, "localhost")}

    def _is_from_our_page(self, request: web.Request) -> bool:
        return (
            self._knows(request.headers.get(TOKEN, ""))
            and request.content_type == "application/json"
            and request.headers.get("Origin", f"http://{request.host}") == f"http://{request.host}"
        )

    def _knows(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self._token.encode())

    async def _page(self, _request: web.Request) -> web.Response:
        text = Template(self._look.html).substitute(token=escape(self._token))
        return web.Response(text=text, content_type="text/html")

    async def _style(self, _request: web.Request) -> web.Response:
        return web.Response(text=self._look.style, content_type="text/css")

    async def _script(self, request: web.Request) -> web.Response:
        script = self._look.scripts.get(request.match_info["name"])
        if script is None:
            return web.Response(status=404, text="no such script\n")
        return web.Response(text=script, content_type="text/javascript")

    async def _file(self, request: web.Request) -> web.Response:
        kept = self._behind.file(request.match_info["key"])
        if kept is None:
            return web.Response(status=404, text="no such file\n")
        # Pictures are shown; all else is kept, and never opened as a page of ours.
        way = "inline" if kept.media_type == "image/png" else "attachment"
        headers = {
            "Content-Type": kept.media_type,
            "Content-Disposition": f"{way}; filename*=UTF-8''{quote(kept.name, safe='')}",
        }
        return web.Response(body=kept.content, headers=headers)

    async def _act(self, request: web.Request) -> web.Response:
        try:
            asked: Any = json.loads(await request.read())
        except ValueError:
            return _problem(400, "That was no JSON.")
        if not isinstance(asked, dict):
            return _problem(400, "That was no JSON object.")
        try:
            return web.json_response(await self._behind.act(cast("Json", asked)))
        except CannotAct as why:
            return _problem(409, str(why))
        except Exception:
            log.exception("what the page asked for cannot be done")
            return _problem(500, "Something went wrong; the terminal says what. Start over if it stays so.")

    async def _events(self, request: web.Request) -> web.StreamResponse:
        if not self._knows(request.query.get("token", "")):
            # Another run of the same page; 204 keeps a browser from asking again and again.
            return web.Response(status=204)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        with self._watchers.watching() as untold:
            # Nothing is awaited between beginning to watch and looking, so nothing is missed or told twice.
            everything = self._behind.everything()
            try:
                await response.prepare(request)
                await response.write(_event({"everything": everything}))
                while (told := await _next(untold)) is not None:
                    await response.write(told)
            except ConnectionResetError:
                log.debug("a watcher is gone")
        return response


async def _nothing(_request: web.Request) -> web.Response:
    return web.Response(status=204)


async def _next(untold: asyncio.Queue[Json | None]) -> bytes | None:
    try:
        event = await asyncio.wait_for(untold.get(), SIGN_OF_LIFE)
    except TimeoutError:
        return b": nothing\n\n"
    return None if event is None else _event(event)


def _event(event: Json) -> bytes:
    return f"data: {json.dumps(event)}\n\n".encode()


def _problem(status: int, words: str) -> web.Response:
    return web.json_response({"problem": words}, status=status)


async def _make_safe(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(SAFE)
