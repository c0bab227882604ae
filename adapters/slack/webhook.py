"""Slack over HTTP: who cannot prove to be Slack is refused before anything is read (SPEC 6)."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from adapters.platform import Answered, Asked

log = logging.getLogger(__name__)

_AT, _SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"


class Webhook:
    """Answers what Slack brings, once there is an app to answer it."""

    def __init__(self, signing_secret: str) -> None:
        self._verifier = SignatureVerifier(signing_secret)
        self.app: AsyncApp | None = None

    async def __call__(self, asked: Asked) -> Answered:
        """Refuses a wrong signature, and one that is older than five minutes."""
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
            text = asked.body.decode()
        except UnicodeDecodeError:
            return Answered(400)
        dispatch: Callable[[AsyncBoltRequest], Awaitable[object]] = self.app.async_dispatch
        headers: dict[str, str | Sequence[str]] = dict(asked.headers)
        return _answered(await dispatch(AsyncBoltRequest(body=text, query=asked.query, headers=headers)))

    def _is_from_slack(self, asked: Asked) -> bool:
        at, signature = asked.headers.get(_AT, ""), asked.headers.get(_SIGNATURE, "")
        return at.isascii() and at.isdigit() and self._verifier.is_valid(asked.body, at, signature)


def _answered(response: object) -> Answered:
    status, body = getattr(response, "status", 500), getattr(response, "body", "")
    given = getattr(response, "headers", {})
    headers = {name: values[0] for name, values in dict(given).items() if name.lower() == "content-type"}
    return Answered(int(status), str(body or "").encode(), headers)
