"""What Telegram accepts of a text, its entities and a keyboard."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from tests.telegram_server.errors import bad
from tests.telegram_server.state import Json

LONGEST_TEXT, LONGEST_CAPTION, LONGEST_TOAST = 4096, 1024, 200
LONGEST_DATA = 64
MOST_BUTTONS, MOST_IN_A_ROW, MOST_ENTITIES = 100, 8, 100

KINDS = frozenset({
    "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
    "text_link", "text_mention", "custom_emoji", "date_time",
})  # fmt: skip
FOUND_BY_ITSELF = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
LOOKS = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
STYLES = frozenset({None, "primary", "success", "danger"})
FORMAT = re.compile(r"r|w?[dD]?[tT]?")


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def checked_text(text: Any, longest: int = LONGEST_TEXT, *, caption: bool = False) -> str:
    """The text as it is kept: without what stands around it. Raises ApiError."""
    if not isinstance(text, str) or not text.strip():
        raise bad("message text is empty")
    if units(text) > longest:
        raise bad("message caption is too long" if caption else "message is too long")
    if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        raise bad("strings must be encoded in UTF-8")
    return text.rstrip()


def checked_entities(text: str, given: Any) -> list[Json]:
    """The entities as they are kept. Raises ApiError."""
    entities = _listed(given, "entities")
    within = _boundaries(text)
    for entity in entities:
        kind = entity.get("type")
        if kind not in KINDS | FOUND_BY_ITSELF:
            raise bad(f"unsupported entity type {kind!r} specified")
        start, length = entity.get("offset"), entity.get("length")
        if not isinstance(start, int) or start < 0:
            raise bad(f"receive an entity with incorrect offset {start}")
        if not isinstance(length, int) or length <= 0:
            raise bad(f"receive an entity with incorrect length {length}")
        if start not in within:
            raise bad(f"entity begins in a middle of a UTF-16 symbol at byte offset {start}")
        if start + length > max(within):
            raise bad(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {max(within)}"
            )
        if start + length not in within:
            raise bad(f"entity ends in a middle of a UTF-16 symbol at byte offset {start + length}")
        if kind == "text_link":
            _check_url(entity.get("url"))
        if kind == "date_time" and (
            not isinstance(entity.get("unix_time"), int)
            or not FORMAT.fullmatch(entity.get("date_time_format", ""))
        ):
            raise bad("invalid date_time entity specified")
    _check_nesting(entities)
    return entities[:MOST_ENTITIES]


def checked_keyboard(given: Any) -> list[list[Json]] | None:
    """The rows of buttons; None when there are none. Raises ApiError."""
    if given in (None, ""):
        return None
    markup = _object(given, "reply keyboard markup")
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list):
        raise bad("inline keyboard expected")
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    for button in (button for row in rows for button in row):
        _check_button(button)
    if any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad("BUTTON_INVALID")
    return [row for row in rows if row] or None


def _check_button(button: Json) -> None:
    if not button.get("text", "").strip():
        raise bad('can\'t parse inline keyboard button: field "text" must be of type String')
    if button.get("style") not in STYLES:
        raise bad("can't parse inline keyboard button: unsupported style specified")
    data, url = button.get("callback_data"), button.get("url")
    if (data is None) == (url is None):
        raise bad("text buttons are unallowed in the inline keyboard")
    if data is not None and not 0 < len(data.encode()) <= LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    if url is not None:
        try:
            _check_url(url)
        except Exception:
            raise bad(f"inline keyboard button URL '{url}' is invalid: wrong HTTP URL") from None


def leads_to_bot(url: str, name: str | None) -> bool:
    """Whether a press may open that: bots without games may open themselves, with a parameter."""
    return (
        re.fullmatch(
            rf"(https?://)?t(elegram)?\.me/{name}\?start=[\w-]{{1,64}}", url, re.ASCII | re.IGNORECASE
        )
        is not None
    )


def _check_url(url: Any) -> None:
    parts = urlsplit(url if isinstance(url, str) else "")
    if parts.scheme not in {"http", "https", "tg"} or not parts.netloc:
        raise bad("wrong HTTP URL specified")


def _check_nesting(entities: list[Json]) -> None:
    spans = [(e["offset"], e["offset"] + e["length"], e["type"]) for e in entities]
    for i, (start, end, kind) in enumerate(spans):
        for other_start, other_end, other in spans[i + 1 :]:
            if end <= other_start or other_end <= start:
                continue
            inside = (start <= other_start and other_end <= end) or (
                other_start <= start and end <= other_end
            )
            if not inside or (kind not in LOOKS and other not in LOOKS) or {kind, other} & {"code", "pre"}:
                raise bad("entities can't be nested like that")


def _boundaries(text: str) -> set[int]:
    found, at = {0}, 0
    for character in text:
        at += 2 if ord(character) > 0xFFFF else 1
        found.add(at)
    return found


def _listed(given: Any, what: str) -> list[Json]:
    if given in (None, ""):
        return []
    found = json.loads(given) if isinstance(given, str) else given
    if not isinstance(found, list):
        raise bad(f"can't parse {what}: expected an Array")
    return found


def _object(given: Any, what: str) -> Json:
    try:
        found = json.loads(given) if isinstance(given, str) else given
    except ValueError:
        raise bad(f"can't parse {what} JSON object") from None
    if not isinstance(found, dict):
        raise bad("object expected as reply markup")
    return found
