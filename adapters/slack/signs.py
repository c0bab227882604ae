"""Emoji, which Slack tells by their names, as the characters that they are everywhere else."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from adapters.slack.blocks import Json

COMMON: Mapping[str, str] = {
    "+1": "👍", "thumbsup": "👍", "-1": "👎", "thumbsdown": "👎", "ok_hand": "👌", "white_check_mark": "✅",
    "heavy_check_mark": "✔️", "ballot_box_with_check": "☑️", "x": "❌", "negative_squared_cross_mark": "❎",
    "thinking_face": "🤔", "shrug": "🤷", "wave": "👋", "raised_hands": "🙌", "clap": "👏", "pray": "🙏", "muscle": "💪",
    "runner": "🏃", "hourglass": "⌛", "clock1": "🕐", "heart": "❤️", "star": "⭐", "fire": "🔥", "tada": "🎉", "cake": "🍰",
    "coffee": "☕", "books": "📚", "bulb": "💡", "warning": "⚠️", "calendar": "📆", "smile": "😄", "slightly_smiling_face": "🙂",
    "grinning": "😀", "joy": "😂", "blush": "😊", "wink": "😉", "heart_eyes": "😍", "sweat_smile": "😅", "cry": "😢",
    "sob": "😭", "disappointed": "😞", "face_with_thermometer": "🤒", "mask": "😷", "see_no_evil": "🙈",
}  # fmt: skip
"""The ones that we know by ourselves: where Slack tells a text only, as in a command or in a field of a view."""

_NAMED = re.compile(r":(?P<name>[a-z0-9_+'-]+):(?::skin-tone-(?P<tone>[2-6]):)?")
_LIGHTEST = 0x1F3FB


def with_signs(text: str, blocks: Any = ()) -> str:
    """The text with emoji for their names. What is named so and no emoji, such as one of the workspace's own, stays.

    `blocks` are the message's, in which Slack tells the characters too.
    """
    known = {**COMMON, **dict(_told(blocks))}

    def sign(match: re.Match[str]) -> str:
        found = known.get(match["name"])
        if found is None:
            return match[0]
        return found + (chr(_LIGHTEST + int(match["tone"]) - 2) if match["tone"] else "")

    return _NAMED.sub(sign, text) if ":" in text else text


def _told(found: Any) -> Iterator[tuple[str, str]]:
    """Names and characters of all emoji in there, without the tone of their skin."""
    if isinstance(found, list):
        for one in cast("list[Any]", found):
            yield from _told(one)
    elif isinstance(found, dict):
        told = cast("Json", found)
        name, points = told.get("name"), told.get("unicode")
        if told.get("type") == "emoji" and isinstance(name, str) and isinstance(points, str):
            yield from _read(name, points, bool(told.get("skin_tone")))
        else:
            yield from _told(told.get("elements"))


def _read(name: str, points: str, has_tone: bool) -> Iterator[tuple[str, str]]:
    try:
        characters = "".join(chr(int(point, 16)) for point in points.split("-"))
    except (ValueError, OverflowError):
        return
    tones = {chr(_LIGHTEST + n): None for n in range(5)}
    yield name, characters.translate(str.maketrans(tones)) if has_tone else characters
