"""The one HTTP server: hooks of platforms, public pages, and whether we are alive and ready."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from adapters.platform import Asked, Hook
from adapters.web.listening import Listening
from adapters.web.pages import PublicPages

LARGEST_BODY = 1024 * 1024
"""Bytes of a request. The largest that a platform sends is a form of Slack's, far smaller."""

Ready = Callable[[], Awaitable[bool]]

Metrics = Callable[[], Awaitable[tuple[str, bytes]]]
"""The media type and the text that a monitor reads."""

log = logging.getLogger(__name__)


class WebServer:
    """Listens on one address. `hooks` answer POSTs by path; `ready` says whether the database answers and all is connected.

    `section` holds the settings of that address.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        hooks: Mapping[str, Hook],
        ready: Ready,
        pages: PublicPages | None = None,
        metrics: Metrics | None = None,
        section: str = "web",
    ) -> None:
        self._ready = ready
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_get("/healthz", _alive)
        app.router.add_get("/readyz", self._is_ready)
        for path, hook in hooks.items():
            app.router.add_post(path, _answering(hook))
        if metrics is not None:
            app.router.add_get("/metrics", _telling(metrics))
        if pages is not None:
            app.router.add_get("/c/{circle}", pages.circle)
            app.router.add_get("/f/{code}.ics", pages.feed)
        self._listening = Listening(
            app, host, port, named=f"{section}.host and {section}.port are {host} and {port}"
        )

    @property
    def port(self) -> int:
        """Where it listens, once it is started."""
        return self._listening.port

    async def start(self) -> None:
        """Listens. Raises CannotListen."""
        await self._listening.start()

    async def stop(self) -> None:
        """Listens no more; returns when what was asked is answered."""
        await self._listening.stop()

    async def _is_ready(self, _request: web.Request) -> web.Response:
        try:
            ready = await self._ready()
        except Exception:
            log.exception("not ready")
            ready = False
        return web.Response(text="ready\n") if ready else web.Response(status=503, text="not ready\n")


async def _alive(_request: web.Request) -> web.Response:
    return web.Response(text="alive\n")


def _telling(metrics: Metrics) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(_request: web.Request) -> web.StreamResponse:
        media_type, text = await metrics()
        return web.Response(body=text, headers={"Content-Type": media_type, "Cache-Control": "no-store"})

    return answer


def _answering(hook: Hook) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(request: web.Request) -> web.StreamResponse:
        asked = Asked(
            headers={name.lower(): value for name, value in request.headers.items()},
            body=await request.read(),
            query=request.query_string,
        )
        answered = await hook(asked)
        return web.Response(status=answered.status, body=answered.body, headers=dict(answered.headers))

    return answer
