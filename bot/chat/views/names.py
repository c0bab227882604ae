"""Names in messages: literal, and folded where there are many (SPEC 4.27, 4.28)."""

from collections.abc import Sequence

from bot.chat.markup import isolated
from bot.chat.outgoing import Part, People, Plain
from bot.chat.turn import Reader

FOLD = 30
"""Names in a list of their own before the rest becomes a count."""

FEW = 12
"""Names within a sentence before the rest becomes a count."""


def literal(text: str) -> Plain:
    """What somebody typed, as it is; its direction does not spill over to what stands around it."""
    return Plain(isolated(text))


def first_name(name: str) -> str:
    """What somebody is called among those who know them."""
    return name.split(maxsplit=1)[0] if name.split() else name


def people(reader: Reader, heading: str, names: Sequence[str]) -> list[Part]:
    """The names under the heading of that key; nothing where there are none."""
    if not names:
        return []
    shown = tuple(isolated(name) for name in names[:FOLD])
    return [People(reader.say.line(heading), shown, len(names))]


def few(reader: Reader, names: Sequence[str]) -> str:
    """The names as part of a sentence, the first few and a count: "Ada, Ben and +7"."""
    shown = list(names[:FEW])
    return reader.say.names([*shown, f"+{len(names) - FEW}"] if len(names) > FEW else shown)
