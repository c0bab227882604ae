"""Views that are open: loading ones, forms, and words in their place (SPEC 6)."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack.blocks import Json, paragraph, words
from adapters.slack.line import NOT_AS_BLOCKS, InDoubt, SlackLine, SlackSays, TooSoon
from adapters.slack.modal import errors_in, form_view, words_view
from adapters.slack.parts import Look
from adapters.slack.render import blocks_in_view, words_in_view
from bot.chat.buttons import StartAnew, encode
from bot.chat.catalog import Say
from bot.chat.forms import Form
from bot.chat.outgoing import Button, Message, Text

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Opening:
    """A view that belongs to something that is being answered: opened for it, or sent in.

    `outcome` is what Slack is told in the answer to a submission; once it is told that, the view is updated instead.
    """

    id: "asyncio.Task[str | None] | None" = None
    outcome: "asyncio.Future[Mapping[str, Any]] | None" = None


class Views:
    """Opens and updates views. What fails is logged: a view can be closed at any moment."""

    def __init__(self, line: SlackLine) -> None:
        self._line = line

    async def open_loading(self, trigger: str, say: Say) -> str | None:
        """Opens a view that says to wait; its id, or None where that failed."""
        blocks = [paragraph([words(say.line("slack-loading"))])]
        return await self._open(
            trigger, words_view(say.line("slack-title"), blocks, close=say.line("slack-close"))
        )

    def saving(self, say: Say) -> Json:
        """What stands in a view whose outcome takes long."""
        blocks = [paragraph([words(say.line("slack-saving"))])]
        return words_view(say.line("slack-title"), blocks, close=say.line("slack-close"))

    async def open_form(self, trigger: str, form: Form, say: Say, channel: str) -> bool:
        """Opens the form; whether that was done."""
        view = form_view(form, close=say.line("slack-close"), channel=channel, above=_above(form, say))
        return await self._open(trigger, view) is not None

    async def show_form(self, id: str, form: Form, say: Say, channel: str, before: Json | None) -> bool:
        """Shows the form in that view; whether that was done."""
        view = form_view(
            form, close=say.line("slack-close"), channel=channel, before=before, above=_above(form, say)
        )
        try:
            return await self._update(id, view)
        except SlackSays:
            return False

    async def show_words(self, id: str, message: Message | None, say: Say) -> bool:
        """Shows the message in that view, or only that it is done; whether that was done."""
        try:
            return await self._update(id, self.in_words(message, say))
        except SlackSays as said:
            if message is None:
                return False
            log.warning("Slack does not take these blocks in a view: %s", said)
            blocks = words_in_view(message)
        try:
            return await self._update(
                id, words_view(say.line("slack-title"), blocks, close=say.line("slack-close"))
            )
        except SlackSays:
            return False

    def in_words(self, message: Message | None, say: Say) -> Json:
        """The message as a view."""
        done = [paragraph([words(say.line("slack-done"))])]
        blocks = blocks_in_view(message, Look()) if message is not None else done
        return words_view(say.line("slack-title"), blocks, close=say.line("slack-close"))

    def form_outcome(self, form: Form, view: Json, say: Say, channel: str) -> Mapping[str, Any]:
        """What a submission is answered with when a form is to be shown: errors beside the fields, or the form anew."""
        if (errors := errors_in(form, view)) is not None:
            return {"response_action": "errors", "errors": errors}
        shown = form_view(form, close=say.line("slack-close"), channel=channel, before=view)
        return {"response_action": "update", "view": shown}

    async def _open(self, trigger: str, view: Json) -> str | None:
        try:
            opened = await self._line.say("views.open", trigger_id=trigger, view=view)
        except (SlackSays, TooSoon, InDoubt) as trouble:
            log.info("a view cannot be opened: %s", trouble)
            return None
        return str(opened["view"]["id"])

    async def _update(self, id: str, view: Json) -> bool:
        """Whether the view is as given now. Raises SlackSays where Slack does not take such blocks."""
        try:
            await self._line.ask("views.update", view_id=id, view=view)
        except SlackSays as said:
            log.info("a view cannot be updated: %s", said)
            if said.code in NOT_AS_BLOCKS:
                raise
            return False
        except (TooSoon, InDoubt) as trouble:
            log.info("a view cannot be updated: %s", trouble)
            return False
        return True


def _above(form: Form, say: Say) -> list[Json]:
    """What stands above the fields of a form that somebody comes back to."""
    if not form.begun:
        return []
    anew = Button(say.line("form-anew"), encode(StartAnew(form.draft)))
    return blocks_in_view(Message((Text(say("form-left")),), ((anew,),)), Look())
