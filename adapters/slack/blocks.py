"""Block Kit's pieces, none ever longer than Slack takes. What people wrote stands in `rich_text` or `plain_text` only."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

Json = dict[str, Any]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_TEXT = 12_000
"""Characters of all texts of one message; somewhat above, Slack answers `msg_blocks_too_long`."""
PIECE = 2_900
"""Characters of one paragraph; longer ones are split."""
LABEL, CONFIRM_TEXT, CONFIRM_LABEL, VIEW_TITLE, OPTION = 75, 300, 30, 24, 75
TABLE_ROWS, TABLE_COLUMNS = 100, 20
CHART_POINTS, CHART_LABEL, CHART_TITLE, CHARTS = 20, 20, 50, 2
IN_ACTIONS, IN_CHECKBOXES, IN_RADIOS, OPTIONS = 25, 10, 10, 100


def shortened(text: str, most: int) -> str:
    """On one line, with an ellipsis where it does not fit; never empty."""
    text = " ".join(text.split())
    return (text if len(text) <= most else f"{text[: most - 1].rstrip()}…") or "–"


def plain(text: str, most: int) -> Json:
    """A text object in which nothing means anything."""
    return {"type": "plain_text", "text": shortened(text, most), "emoji": False}


def words(text: str, *, strong: bool = False, code: bool = False) -> Json:
    """Literal text within a paragraph."""
    if not (strong or code):
        return {"type": "text", "text": text}
    looks = {name: True for name, on in (("bold", strong), ("code", code)) if on}
    return {"type": "text", "text": text, "style": looks}


def paragraph(elements: Sequence[Json]) -> Json:
    """One paragraph of inline elements."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def preformatted(lines: Iterable[str]) -> Json:
    """Lines in which every character is as wide as the other."""
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_preformatted", "elements": [words("\n".join(lines) or "–")]}],
    }


def button(
    label: str, action_id: str, value: str, *, style: str | None = None, confirm: str | None = None
) -> Json:
    """A button; with `confirm` Slack asks first."""
    made: Json = {
        "type": "button",
        "action_id": action_id,
        "text": plain(label, LABEL),
        "value": value,
    }
    if style is not None:
        made["style"] = style
    if confirm is not None:
        made["confirm"] = {
            "title": plain(label, 100),
            "text": plain(confirm, CONFIRM_TEXT),
            "confirm": plain(label, CONFIRM_LABEL),
            # Understood in every language; whoever reads a post later may speak another than whoever caused it.
            "deny": plain("✕", CONFIRM_LABEL),
        }
    return made


SHOWN = frozenset({"text", "fallback", "alt_text"})
"""Keys under which a text is."""


def weight(block: Json) -> int:
    """Characters of all texts in a block."""
    length = 0
    for name, value in block.items():
        if isinstance(value, str):
            length += len(value) if name in SHOWN else 0
        elif isinstance(value, dict):
            length += weight(cast("Json", value))
        elif isinstance(value, list):
            length += sum(_weights(cast("list[Any]", value)))
    return length


def _weights(found: Iterable[Any]) -> Iterable[int]:
    for one in found:
        if isinstance(one, dict):
            yield weight(cast("Json", one))
        elif isinstance(one, list):
            yield from _weights(cast("list[Any]", one))


SHORT = 80
"""Characters of a paragraph that may be a heading."""


def is_short(block: Json) -> bool:
    """Whether it is one line of few words."""
    return block["type"] == "rich_text" and weight(block) <= SHORT and "\n" not in texts_of(block)


def texts_of(found: Any) -> str:
    """All that is written in a block, in the order in which it is read."""
    match found:
        case {"type": "rich_text_section" | "rich_text_preformatted", "elements": [*pieces]}:
            return "".join(map(texts_of, pieces))
        case {"text": str(text)} | {"fallback": str(text)}:
            return text
        case {"text": within} | {"elements": within} | {"rows": within} | {"title": within}:
            return texts_of(within)
        case [*some]:
            return " ".join(map(texts_of, some))
        case str(text):
            return text
        case _:
            return ""


def pieces_of(text: str, most: int = PIECE) -> list[str]:
    """The text in pieces that fit, cut where a paragraph, a line, a sentence or at least a word ends."""
    pieces: list[str] = []
    while len(text) > most:
        cut = max(
            next(
                (
                    at + len(mark)
                    for mark in ("\n\n", "\n", ". ", " ")
                    if (at := text.rfind(mark, most // 2, most)) > 0
                ),
                most,
            ),
            1,
        )
        pieces.append(text[:cut].rstrip() or text[:cut])
        text = text[cut:].lstrip()
    return [*pieces, text] if text or not pieces else pieces
