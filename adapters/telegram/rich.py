"""Text with marks on it, counted as Telegram counts, and cut as a person would cut it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from telegram import MessageEntity

MOST_MARKS = 100
"""Marks that Telegram keeps on one message."""

_BREAKS = (
    re.compile(r"\n{2,}"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…])\s+"),
    re.compile(r"(?<=[,;:])\s+"),
    re.compile(r"\s+"),
)
"""Where a text may be cut, the best first."""

_LEAST = 0.5
"""A piece is filled at least that far, if there is any place to cut it that does."""

# What must not be torn from what stands before it: joiners, variation selectors, skin tones, accents that combine.
_CLINGS = re.compile(r"[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\u0300-\u036f\u20e3]")
_JOINER = "\u200d"

_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")

_NO_BREAK = "\u2060"
# An @ that begins a name would ping whoever has it; with a joiner after it, it looks the same and does not.
_MENTION = re.compile(r"(?<!\w)@(?=\w)")


@dataclass(frozen=True, slots=True)
class Mark:
    """How a stretch of a text looks: a kind of Telegram's entities, from one character to another."""

    kind: str
    start: int
    end: int
    url: str | None = None
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rich:
    """A text and the marks on it."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: "Rich") -> "Rich":
        by = len(self.text)
        moved = (replace(mark, start=mark.start + by, end=mark.end + by) for mark in other.marks)
        return Rich(self.text + other.text, (*self.marks, *moved))

    @property
    def units(self) -> int:
        """How long it is as Telegram counts."""
        return units(self.text)

    @property
    def entities(self) -> list[MessageEntity]:
        """The marks for the Bot API."""
        offsets = _offsets(self.text)
        return [
            MessageEntity(
                mark.kind,
                offsets[mark.start],
                offsets[mark.end] - offsets[mark.start],
                url=mark.url,
                unix_time=mark.moment,
            )
            for mark in self.marks[:MOST_MARKS]
        ]

    def part(self, start: int, end: int) -> "Rich":
        """The characters from one to another, without the white space around them."""
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        kept = (
            replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
            for mark in self.marks
            if mark.start < end and mark.end > start
        )
        return Rich(self.text[start:end], tuple(kept))


def plain(text: str) -> Rich:
    """Text that looks like any other."""
    return Rich(text)


def marked(text: str, kind: str, *, url: str | None = None, moment: datetime | None = None) -> Rich:
    """Text with one mark all over; white space alone takes none."""
    if not text.strip():
        return Rich(text)
    return Rich(text, (Mark(kind, 0, len(text), url, moment),))


def joined(pieces: Iterable[Rich]) -> Rich:
    """The pieces, one after the other."""
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for piece in pieces:
        texts.append(piece.text)
        marks += (replace(mark, start=mark.start + at, end=mark.end + at) for mark in piece.marks)
        at += len(piece.text)
    return Rich("".join(texts), tuple(marks))


def possible(text: str) -> str:
    """The text without what no message can hold."""
    return _IMPOSSIBLE.sub("", text)


def literal(text: str) -> str:
    """The text without what no message can hold, and such that it pings nobody."""
    return possible(_MENTION.sub(f"@{_NO_BREAK}", text))


def units(text: str) -> int:
    """How many UTF-16 code units the text takes."""
    return len(text) + sum(character > "\uffff" for character in text)


def split(rich: Rich, limit: int) -> list[Rich]:
    """The text in pieces of at most `limit` units each: cut between paragraphs, else lines, sentences, words."""
    pieces: list[Rich] = []
    rest = rich.part(0, len(rich.text))
    while rest.units > limit or len(rest.marks) > MOST_MARKS:
        cut = _cut(rest, limit)
        pieces.append(rest.part(0, cut))
        rest = rest.part(cut, len(rest.text))
    return [*pieces, rest] if rest.text else pieces


def shortened(rich: Rich, limit: int) -> Rich:
    """The text if it fits; else as much of its beginning as does, with "…" after it."""
    whole = rich.part(0, len(rich.text))
    if whole.units <= limit and len(whole.marks) <= MOST_MARKS:
        return whole
    return whole.part(0, _cut(whole, limit - 2)) + Rich(" …")


def _cut(rich: Rich, limit: int) -> int:
    """Before which character to cut so that what stands before it fits."""
    offsets = _offsets(rich.text)
    most = min(len(rich.text), bisect_right(offsets, limit) - 1)
    if len(rich.marks) > MOST_MARKS:
        most = min(most, sorted(mark.start for mark in rich.marks)[MOST_MARKS])
    least = int(most * _LEAST)
    for where in _BREAKS:
        # White space at the very end may stick out: it is dropped.
        found = [match.start() for match in where.finditer(rich.text, least, most + 1)]
        if kept := [at for at in found if least < at <= most]:
            return kept[-1]
    return _whole_characters(rich.text, most)


def _whole_characters(text: str, most: int) -> int:
    """At most there, but not within what looks like one character."""
    at = most
    while at > 1 and at < len(text) and (_CLINGS.match(text[at]) or text[at - 1] == _JOINER):
        at -= 1
    return at if at > 1 else max(most, 1)


def _offsets(text: str) -> Sequence[int]:
    """For each character and the end, the units before it."""
    if text.isascii():
        return range(len(text) + 1)
    found = [0]
    for character in text:
        found.append(found[-1] + (2 if character > "\uffff" else 1))
    return found
