"""Where something happened on Slack, and how it can be answered there."""

from dataclasses import dataclass
from typing import cast

from adapters.slack.blocks import Json
from adapters.slack.modal import where_of
from adapters.slack.parts import HERE


@dataclass(frozen=True, slots=True)
class Scene:
    """Who did something, and where. `channel` is empty in private: in the conversation with the app, its home, a view.

    `aside` is a channel in which something is shown to one person only, as after a command that was typed there. `ts` is the
    message that bears what was pressed, `thread` the thread that it is in, `conversation` the channel of all of it.
    """

    user: str
    name: str = ""
    team: str = ""
    channel: str = ""
    title: str = ""
    conversation: str = ""
    aside: bool = False
    thread: str | None = None
    ts: str | None = None
    trigger: str | None = None
    response_url: str | None = None
    view: Json | None = None

    @property
    def is_home(self) -> bool:
        """Whether it happened in the app's home."""
        return self.view is not None and self.view.get("type") == "home"

    @property
    def card(self) -> str | None:
        """The reference of the message that bears what was pressed."""
        return f"{self.conversation}:{self.ts}" if self.ts else None


def scene_of(kind: str, body: Json) -> Scene:
    """Where that was; `kind` is what the library calls a request."""
    match kind:
        case "command":
            return _of_command(body)
        case "event":
            return _of_event(body["event"])
        case _:
            return _of_interaction(body)


def is_conversation(channel: str) -> bool:
    """Whether it is a conversation between two, which is the app's own wherever the app is in it."""
    return channel.startswith("D")


def _of_command(body: Json) -> Scene:
    return Scene(
        user=str(body["user_id"]),
        name=str(body.get("user_name", "")),
        team=str(body.get("team_id", "")),
        channel="" if is_conversation(str(body["channel_id"])) else str(body["channel_id"]),
        title=f"#{body.get('channel_name', '')}",
        conversation=str(body["channel_id"]),
        aside=True,
        trigger=body.get("trigger_id"),
        response_url=body.get("response_url"),
    )


def _of_event(event: Json) -> Scene:
    channel = event.get("channel", "")
    channel = str(cast("Json", channel).get("id", "")) if isinstance(channel, dict) else str(channel)
    user = event.get("user", "")
    user = str(cast("Json", user).get("id", "")) if isinstance(user, dict) else str(user)
    return Scene(
        user=user,
        team=str(event.get("user_team") or event.get("team") or ""),
        channel="" if is_conversation(channel) else channel,
        conversation=channel,
        aside=event.get("type") == "app_mention",
        thread=event.get("thread_ts") or (event.get("ts") if event.get("type") == "app_mention" else None),
    )


def _of_interaction(body: Json) -> Scene:
    user: Json = body["user"]
    container: Json = body.get("container") or {}
    channel: Json = body.get("channel") or {}
    view: Json | None = body.get("view")
    actions: list[Json] = body.get("actions") or []
    conversation = str(channel.get("id") or container.get("channel_id") or "")
    aside = bool(container.get("is_ephemeral"))
    among_others = bool(conversation) and not is_conversation(conversation)
    if aside:
        # What is shown to one person only is private, unless it is about the channel.
        among_others = any(HERE in str(action.get("action_id", "")) for action in actions)
    where = where_of(view) if view else None
    if body.get("type") in {"shortcut", "message_action"}:
        among_others, conversation = False, ""
    return Scene(
        user=str(user["id"]),
        name=str(user.get("name") or user.get("username") or ""),
        team=str(user.get("team_id", "")),
        channel=conversation if among_others else where.channel if where else "",
        title=f"#{channel.get('name', '')}" if channel else "",
        conversation=conversation,
        aside=aside,
        thread=container.get("thread_ts"),
        ts=container.get("message_ts"),
        trigger=body.get("trigger_id"),
        response_url=body.get("response_url"),
        view=view,
    )
