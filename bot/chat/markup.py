"""The markup of the catalogs' sentences, and the values put into them.

A sentence knows two marks: `**strong**`, and `[label](name)` for a link to the target passed under `name`.
Values travel through a sentence as sentinels, single private-use characters, and take their place only after
the marks are read. So a value is never markup, whatever it contains.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.chat.outgoing import DeepLink, Link, Plain, Span, Spans, Strong, Typed, When

Inserted = str | When
"""What may stand in a sentence for a value: literal text, or a moment."""

SENTENCES = 4096
"""Sentences that are remembered as they are taken apart."""

_FIRST, _LAST = 0xE000, 0xF8FF
_MARK = re.compile(
    r"(?P<strong>\*\*)|\[(?P<label>[^\[\]]*)\]\((?P<target>[A-Za-z][\w-]*)\)|(?P<sentinel>[\ue000-\uf8ff])",
    re.ASCII,
)
_SENTINEL = re.compile(r"[\ue000-\uf8ff]")
# What ends a paragraph for the bidirectional algorithm, and with it every isolate.
_PARAGRAPH_END = re.compile(r"(\r\n|[\n\r\x1c-\x1e\x85\u2029])")

_FIRST_STRONG_ISOLATE, _POP_ISOLATE, _POP_EMBEDDING = "\u2068", "\u2069", "\u202c"
_ISOLATES = frozenset("\u2066\u2067\u2068")
_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
_DIRECTION_MARKS = frozenset("\u200e\u200f\u061c")
_BIDI_CONTROLS = _ISOLATES | _EMBEDDINGS | _DIRECTION_MARKS | {_POP_ISOLATE, _POP_EMBEDDING}
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


class MarkupIsBroken(ValueError):
    """A sentence has a mark left open, a link without a target, or a sentinel that stands for nothing."""


def sentinel(number: int) -> str:
    """The character that stands for the value of that number."""
    if not 0 <= number <= _LAST - _FIRST:
        raise MarkupIsBroken(f"no sentence holds {number + 1} values")
    return chr(_FIRST + number)


def has_sentinel(text: str) -> bool:
    """Whether a character that could be taken for a value stands in the text."""
    return _SENTINEL.search(text) is not None


def spans_of(sentence: str, values: Sequence[Inserted], targets: Mapping[str, str | DeepLink]) -> Spans:
    """The sentence as spans, with `values` where their sentinels stand and `targets` behind its links.

    Neighbours of one kind are one span, and there are no empty ones. A link or a moment between `**` stays
    what it is. Raises MarkupIsBroken.
    """
    return tuple(_merged(_filled(piece, values, targets) for piece in _pieces(sentence)))


def flat(spans: Spans) -> str:
    """The words of the spans without their looks: a link is its label, a moment its text."""
    return "".join(span.text for span in spans)


def isolated(text: str) -> str:
    """The text so that its direction cannot spill over to what stands around it (SPEC 4.27).

    Only text with right-to-left characters or direction controls is changed: each of its paragraphs is put
    between isolates, what it opens is closed, and what it closes without having opened is dropped.
    """
    if text.isascii() or not any(_steers_direction(character) for character in text):
        return text
    return "".join(
        piece if index % 2 or not piece else f"{_FIRST_STRONG_ISOLATE}{_balanced(piece)}{_POP_ISOLATE}"
        for index, piece in enumerate(_PARAGRAPH_END.split(text))
    )


@dataclass(frozen=True, slots=True)
class _Value:
    """Where the value of that number stands."""

    number: int
    strong: bool


@dataclass(frozen=True, slots=True)
class _Linked:
    """A label, which may hold values, and the name of where it leads."""

    label: str
    target: str


_Piece = Plain | Strong | _Value | _Linked


@lru_cache(SENTENCES)
def _pieces(sentence: str) -> tuple[_Piece, ...]:
    """The sentence taken apart. There are only so many: what people wrote is not yet in it."""
    pieces: list[_Piece] = []
    strong = False
    read_to = 0
    for mark in _MARK.finditer(sentence):
        pieces.append(_sentence(sentence[read_to : mark.start()], strong=strong))
        read_to = mark.end()
        if mark["strong"]:
            strong = not strong
        elif mark["sentinel"]:
            pieces.append(_Value(ord(mark["sentinel"]) - _FIRST, strong))
        else:
            if "**" in mark["label"]:
                raise MarkupIsBroken("a link's label cannot hold **")
            pieces.append(_Linked(mark["label"], mark["target"]))
    pieces.append(_sentence(sentence[read_to:], strong=strong))
    if strong:
        raise MarkupIsBroken("a ** is not closed")
    return tuple(pieces)


def _filled(piece: _Piece, values: Sequence[Inserted], targets: Mapping[str, str | DeepLink]) -> Span:
    match piece:
        case _Value(number, strong):
            value = _value(number, values)
            return value if isinstance(value, When) else _literal(isolated(value), strong=strong)
        case _Linked(label, target):
            return Link(_label(label, values), _target(target, targets))
        case _:
            return piece


def _literal(text: str, *, strong: bool) -> Plain | Strong:
    return Strong(text) if strong else Plain(text)


def _sentence(text: str, *, strong: bool) -> Plain | Strong:
    """What the sentence itself says. A command is set strongly there, and only there is it one."""
    return _literal(Typed(text) if strong and text.startswith("/") else text, strong=strong)


def _value(number: int, values: Sequence[Inserted]) -> Inserted:
    if number >= len(values):
        raise MarkupIsBroken(f"U+{_FIRST + number:04X} stands for no value")
    return values[number]


def _target(name: str, targets: Mapping[str, str | DeepLink]) -> str | DeepLink:
    if name not in targets:
        raise MarkupIsBroken(f"the link to {name} has no target")
    return targets[name]


def _label(label: str, values: Sequence[Inserted]) -> str:
    def words(found: re.Match[str]) -> str:
        value = _value(ord(found[0]) - _FIRST, values)
        return value.text if isinstance(value, When) else isolated(value)

    return _SENTINEL.sub(words, label)


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    """The spans with neighbours of one kind joined and empty ones gone."""
    kind: type[Plain] | type[Strong] = Plain
    texts: list[str] = []
    for span in spans:
        if isinstance(span, Plain | Strong):
            if not span.text:
                continue
            if texts and type(span) is not kind:
                yield kind(_joined(texts))
                texts = []
            kind = type(span)
            texts.append(span.text)
        else:
            if texts:
                yield kind(_joined(texts))
                texts = []
            yield span
    if texts:
        yield kind(_joined(texts))


def _joined(texts: Sequence[str]) -> str:
    joined = "".join(texts)
    return Typed(joined) if isinstance(texts[0], Typed) else joined


def _steers_direction(character: str) -> bool:
    return character in _BIDI_CONTROLS or unicodedata.bidirectional(character) in _RIGHT_TO_LEFT


def _balanced(text: str) -> str:
    """One paragraph in which every embedding and isolate is closed where it was opened."""
    kept: list[str] = []
    closers: list[str] = []
    for character in text:
        if character in _ISOLATES:
            closers.append(_POP_ISOLATE)
        elif character in _EMBEDDINGS:
            closers.append(_POP_EMBEDDING)
        elif character == _POP_ISOLATE:
            if _POP_ISOLATE not in closers:
                continue
            # The end of an isolate also ends the embeddings opened within it.
            while closers[-1] != _POP_ISOLATE:
                kept.append(closers.pop())
            closers.pop()
        elif character == _POP_EMBEDDING:
            if not closers or closers[-1] != _POP_EMBEDDING:
                continue
            closers.pop()
        kept.append(character)
    return "".join([*kept, *reversed(closers)])
