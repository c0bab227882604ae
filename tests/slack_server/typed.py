"""What people type, as Slack tells it: escaped, addresses marked, and emoji by their names (SPEC 6)."""

import re

from tests.slack_server.blocks import Json

NAMES = {
    "👍": "+1",
    "✅": "white_check_mark",
    "🎉": "tada",
    "🤒": "face_with_thermometer",
    "🤔": "thinking_face",
}
TONES = {"\U0001f3fb": 2, "\U0001f3fc": 3, "\U0001f3fd": 4, "\U0001f3fe": 5, "\U0001f3ff": 6}

_SIGN = re.compile(f"({'|'.join(NAMES)})([{''.join(TONES)}]?)")


def as_text(typed: str) -> str:
    """The `text` of a message, a command or a field."""
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SIGN.sub(_named, escaped)


def as_blocks(typed: str) -> list[Json]:
    """The `blocks` of a message, in which Slack tells the characters as well."""
    elements: list[Json] = []
    end = 0
    for sign in _SIGN.finditer(typed):
        if sign.start() > end:
            elements.append({"type": "text", "text": typed[end : sign.start()]})
        told: Json = {"type": "emoji", "name": NAMES[sign[1]], "unicode": f"{ord(sign[1]):x}"}
        if sign[2]:
            told |= {"skin_tone": TONES[sign[2]], "unicode": f"{ord(sign[1]):x}-{ord(sign[2]):x}"}
        elements.append(told)
        end = sign.end()
    if end < len(typed):
        elements.append({"type": "text", "text": typed[end:]})
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}]


def _named(sign: re.Match[str]) -> str:
    tone = f":skin-tone-{TONES[sign[2]]}:" if sign[2] else ""
    return f":{NAMES[sign[1]]}:{tone}"
