"""What the log does not say: tokens, and what people wrote or are called (SPEC 8)."""

import re
import traceback
from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlsplit

from adapters.cli.settings import Settings, secrets_of

LONGEST = 300
"""Characters of what somebody else's code says."""

SPEAKING = ("adapters.", "bot.", "storage.", "telegram.", "slack_sdk.")
"""Whose exceptions say what happened rather than what they were given."""

_QUOTED = re.compile(
    r"""\w+://\S+ | "[^"]*" | `[^`]*` | “[^”]*” | «[^»]*» | (?<!\w)'[^']*' | \{.*\} | <[^>]*>""",
    re.VERBOSE | re.DOTALL,
)
_GIVEN = re.compile(r"""[:\n"'`“«<{(]""")


class Discretion:
    """Knows the secrets of the settings, and takes them out of whatever is to be logged."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        forms = {form for secret in secrets if secret for form in (secret, quote(secret, safe=""))}
        self._secrets = sorted(forms, key=len, reverse=True)

    @classmethod
    def of(cls, settings: Settings) -> "Discretion":
        """With what is secret in the settings."""
        password = urlsplit(settings.database).password if "://" in settings.database else None
        return cls([*secrets_of(settings), *([password] if password else [])])

    def __call__(self, text: str) -> str:
        """The text without them."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


def in_short(error: BaseException) -> str:
    """What an exception says, without what it quotes: that may be an address with a token in it, or a name."""
    kind = type(error)
    if not f"{kind.__module__}.".startswith(SPEAKING):
        return kind.__qualname__
    text = " ".join(_QUOTED.sub("…", str(error)).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def beginning(said: str) -> str:
    """What a library says, up to where it begins to quote what it was given."""
    return _GIVEN.split(said, maxsplit=1)[0].strip()[:LONGEST]


def where_it_broke(fault: BaseException) -> Iterator[str]:
    """The way to a fault and to what caused it, by kind and line.

    What an exception says is left out: it may quote what people wrote, or an address with a token in it.
    """
    if (cause := fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)) is not None:
        yield from where_it_broke(cause)
    for frame in traceback.extract_tb(fault.__traceback__):
        yield f"{frame.filename}:{frame.lineno} in {frame.name}: {frame.line}"
    said = f": {fault.strerror}" if isinstance(fault, OSError) and fault.strerror else ""
    yield f"{type(fault).__module__}.{type(fault).__qualname__}{said}"
