"""What the page asks for, read with care: whatever is missing or of another kind is refused in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from adapters.web.local import CannotAct

LONGEST = 4000
"""Characters of one text."""

MOST_VALUES = 200
"""Fields of a form, and options of a field."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked for."""

    given: Mapping[str, Any]

    def text(self, name: str, *, most: int = LONGEST) -> str:
        """A text that is there. Raises CannotAct."""
        value = self.given.get(name)
        if not isinstance(value, str):
            raise CannotAct(f"The page did not say “{name}”.")
        return _fitting(value, most)

    def text_or_none(self, name: str) -> str | None:
        """A text, None where there is none. Raises CannotAct."""
        return None if self.given.get(name) is None else self.text(name)

    def truth(self, name: str) -> bool:
        """Whether or not. Raises CannotAct."""
        value = self.given.get(name)
        if not isinstance(value, bool):
            raise CannotAct(f"The page did not say “{name}”.")
        return value

    def number(self, name: str, *, most: float) -> float:
        """A number that is not beyond `most` on either side. Raises CannotAct."""
        value = self.given.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
            raise CannotAct(f"The page did not say “{name}”.")
        return float(value)

    def values(self, name: str) -> dict[str, str | tuple[str, ...]]:
        """What a form holds. Raises CannotAct."""
        found = self.given.get(name)
        if not isinstance(found, dict):
            raise CannotAct(f"The page did not say “{name}”.")
        held = cast("dict[str, object]", found)
        if len(held) > MOST_VALUES:
            raise CannotAct("That form has too many fields.")
        return {key: _value(value) for key, value in held.items()}


def _value(value: object) -> str | tuple[str, ...]:
    if isinstance(value, str):
        return _fitting(value, LONGEST)
    if isinstance(value, list):
        several = cast("list[object]", value)
        if len(several) <= MOST_VALUES and all(isinstance(one, str) for one in several):
            return tuple(_fitting(str(one), LONGEST) for one in several)
    raise CannotAct("A field of that form holds something that is no text.")


def _fitting(text: str, most: int) -> str:
    if len(text) > most:
        raise CannotAct(f"That is too long: there is room for {most} characters.")
    return text
