"""Broken rules. Each is named for the rule and carries a text key and values, never a sentence."""

import re
from datetime import date
from typing import ClassVar

from bot.domain.times import Moment

Value = str | int | date | Moment


class BrokenRule(Exception):
    """What was asked would break a rule, so nothing was changed.

    `key` names the text that tells a person so, `values` fill it, and `field` is the form field at fault, if one is.
    """

    key: ClassVar[str] = "error-broken-rule"

    def __init_subclass__(cls) -> None:
        words = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()
        cls.key = f"error-{words}"

    def __init__(self, *, field: str | None = None, **values: Value) -> None:
        super().__init__(self.key, field, values)
        self.field = field
        self.values = values


class NotAllowed(BrokenRule):
    """The acting person may not do this to that (SPEC 1.3)."""


class NotFound(BrokenRule):
    """What a button, link or command names is not there, or not any more."""


class ValueIsMissing(BrokenRule):
    """A field that must be filled is empty."""


class ValueIsTooLong(BrokenRule):
    """A text has more characters than `limit`; `given` says how many it has."""


class ValueIsNoNumber(BrokenRule):
    """`given` is not a whole number."""


class ValueIsOutOfRange(BrokenRule):
    """`given` is not between `least` and `most`."""


class ValueIsNoChoice(BrokenRule):
    """`given` is none of the offered choices."""


class ValueIsNoDate(BrokenRule):
    """`given` cannot be read as a date, or names a day that does not exist."""


class ValueIsNoTime(BrokenRule):
    """`given` cannot be read as a time of day."""


class ValueIsNoLink(BrokenRule):
    """`given` is not an http or https address."""


class UnknownZone(BrokenRule):
    """`given` is no IANA time zone."""
