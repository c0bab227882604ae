"""What Slack brings, as what comes in (SPEC 6)."""

import re
from typing import Any

from adapters.slack.blocks import Json
from adapters.slack.modal import FORM, values_of, where_of
from adapters.slack.names import COMMAND, SHORTCUTS
from adapters.slack.parts import DO, OPEN, OPENS_FORM
from adapters.slack.people import SlackUser
from adapters.slack.scene import Scene
from adapters.slack.signs import with_signs
from bot.chat.commands import BY_VERB, Where, closest
from bot.chat.incoming import (
    Changed,
    Command,
    Incoming,
    Opened,
    Pressed,
    Said,
    Screen,
    Sender,
    Spot,
    Submitted,
)
from bot.domain.people import AccountKey, PlaceKind, Platform

EVERYWHERE = frozenset({"start", "help", "browse"})
"""Verbs that are about no place. Whoever types them in a channel is answered aside, so they see all that they can do."""

SPOKEN = frozenset({None, "file_share", "thread_broadcast"})
"""Kinds of messages that somebody has written."""

_MARK = re.compile(
    r"<(?P<sign>[@#!]?)(?P<target>(?<=[@#!])[A-Za-z0-9^_.{}: -]+|https?:[^|>\s]+|mailto:[^|>\s]+)(?:\|(?P<label>[^>]*))?>"
)
LINKS = f"{COMMAND} start {{code}}"


def read(
    kind: str, body: Json, scene: Scene, user: SlackUser, *, workspace: str, bot: str
) -> Incoming | None:
    """What it means; None where it means nothing to us."""
    named = {"sender": sender_of(user, scene, workspace), "spot": private(user)}
    match kind:
        case "command":
            return _command(plain_text(str(body.get("text") or "")), scene, named)
        case "shortcut":
            return _shortcut(body, named)
        case "action":
            return _action(body, scene, named)
        case "submission":
            where = where_of(scene.view or {})
            if where is None or scene.view is None:
                return None
            return Submitted(
                **_placed(named, scene),
                draft=where.draft,
                revision=where.revision,
                values=values_of(scene.view),
            )
        case _:
            return _event(body["event"], scene, named, bot)


def sender_of(user: SlackUser, scene: Scene, workspace: str) -> Sender:
    """Who it is. People of other workspaces, met in connected channels, keep their own workspace's name."""
    key = AccountKey(Platform.SLACK, (user.team or scene.team) if user.is_stranger else workspace, user.id)
    return Sender(key, user.name, language=user.locale, zone=user.zone)


def private(user: SlackUser) -> Spot:
    """Between the app and that person, wherever it is shown."""
    return Spot(PlaceKind.PRIVATE, user.id, asks=False, links=LINKS)


def opens_form(kind: str, body: Json) -> bool:
    """Whether a form follows at once, so that a view can be opened before anything is looked up."""
    match kind:
        case "command":
            declared = BY_VERB.get(_verb(str(body.get("text") or ""))[0])
            return declared is not None and declared.opens_form
        case "action":
            actions: list[Json] = body.get("actions") or []
            return any(str(action.get("action_id", "")).endswith(OPENS_FORM) for action in actions)
        case "shortcut":
            return body.get("callback_id") in SHORTCUTS
        case _:
            return False


def is_being_filled_in(kind: str, body: Json) -> bool:
    """Whether it only tells what a form holds by now: nothing changes in its view by that."""
    view: Json = body.get("view") or {}
    if kind != "action" or view.get("callback_id") != FORM or (where := where_of(view)) is None:
        return False
    action: Json = body["actions"][0]
    return action.get("type") != "button" and action.get("action_id") not in where.steering


