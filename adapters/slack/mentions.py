"""Whom and what somebody mentions, by name: Slack tells ids, which nobody knows."""

import re

from adapters.slack.blocks import Json
from adapters.slack.people import SlackPeople

MOST = 10
"""Mentions in one message that are looked up."""

_NAMELESS = re.compile(r"<(?P<sign>[@#])(?P<id>[A-Z0-9]+)\|?>")
_UNKNOWN = "…"


async def name_mentions(kind: str, body: Json, people: SlackPeople, *, bot: str) -> None:
    """Puts names to the mentions in what somebody wrote, or sends on; the bot's own stays."""
    told: Json = body["event"] if kind == "event" else body.get("message") or {}
    text = told.get("text")
    if not isinstance(text, str) or not any(sign in text for sign in ("<@", "<#")):
        return
    names: dict[str, str] = {}
    for found in _NAMELESS.finditer(text):
        id = found["id"]
        if id != bot and id not in names and len(names) < MOST:
            name = await _name_of(found["sign"], id, people)
            names[id] = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def named(found: re.Match[str]) -> str:
        return (
            found[0]
            if found["id"] == bot
            else f"<{found['sign']}{found['id']}|{names.get(found['id'], _UNKNOWN)}>"
        )

    told["text"] = _NAMELESS.sub(named, text)


async def _name_of(sign: str, id: str, people: SlackPeople) -> str:
    if sign == "#":
        return await people.channel_name(id) or _UNKNOWN
    name = (await people.user(id)).name
    return _UNKNOWN if name == id else name
