"""People who use a Slack: they type, press, fill in views, open the app's home, and see what comes of it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tests.slack_server.api import options_of, shown
from tests.slack_server.blocks import MODAL, InvalidBlocks, Json, check_view
from tests.slack_server.reading import buttons_of, labelled, pings, words_of
from tests.slack_server.state import Channel, User
from tests.slack_server.typed import as_blocks, as_text

if TYPE_CHECKING:
    from tests.slack_server.server import Ack, SlackServer


class SlackPerson:
    """One person in front of one Slack. `trouble` is what Slack itself complained about to them."""

    def __init__(self, slack: "SlackServer", user: User) -> None:
        self.slack = slack
        self.user = user
        self.trouble: list[str] = []

    @property
    def dm(self) -> Channel:
        """Their conversation with the app."""
        return self.slack.dm(self.user.id)

    @property
    def modal(self) -> Json | None:
        """The view on top, if one is open."""
        stack = self.slack.stacks[self.user.id]
        return self.slack.views[stack[-1]] if stack else None

    @property
    def home(self) -> Json | None:
        """The app's home, as last published."""
        return self.slack.homes.get(self.user.id)

    def messages(self, channel: Channel | None = None) -> list[Json]:
        """What they can see there, oldest first."""
        return [
            message
            for message in (channel or self.dm).messages
            if message.get("ephemeral_for") in {None, self.user.id}
        ]

    def screen(self, channel: Channel | None = None) -> str:
        """All they can read there, in words."""
        return "\n\n".join(words_of(message) for message in self.messages(channel))

    def sees(self, words: str, channel: Channel | None = None) -> bool:
        """Whether the words are in a message there, or in the view that is open."""
        modal = words_of(self.modal) if self.modal else ""
        return words in self.screen(channel) or words in modal

    async def until_sees(self, words: str, channel: Channel | None = None, *, within: float = 10.0) -> None:
        """Waits for the words."""
        try:
            await self.slack.until(lambda: self.sees(words, channel), within=within)
        except AssertionError as never:
            modal = words_of(self.modal) if self.modal else "no modal"
            raise AssertionError(
                f"{self.user.name} never saw {words!r} but:\n{self.screen(channel)}\n[{modal}]\n{never}"
            ) from None

    def newest_with(self, words: str, channel: Channel | None = None) -> Json:
        """The newest message with these words. Raises LookupError."""
        for message in reversed(self.messages(channel)):
            if words in words_of(message):
                return message
        raise LookupError(f"{self.user.name} sees no {words!r} but:\n{self.screen(channel)}")

    async def types(
        self, text: str, channel: Channel | None = None, *, thread: str | None = None
    ) -> "Ack | None":
        """A slash command, a message to the app, or a message in a channel, where `@bot` mentions the app."""
        where = channel or self.dm
        if text.startswith("/"):
            return await self._command(text, where, thread)
        typed, text = text, as_text(text)
        message: Json = {
            "type": "message", "channel": where.id, "user": self.user.id, "ts": self.slack.next_ts(),
            "text": text.replace("@bot", f"<@{self.slack.bot_user}>"), "team": self.user.team,
            "channel_type": "im" if where.user else "channel", "blocks": as_blocks(typed),
            **({"thread_ts": thread} if thread else {}),
        }  # fmt: skip
        where.messages.append(message)
        if where.user:
            return await self.slack.event(message)
        if "@bot" in text and self.slack.bot_user in where.members:
            return await self.slack.event({**message, "type": "app_mention"})
        return None

    async def _command(self, text: str, where: Channel, thread: str | None) -> "Ack | None":
        command, _, rest = text.partition(" ")
        if thread is not None:
            self.trouble.append(f"{command} is not supported in threads. Sorry!")
            return None
        if command not in self.slack.commands:
            self.trouble.append(f"{command} is not a valid command.")
            return None
        ack = await self.slack.slash(
            {
                "token": "gone", "team_id": self.user.team, "team_domain": "library", "channel_id": where.id,
                "channel_name": where.name or "directmessage", "user_id": self.user.id,
                "user_name": self.user.name.casefold(), "command": command, "text": rest,
                "api_app_id": self.slack.app_id, "is_enterprise_install": "false",
                "response_url": self.slack.response_url(self.user.id, where.id),
                "trigger_id": self.slack.new_trigger(self.user.id),
                **({"enterprise_id": self.slack.enterprise} if self.slack.enterprise else {}),
            }
        )  # fmt: skip
        if ack.body is None or ack.status != 200:
            self.trouble.append(f"{command} failed with the error “operation_timeout”")
        elif ack.body:
            self._command_answered(where, ack.body)
        return ack

    def _command_answered(self, where: Channel, body: Any) -> None:
        content = body if isinstance(body, dict) else {"text": body}
        where.messages.append(
            {
                "ts": self.slack.next_ts(),
                "user": self.slack.bot_user,
                "ephemeral_for": self.user.id,
                "blocks": [],
                **content,
            }
        )

    def button(self, label: str, channel: Channel | None = None) -> tuple[Json, Json, Json]:
        """Button, block and message: said exactly, else beginning so, else containing it; the newest first."""
        found = [
            (button, block, message)
            for message in reversed(self.messages(channel))
            for button, block in buttons_of(message["blocks"])
        ]
        wanted = label.casefold()
        for way in (str.__eq__, str.startswith, str.__contains__):
            for button, block, message in found:
                named = button["text"]["text"].casefold()
                if way(named, wanted) or way(named.lstrip("✅🤔❌🎉•←→ "), wanted):
                    return button, block, message
        offered = ", ".join(button["text"]["text"] for button, _, _ in found)
        raise LookupError(f"{self.user.name} sees no button {label!r}; there are: {offered}")

    async def presses(self, label: str, channel: Channel | None = None) -> "Ack":
        """Presses a button on a message there, and confirms if that is asked."""
        button, block, message = self.button(label, channel)
        return await self.press(button, block, message, channel)

    async def press(self, button: Json, block: Json, message: Json, channel: Channel | None = None) -> "Ack":
        """Presses that button of that message."""
        where = channel or self.dm
        ephemeral = "ephemeral_for" in message
        container = {
            "type": "message", "message_ts": message["ts"], "channel_id": where.id, "is_ephemeral": ephemeral,
            **({"thread_ts": message["thread_ts"]} if "thread_ts" in message else {}),
        }  # fmt: skip
        return await self.slack.interact(
            self._about(
                "block_actions",
                container=container,
                channel={"id": where.id, "name": where.name or "directmessage"},
                response_url=self.slack.response_url(self.user.id, where.id, message["ts"]),
                actions=[self._action(button, block)],
                **({} if ephemeral else {"message": message}),
            )
        )

    async def presses_in_view(self, label: str, view: Json | None = None) -> "Ack":
        """Presses a button in the open view, or in the one that is given, such as the home."""
        opened = view or self.modal
        assert opened is not None, f"{self.user.name} has no view open"
        for button, block in buttons_of(opened["blocks"]):
            if label.casefold() in button["text"]["text"].casefold():
                return await self.slack.interact(
                    self._about(
                        "block_actions",
                        container={"type": "view", "view_id": opened["id"]},
                        view=_told(opened),
                        actions=[self._action(button, block)],
                    )
                )
        raise LookupError(f"no button {label!r} in {words_of(opened)!r}")

    async def fills(self, values: Mapping[str, Any]) -> None:
        """Fills in fields of the open view, by label or action_id; options by label or value."""
        for name, value in values.items():
            view = self.modal
            assert view is not None, f"{self.user.name} has no view open"
            block = labelled(view, name)
            element = block["element"]
            held = view["state"]["values"][block["block_id"]][element["action_id"]]
            _fill(held, block, value)
            if block.get("dispatch_action"):
                action = {
                    **held,
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "action_ts": "1.1",
                }
                await self.slack.interact(
                    self._about(
                        "block_actions",
                        container={"type": "view", "view_id": view["id"]},
                        view=_told(view),
                        actions=[action],
                    )
                )

    async def submits(self, values: Mapping[str, Any] | None = None) -> "Ack":
        """Fills in and sends the open view, and lets Slack do what the answer says."""
        await self.fills(values or {})
        view = self.modal
        assert view is not None, f"{self.user.name} has no view open"
        missing = [
            block["label"]["text"]
            for block in view["blocks"]
            if block["type"] == "input" and not block.get("optional") and _is_empty(view, block)
        ]
        if missing:
            raise LookupError(f"Slack asks for {', '.join(missing)}")
        ack = await self.slack.interact(self._about("view_submission", view=_told(view), response_urls=[]))
        self._submitted(view, ack)
        return ack

    @property
    def errors(self) -> dict[str, str]:
        """What the open view says is wrong, by label."""
        view = self.modal or {}
        labels = {block.get("block_id"): block for block in view.get("blocks", [])}
        return {
            labels[block_id]["label"]["text"]: words for block_id, words in view.get("errors", {}).items()
        }

    async def closes(self) -> None:
        """Closes the open view."""
        view, stack = self.modal, self.slack.stacks[self.user.id]
        assert view is not None
        stack.pop()
        if view.get("notify_on_close"):
            # What was filled in is not told.
            told = {**_told(view), "state": {"values": {}}}
            await self.slack.interact(self._about("view_closed", view=told, is_cleared=False))

    async def opens_home(self) -> "Ack":
        """Looks at the app's home."""
        event: Json = {"type": "app_home_opened", "user": self.user.id, "channel": self.dm.id, "tab": "home"}
        if self.home is not None:
            event["view"] = _told(self.home)
        return await self.slack.event(event)

    async def uses_shortcut(
        self, callback_id: str, message: Json | None = None, channel: Channel | None = None
    ) -> "Ack":
        """A global shortcut, or with a message the message's."""
        if message is None:
            return await self.slack.interact(self._about("shortcut", callback_id=callback_id))
        where = channel or self.dm
        return await self.slack.interact(
            self._about(
                "message_action",
                callback_id=callback_id,
                message=message,
                message_ts=message["ts"],
                channel={"id": where.id, "name": where.name},
                response_url=self.slack.response_url(self.user.id, where.id),
            )
        )

    def is_pinged(self, channel: Channel | None = None) -> list[str]:
        """Mentions in what the bot wrote there."""
        bot = self.slack.bot_user
        return [one for message in self.messages(channel) if message["user"] == bot for one in pings(message)]

    def _about(self, kind: str, **more: Any) -> Json:
        user = {
            "id": self.user.id,
            "username": self.user.name.casefold(),
            "name": self.user.name,
            "team_id": self.user.team,
        }
        enterprise = {"id": self.slack.enterprise, "name": "Grid"} if self.slack.enterprise else None
        return {
            "type": kind, "token": "gone", "api_app_id": self.slack.app_id, "user": user, "enterprise": enterprise,
            "team": {"id": self.slack.team, "domain": "library"}, "is_enterprise_install": False,
            "action_ts": f"{self.slack.next_ts()}", "trigger_id": self.slack.new_trigger(self.user.id), **more,
        }  # fmt: skip

    def _action(self, button: Json, block: Json) -> Json:
        return {
            "type": "button", "action_id": button.get("action_id", ""), "block_id": block.get("block_id", "b"),
            "text": button["text"], "value": button.get("value", ""), "action_ts": self.slack.next_ts(),
        }  # fmt: skip

    def _submitted(self, view: Json, ack: "Ack") -> None:
        stack = self.slack.stacks[self.user.id]
        if ack.body is None or ack.status != 200:
            self.trouble.append("We had some trouble connecting. Try again?")
            return
        answer = ack.body if isinstance(ack.body, dict) else {}
        match answer.get("response_action"):
            case None:
                stack.pop()
            case "clear":
                stack.clear()
            case "errors":
                known = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
                assert answer["errors"], answer
                assert answer["errors"].keys() <= known, answer
                view["errors"] = answer["errors"]
            case "update" | "push" as action:
                try:
                    check_view(answer["view"], MODAL)
                except InvalidBlocks as wrong:
                    self.trouble.append("We had some trouble connecting. Try again?")
                    raise AssertionError(f"response_action {action}: {wrong}") from None
                id = view["id"] if action == "update" else self.slack.next_id("V")
                shown(self.slack, answer["view"], id, self.user.id, view if action == "update" else None)
                if action == "push":
                    assert len(stack) < 3, "a fourth view"
                    stack.append(id)
            case other:
                raise AssertionError(f"unknown response_action {other}")


