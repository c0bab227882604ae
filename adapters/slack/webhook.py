"""Slack over HTTP: who cannot prove to be Slack is refused before anything is read (SPEC 6)."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import cast

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.request.internals import parse_body
from slack_sdk.signature import SignatureVerifier

from adapters.platform import Answered, Asked
from adapters.slack.blocks import Json
from adapters.slack.listening import MAKES_NO_SENSE, set_aside

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
"""What Slack sends: events as the one, all else as the other."""

log = logging.getLogger(__name__)

_AT, _SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"


class CannotBeRead(Exception):
    """It is nothing that Slack sends; the words say why, without a word of it."""


class Webhook:
    """Answers what Slack brings, once there is an app to answer it."""

    def __init__(self, signing_secret: str) -> None:
        self._verifier = SignatureVerifier(signing_secret)
        self.app: AsyncApp | None = None

    async def __call__(self, asked: Asked) -> Answered:
        """Refuses a wrong signature, one that is older than five minutes, and what is nothing that Slack sends."""
        try:
            text = asked.body.decode()
        except UnicodeDecodeError as error:
            return _refused(f"it is no UTF-8, from byte {error.start} on", asked)
        if not self._is_from_slack(asked):
            log.warning(
                "something that is not signed by Slack came to us; if it is Slack, slack.signing_secret is not the Signing "
                "Secret under Basic Information, or this machine's clock is wrong"
            )
            return Answered(401)
        if self.app is None:
            # It is brought again.
            return Answered(503)
        try:
            request = _read(text, asked)
        except CannotBeRead as why:
            return _refused(str(why), asked)
        if request is None:
            return Answered(200)
        dispatch: Callable[[AsyncBoltRequest], Awaitable[object]] = self.app.async_dispatch
        try:
            return _answered(await dispatch(request))
        except MAKES_NO_SENSE as error:
            set_aside(request.body, error)
            return Answered(200)

    def _is_from_slack(self, asked: Asked) -> bool:
        at, signature = asked.headers.get(_AT, ""), asked.headers.get(_SIGNATURE, "")
        return at.isascii() and at.isdigit() and self._verifier.is_valid(asked.body, at, signature)


def _refused(why: str, asked: Asked) -> Answered:
    log.warning("%s bytes that Slack brought cannot be read and are refused: %s", len(asked.body), why)
    return Answered(400)


def _read(text: str, asked: Asked) -> AsyncBoltRequest | None:
    """The request as the library takes it; None where that is odd within, and set aside. Raises CannotBeRead."""
    media = asked.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if media not in {JSON, FORM}:
        raise CannotBeRead("its Content-Type is neither JSON nor a form")
    headers: dict[str, str | Sequence[str]] = {**asked.headers, "content-type": media}
    try:
        request = AsyncBoltRequest(body=text, query=asked.query, headers=headers)
    except (ValueError, RecursionError) as error:
        raise CannotBeRead(f"its JSON is none ({type(error).__name__})") from None
    except MAKES_NO_SENSE as error:
        # The library looks for workspace and person at once.
        told = cast("object", parse_body(text, media))
        if not isinstance(told, dict):
            raise CannotBeRead("its JSON is no object") from None
        set_aside(cast("Json", told), error)
        return None
    if request.body.keys().isdisjoint({"type", "command", "ssl_check"}):
        raise CannotBeRead("it has neither a type nor a command")
    return request


def _answered(response: object) -> Answered:
    status, body = getattr(response, "status", 500), getattr(response, "body", "")
    given = getattr(response, "headers", {})
    headers = {name: values[0] for name, values in dict(given).items() if name.lower() == "content-type"}
    return Answered(int(status), str(body or "").encode(), headers)
