"""Typed buttons: what a press means, written in at most 64 bytes (Telegram's `callback_data`).

A button may be months old when it is pressed, so it names things by id and the state is loaded again. Codes are never used
anew for something else.
"""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from types import NoneType
from typing import TypeVar, get_args, get_type_hints

from bot.domain.errors import BrokenRule

LONGEST = 64
"""Bytes of an encoded button: the Bot API's limit for `callback_data`; Slack's `action_id` and `value` hold more."""


class UnknownButton(BrokenRule):
    """A button that this version does not know."""


class Press:
    """What pressing a button means."""


_BY_CODE: dict[str, type[Press]] = {}
_CODE_OF: dict[type[Press], str] = {}
P = TypeVar("P", bound=Press)


def coded(code: str) -> Callable[[type[P]], type[P]]:
    """Gives a kind of press its code. Raises ValueError when another has it."""

    def register(kind: type[P]) -> type[P]:
        if code in _BY_CODE:
            raise ValueError(f"two buttons have the code {code}")
        _BY_CODE[code] = kind
        _CODE_OF[kind] = code
        return kind

    return register


def encode(press: Press) -> str:
    """The button's text: its code and values with colons between. Raises ValueError when it is too long."""
    values = (getattr(press, name) for name, _ in _shape(type(press)))
    text = ":".join([_CODE_OF[type(press)], *("" if value is None else str(value) for value in values)])
    if len(text.encode()) > LONGEST:
        raise ValueError(f"the button {text!r} has more than {LONGEST} bytes")
    return text


def decode(text: str) -> Press:
    """What the button means. Raises UnknownButton, whatever the text is."""
    code, *given = text.split(":")
    kind = _BY_CODE.get(code)
    if kind is None:
        raise UnknownButton
    shape = _shape(kind)
    if len(given) != len(shape):
        raise UnknownButton
    try:
        return kind(*(read(value) for (_, read), value in zip(shape, given, strict=True)))
    except ValueError:
        raise UnknownButton from None


@cache
def _shape(kind: type[Press]) -> tuple[tuple[str, Callable[[str], object]], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, _reader(hints[f.name])) for f in fields(kind))  # pyright: ignore[reportArgumentType] - all are dataclasses


def _reader(hint: object) -> Callable[[str], object]:
    kinds = [getattr(kind, "__supertype__", kind) for kind in get_args(hint) or (hint,)]
    optional = NoneType in kinds
    kind = next(kind for kind in kinds if kind is not NoneType)
    convert: Callable[[str], object] = kind if isinstance(kind, type) else str

    def read(text: str) -> object:
        if text:
            return convert(text)
        if optional:
            return None
        raise ValueError("a value is missing")

    return read