def _told(view: Json) -> Json:
    return {key: value for key, value in view.items() if key not in {"user", "errors"}}


def _is_empty(view: Json, block: Json) -> bool:
    held = view["state"]["values"][block["block_id"]][block["element"]["action_id"]]
    return not any(value for key, value in held.items() if key != "type")


def _fill(held: Json, block: Json, value: Any) -> None:
    kind = held["type"]
    match kind:
        case "datepicker":
            held["selected_date"] = value
        case "timepicker":
            held["selected_time"] = value
        case "static_select" | "radio_buttons":
            held["selected_option"] = _option(block, value)
        case "multi_static_select" | "checkboxes":
            held["selected_options"] = [_option(block, one) for one in value]
        case _:
            most = block["element"].get("max_length", 3000)
            assert len(value) <= most, f"Slack takes at most {most} characters here"
            held["value"] = value or None


def _option(block: Json, wanted: str) -> Json:
    for option in options_of(block):
        if wanted in {option["text"]["text"], option["value"], option["value"].lstrip("=")}:
            return option
    raise LookupError(f"no option {wanted!r}; there are {[one['text']['text'] for one in options_of(block)]}")


def everything(slack: "SlackServer") -> Iterator[Json]:
    """Every message, view and home there is now."""
    for channel in slack.channels.values():
        yield from (message for message in channel.messages if message["user"] == slack.bot_user)
    yield from slack.views.values()
    yield from slack.homes.values()