def plain_text(text: str, blocks: Any = ()) -> str:
    """What somebody wrote, without Slack's marks: names, addresses and emoji as they were read."""

    def unmarked(match: re.Match[str]) -> str:
        label = match["label"]
        if label:
            return f"{match['sign'] if match['sign'] != '!' else ''}{label}"
        return f"@{match['target']}" if match["sign"] in {"@", "!"} else match["target"]

    words = _MARK.sub(unmarked, text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return with_signs(words, blocks)


def _first(text: str) -> tuple[str, str]:
    """The first word and the rest, whatever space is between them: phones and copied lines bring other ones too."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, rest[0].strip() if rest else ""


def _verb(text: str) -> tuple[str, str]:
    verb, rest = _first(text.replace("\u00a0", " "))
    return verb.lstrip("/").casefold(), rest


def _command(text: str, scene: Scene, named: dict[str, Any], reply_to: str | None = None) -> Incoming:
    verb, rest = _verb(text)
    if not verb:
        return Opened(**named, screen=Screen.HOME)
    declared = BY_VERB.get(verb)
    if declared is not None and declared.where is Where.ANYWHERE and verb not in EVERYWHERE:
        named = _placed(named, scene)
    if verb == "start":
        # What stood around a code comes along when it is copied from a sentence.
        rest = rest.strip(".,;:!?()`“”‘’\"'")
    return Command(**named, verb=verb, rest=rest, reply_to=reply_to)


def _placed(named: dict[str, Any], scene: Scene) -> dict[str, Any]:
    """In the channel, where it is one that others read too."""
    if not scene.channel:
        return named
    return {
        **named,
        "spot": Spot(
            PlaceKind.GROUP, scene.channel, scene.title.strip("#") and scene.title, asks=False, links=LINKS
        ),
    }


def _shortcut(body: Json, named: dict[str, Any]) -> Incoming | None:
    found = SHORTCUTS.get(str(body.get("callback_id")))
    if found is None:
        return None
    message: Json = body.get("message") or {}
    words = plain_text(str(message.get("text") or ""), message.get("blocks"))
    return Command(**named, verb=found[1], rest=words)


def _action(body: Json, scene: Scene, named: dict[str, Any]) -> Incoming | None:
    action: Json = body["actions"][0]
    action_id = str(action.get("action_id", ""))
    placed = _placed(named, scene)
    if action.get("type") == "button":
        match action_id.partition(".")[0]:
            case str(way) if way == DO:
                return Pressed(**placed, button=str(action.get("value", "")), card=scene.card)
            case str(way) if way == OPEN:
                return Opened(**named, screen=Screen.LINK, code=str(action.get("value", "")))
            case _:
                return None
    view = scene.view
    where = where_of(view) if view and view.get("callback_id") == FORM else None
    if view is None or where is None:
        return None
    return Changed(
        **placed, draft=where.draft, revision=where.revision, changed=action_id, values=values_of(view)
    )


def _event(event: Json, scene: Scene, named: dict[str, Any], bot: str) -> Incoming | None:
    match event.get("type"):
        case "app_home_opened" if event.get("tab", "home") == "home":
            return Opened(**named, screen=Screen.HOME)
        case "message":
            words = _words_of(event)
            return _written(words, scene, named) if words else None
        case "app_mention":
            if event.get("bot_id"):
                return None
            text = re.sub(f"<@{bot}(?:\\|[^>]*)?>", " ", str(event.get("text") or ""))
            return _mentioned(plain_text(text, event.get("blocks")), scene, named)
        case _:
            return None


def is_wordless(kind: str, body: Json) -> bool:
    """Whether somebody sent a picture or the like and not a word with it, in private."""
    event: Json = body["event"] if kind == "event" else {}
    return event.get("type") == "message" and _words_of(event) == ""


def _words_of(event: Json) -> str | None:
    """What somebody wrote in private; None where nobody has written."""
    if event.get("subtype") not in SPOKEN or event.get("bot_id") or event.get("hidden"):
        return None
    return plain_text(str(event.get("text") or ""), event.get("blocks")).strip()


def _written(text: str, scene: Scene, named: dict[str, Any]) -> Incoming:
    """In private. A command may be typed as words too, since Slack takes none in threads."""
    reply_to = f"{scene.conversation}:{scene.thread}" if scene.thread else None
    first, rest = _first(text)
    if first.casefold() in {COMMAND, COMMAND.lstrip("/")} or text.casefold() == "help":
        return _command(rest if text.casefold() != "help" else text, scene, named, reply_to)
    return Said(**named, text=text, reply_to=reply_to)


def _mentioned(text: str, scene: Scene, named: dict[str, Any]) -> Incoming:
    """Among others: a verb, or nearly one, is a command; anything else is said."""
    words = text.strip()
    first, rest = _first(words)
    if first.casefold() in {COMMAND, COMMAND.lstrip("/")}:
        words = rest
    verb = _verb(words)[0]
    reply_to = f"{scene.conversation}:{scene.thread}" if scene.thread else None
    if not verb or verb in BY_VERB or (" " not in words and closest(verb) is not None):
        return _command(words, scene, named, reply_to)
    return Said(**_placed(named, scene), text=words, reply_to=reply_to)
