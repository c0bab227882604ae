"""How the Bot API is reached: aiohttp under python-telegram-bot, several times as fast as what comes with it.

What is raised tells whether Telegram can have had the request: `NotSent` and what Telegram refuses with say no, `TimedOut` and
any other `NetworkError` say nobody knows.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
    InvalidURL,
    TCPConnector,
)
from telegram import Bot, TelegramObject
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

AT_ONCE = 64
"""Requests that are on their way at once; further ones wait."""

KEPT_OPEN = 30.0
"""Seconds a connection is kept for the next request: shorter than Telegram keeps it, so that it is not closed under one."""

_FORM = {
    "Content-Type": "application/x-www-form-urlencoded",
    "User-Agent": BaseRequest.USER_AGENT,
}
_FILES = {"User-Agent": BaseRequest.USER_AGENT}


class NotSent(NetworkError):
    """No connection came about: the request has surely not been received."""


class Broken(NetworkError):
    """The connection broke before an answer: the request may have been carried out."""


class TooFast(NetworkError):
    """Telegram refuses to take more for now (429): the request was not carried out, and may be made again `after` that time."""

    def __init__(self, after: timedelta) -> None:
        super().__init__(f"too many requests, again after {after.total_seconds():.0f} s")
        self.after = after


class AiohttpRequest(BaseRequest):
    """Requests over one shared session of connections."""

    def __init__(
        self,
        *,
        connect_timeout: float = 5.0,
        read_timeout: float = 10.0,
        upload_timeout: float = 60.0,
        wait_timeout: float = 10.0,
        at_once: int = AT_ONCE,
    ) -> None:
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._upload_timeout = upload_timeout
        self._wait_timeout = wait_timeout
        self._at_once = at_once
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds without a byte of an answer after which one is given up."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Opens the session, if it is not open."""
        if self._session is None or self._session.closed:
            connector = TCPConnector(limit=self._at_once, keepalive_timeout=KEPT_OPEN)
            self._session = ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Closes the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as JSON. Raises TelegramError; what came is not logged, for it may hold what people wrote."""
        try:
            return json.loads(payload)
        except ValueError:
            raise TelegramError("the answer is not JSON") from None

    async def fetch(self, url: str, given: Mapping[str, object], *, silence: float) -> Any:
        """The result of a method as Telegram gave it, not read by the library. `silence` is how long it may take to answer.

        Raises TelegramError.
        """
        return await self.post(url, _plainly(given), read_timeout=silence)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and body of the answer. Raises NotSent, TooFast, TimedOut and NetworkError."""
        if self._session is None:
            raise NotSent("the session is not open")
        has_files = request_data is not None and request_data.contains_files
        silence = self._upload_timeout if has_files else self._read_timeout
        timeout = ClientTimeout(
            total=None,
            connect=_seconds(pool_timeout, self._wait_timeout),
            sock_connect=_seconds(connect_timeout, self._connect_timeout),
            sock_read=_seconds(read_timeout, silence),
        )
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                headers=_FILES if has_files else _FORM,
                timeout=timeout,
            ) as response:
                body = await response.read()
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            raise NotSent(f"no connection: {error}") from error
        except TimeoutError as error:
            raise TimedOut(f"no answer in time: {type(error).__name__}") from error
        except InvalidURL as error:
            raise NetworkError("that is no address") from error
        except (ClientError, OSError) as error:
            raise Broken(f"the connection broke: {type(error).__name__}") from error
        if response.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise TooFast(_time_to_wait(body))
        return response.status, body


async def call(bot: Bot, method: str, **given: object) -> None:
    """Has it done. What Telegram says came of it is not read by the library, which takes as long over it as over all else.

    Raises TelegramError.
    """
    await bot.request.post(f"{bot.base_url}/{method}", _plainly(given))


def _plainly(given: Mapping[str, object]) -> RequestData:
    """What a method is given, without files; None is left out. The library would look for files first, and take its time."""
    return RequestData(
        [
            RequestParameter(name, value if isinstance(value, str) else _json(value), None)
            for name, value in given.items()
            if value is not None
        ]
    )


def _json(value: object) -> str:
    return json.dumps(value, default=TelegramObject.to_dict)


def _body(request_data: RequestData | None) -> FormData | bytes | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.url_encoded_parameters().encode()
    form = FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form


def _time_to_wait(body: bytes) -> timedelta:
    try:
        return timedelta(seconds=int(json.loads(body)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError):
        return timedelta(seconds=1)


def _seconds(given: object, default: float) -> float | None:
    """What was given, None for as long as it takes; the library's mark for "nothing given" means the default."""
    return given if isinstance(given, int | float) or given is None else default
