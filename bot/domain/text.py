"""What people type, made safe to keep: one line or several, never empty, never endless."""

import re
import unicodedata
from urllib.parse import urlsplit

from bot.domain.errors import (
    ValueIsMissing,
    ValueIsNoLink,
    ValueIsNoNumber,
    ValueIsOutOfRange,
    ValueIsTooLong,
)

NAME = 80
"""Longest name of a person, team, circle or course, in characters."""

LINE = 200
"""Longest one-line answer, in characters."""

TEXT = 2000
"""Longest free text, in characters."""

ADDRESS = 500
"""Longest web address, in characters."""

_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_NOTHING = dict.fromkeys(map(ord, "'’‘ʼʻ`´ʹ"))


def one_line(given: str, *, field: str, limit: int = LINE) -> str:
    """The text on one line, white space folded, control characters gone.

    Raises ValueIsMissing when nothing is left, ValueIsTooLong beyond `limit` characters.
    """
    return _checked(" ".join(printable(given).split()), field=field, limit=limit)


def several_lines(given: str, *, field: str, limit: int = TEXT) -> str:
    """The text with its lines kept, at most one blank line in a row. Raises as one_line does."""
    lines = "\n".join(line.rstrip() for line in printable(given).strip().splitlines())
    return _checked(re.sub(r"\n{3,}", "\n\n", lines), field=field, limit=limit)


def optional_line(given: str | None, *, field: str, limit: int = LINE) -> str | None:
    """As one_line, with None where nothing was given."""
    return one_line(given, field=field, limit=limit) if given and given.strip() else None


def web_link(given: str, *, field: str) -> str:
    """An http or https address. A missing scheme is read as https. Raises ValueIsNoLink."""
    text = one_line(given, field=field, limit=ADDRESS)
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - reading it raises when the port is no number
    except ValueError:
        raise ValueIsNoLink(field=field, given=text) from None
    if parts.scheme not in {"http", "https"} or "." not in host.strip(".") or " " in address:
        raise ValueIsNoLink(field=field, given=text)
    return address


def whole_number(given: str, *, field: str, least: int, most: int) -> int:
    """A whole number from `least` to `most`. Raises ValueIsNoNumber or ValueIsOutOfRange."""
    text = one_line(given, field=field)
    if not re.fullmatch(r"[+-]?\d{1,30}", text):
        raise ValueIsNoNumber(field=field, given=text)
    number = int(text)
    if not least <= number <= most:
        raise ValueIsOutOfRange(field=field, given=text, least=least, most=most)
    return number


def shortened(text: str, limit: int) -> str:
    """The text if it has at most `limit` characters, else its beginning up to the end of a word, and an ellipsis."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    whole = kept if text[limit - 1].isspace() else kept[: max(kept.rfind(" "), kept.rfind("\n")) + 1] or kept
    return f"{whole.rstrip()}…"


def printable(given: str) -> str:
    """The text without control characters, lone surrogates and characters that mean nothing, in normal form."""
    kept = (c for c in given if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"})
    return unicodedata.normalize("NFC", "".join(kept))


def fold(name: str) -> str:
    """The name as it is compared: without case, accents, apostrophes and marks. "Saint-Étienne" is "saint etienne"."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN).translate(_NOTHING))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    kept = (letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in bare)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def _checked(text: str, *, field: str, limit: int) -> str:
    if not text or not any(unicodedata.category(c)[0] not in "ZC" for c in text):
        raise ValueIsMissing(field=field)
    if len(text) > limit:
        raise ValueIsTooLong(field=field, limit=limit, given=len(text))
    return text
