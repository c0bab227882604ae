"""Listening on one address for HTTP."""

import logging
import os

from aiohttp import web

log = logging.getLogger(__name__)


class CannotListen(Exception):
    """The address is taken or is not ours."""


class Listening:
    """Serves an application on one address. Where we cannot listen, `named` says what names the address."""

    def __init__(
        self, app: web.Application, host: str, port: int, *, named: str, patience: float = 60.0
    ) -> None:
        self._host = host
        self._port = port
        self._named = named
        # What is asked is nobody's business: no access log.
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=patience)

    @property
    def port(self) -> int:
        """The one that was asked for; where any free one was, the one that it is, once it is started."""
        return self._port

    async def start(self) -> None:
        """Listens. Raises CannotListen."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self._runner.cleanup()
            # Of an error of the system the short name; looking up a host has numbers of its own.
            number = error.errno or 0
            why = os.strerror(number).lower() if number > 0 else error.strerror or error
            raise CannotListen(
                f"{self._named}, where we cannot listen ({why}): name another port, or stop what uses it"
            ) from None
        self._port = self._runner.addresses[0][1]
        log.info("listening on %s:%s", self._host, self._port)

    async def stop(self) -> None:
        """Listens no more; returns when what was asked is answered, or patience ends."""
        await self._runner.cleanup()
