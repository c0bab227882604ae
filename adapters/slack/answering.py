"""Shows replies where they belong: in a view, on the message that was pressed, aside, or in the conversation (SPEC 6)."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from adapters.slack.blocks import Json
from adapters.slack.line import NOT_AS_BLOCKS, InDoubt, SlackLine, SlackSays, TooSoon
from adapters.slack.parts import Look
from adapters.slack.people import SlackPeople
from adapters.slack.render import Rendered, render_one, render_together
from adapters.slack.scene import Scene, is_conversation
from adapters.slack.sharing import share
from adapters.slack.views import Opening, Views
from bot.chat.buttons import BackToField, encode
from bot.chat.catalog import Say
from bot.chat.forms import Form
from bot.chat.outgoing import Button, File, Message, Photo, Plain, Reply, Style, Text

log = logging.getLogger(__name__)

TROUBLE = (SlackSays, TooSoon, InDoubt)
"""What may come of a call. An immediate reply may be lost (SPEC 3.2); whatever must arrive is a post."""


class Answering:
    """Shows what the desk replied."""

    def __init__(self, line: SlackLine, people: SlackPeople, views: Views) -> None:
        self._line = line
        self._people = people
        self._views = views

    async def show(self, reply: Reply, scene: Scene, say: Say, zone: str | None, opening: Opening) -> None:
        """Shows the reply. Raises nothing that Slack or a network can cause."""
        look = Look(
            zone if not scene.channel or scene.aside else None, here=bool(scene.channel and scene.aside)
        )
        messages = [*reply.messages]
        edit = reply.edit
        loading = await opening.id if opening.id is not None else None
        if opening.outcome is not None:
            messages = [*([edit] if edit is not None else []), *messages]
            edit = None
            await self._end_submission(reply.form, messages, scene, say, opening)
        elif reply.form is not None:
            await self._show_form(reply.form, scene, say, loading, look)
        elif loading is not None:
            messages, edit = await self._show_instead(loading, messages, edit, scene, say)
        elif scene.view is not None and not scene.is_home:
            messages, edit = await self._show_instead(str(scene.view["id"]), messages, edit, scene, say)
        elif scene.is_home:
            # The home itself is drawn anew.
            edit = None
        if edit is not None:
            await self._edit(edit, scene, look)
        if scene.aside and len(messages) > 1 and not any(message.attachments for message in messages):
            # There are few answers aside.
            await self._say_all(messages, scene, look)
        else:
            for message in messages:
                await self.say(message, scene, look)
        if reply.toast and reply.edit is None and not messages and reply.form is None:
            await self._toast(reply.toast, scene, look)

    async def say(self, message: Message, scene: Scene, look: Look) -> None:
        """Shows a new message: aside where the others need not see it, else in the conversation."""
        if message.parts or message.buttons:
            await self._say_all([message], scene, look)
        try:
            if any(isinstance(one, File | Photo) for one in message.attachments):
                channel = await self._people.conversation(scene.user)
                await share(self._line, channel, message)
        except TROUBLE as trouble:
            log.warning("a file cannot be shown on Slack: %s", trouble)

    async def _say_all(self, messages: Sequence[Message], scene: Scene, look: Look) -> None:
        """All in as few of Slack's messages as can hold them; in words where Slack does not take the blocks."""
        try:
            for part in render_together(messages, look):
                await self._say(part, scene)
        except TROUBLE as trouble:
            log.warning("a reply cannot be shown on Slack: %s", trouble)
            if look.native and isinstance(trouble, SlackSays) and trouble.code in NOT_AS_BLOCKS:
                await self._say_all(messages, scene, replace(look, native=False))

    async def _say(self, part: Rendered, scene: Scene) -> None:
        given = {"text": part.text, "blocks": list(part.blocks)}
        if scene.aside or scene.channel:
            try:
                await self._say_aside(given, scene)
            except (SlackSays, TooSoon) as trouble:
                if isinstance(trouble, SlackSays) and trouble.code in NOT_AS_BLOCKS:
                    raise
                log.info("an answer aside goes into the conversation instead: %s", trouble)
            else:
                return
        channel = scene.conversation if is_conversation(scene.conversation) and not scene.aside else ""
        await self._line.say(
            "chat.postMessage",
            channel=channel or await self._people.conversation(scene.user),
            thread_ts=scene.thread if channel else None,
            unfurl_links=False,
            unfurl_media=False,
            **given,
        )

    async def _say_aside(self, given: Json, scene: Scene) -> None:
        if scene.response_url and scene.thread is None:
            kept = {"response_type": "ephemeral", "replace_original": False}
            await self._line.answer(scene.response_url, {**given, **kept})
        elif scene.conversation and not is_conversation(scene.conversation):
            await self._line.say(
                "chat.postEphemeral",
                channel=scene.conversation,
                user=scene.user,
                thread_ts=scene.thread,
                **given,
            )
        else:
            raise SlackSays("no_way_aside")

    async def _edit(self, message: Message, scene: Scene, look: Look) -> None:
        part = render_one(message, look)
        given = {"text": part.text, "blocks": list(part.blocks)}
        try:
            if scene.aside and scene.response_url:
                await self._line.answer(scene.response_url, {**given, "replace_original": True})
            elif scene.ts:
                await self._line.ask("chat.update", channel=scene.conversation, ts=scene.ts, **given)
            else:
                await self.say(message, scene, look)
                return
            if message.attachments:
                await share(self._line, scene.conversation, message)
        except SlackSays as gone:
            log.info("a message has to be shown anew: %s", gone)
            await self.say(message, scene, look)
        except (TooSoon, InDoubt) as trouble:
            log.warning("a message cannot be edited on Slack: %s", trouble)

    async def _show_form(self, form: Form, scene: Scene, say: Say, loading: str | None, look: Look) -> None:
        view = scene.view if scene.view is not None and not scene.is_home else None
        shown = False
        if loading is not None:
            shown = await self._views.show_form(loading, form, say, scene.channel, None)
        elif view is not None:
            shown = await self._views.show_form(str(view["id"]), form, say, scene.channel, view)
        elif scene.trigger:
            shown = await self._views.open_form(scene.trigger, form, say, scene.channel)
        if not shown:
            await self.say(_way_to(form, say), scene, look)

    async def _show_instead(
        self, view: str, messages: Sequence[Message], edit: Message | None, scene: Scene, say: Say
    ) -> tuple[list[Message], Message | None]:
        """Shows the first message in a view that waits for something; returns what is left to be shown elsewhere."""
        first, *rest = [*([edit] if edit is not None and scene.ts is None else []), *messages] or [None]
        if not await self._views.show_words(view, first, say):
            return [*messages], edit
        left = [message for message in rest if message is not None]
        if first is not None and any(isinstance(one, File | Photo) for one in first.attachments):
            only_files = replace(first, parts=(), buttons=())
            left.insert(0, only_files)
        return left, edit if scene.ts is not None else None

    async def _end_submission(
        self, form: Form | None, messages: Sequence[Message], scene: Scene, say: Say, opening: Opening
    ) -> None:
        """Tells the submission that waits; where it waits no more, the view says *Saving…* and is updated.

        What became of it stands in the conversation; mere words stand in the view as well, since they may say that it failed.
        """
        view = scene.view or {}
        waiting = opening.outcome is not None and not opening.outcome.done()
        if opening.outcome is not None and waiting:
            opening.outcome.set_result(
                self._views.form_outcome(form, view, say, scene.channel) if form is not None else {}
            )
        elif form is not None:
            if not await self._views.show_form(str(view["id"]), form, say, scene.channel, None):
                await self.say(_way_to(form, say), scene, Look())
        else:
            told = messages[0] if messages and not messages[0].buttons else None
            await self._views.show_words(str(view["id"]), told, say)

    async def _toast(self, toast: str, scene: Scene, look: Look) -> None:
        message = Message((Text((Plain(toast),)),))
        if scene.response_url:
            scene = replace(scene, aside=True, thread=None)
        await self.say(message, scene, look)


def _way_to(form: Form, say: Say) -> Message:
    """A button that opens the form, where Slack lets us open no view by ourselves any more."""
    button = Button(
        say.line("slack-open-form"),
        encode(BackToField(form.draft, form.revision, 0)),
        style=Style.PRIMARY,
        opens_form=True,
    )
    return Message((Text(say("slack-form-waits", title=form.title)),), ((button,),))
