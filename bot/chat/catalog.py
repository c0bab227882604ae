"""The catalogs: every sentence we say, with dates, plurals and lists as its reader expects them.

A sentence is found by key in `texts/<language>/*.ftl` and filled with values (see bot.chat.markup for what is
markup and why a value never is). Whatever is wrong with a text is an error of ours and raised as
TextIsBroken, never shown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Self

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast as ftl

from bot.chat.calendar_words import (
    city_of,
    date_in_words,
    day_in_words,
    offset_of,
    time_in_words,
    year_is_clear,
)
from bot.chat.filling import Filling, Through, for_fluent
from bot.chat.locales import SOURCE_LANGUAGE, locale_of
from bot.chat.markup import MarkupIsBroken, flat, has_sentinel, isolated, spans_of
from bot.chat.outgoing import DeepLink, Spans, When
from bot.domain.times import Moment

SENTENCES = 4096
"""Sentences of one reader's that are remembered, as they are before what people wrote is put into them."""

_ESCAPED_SENTINEL = re.compile(r"\\(u|U00)([eE]|[fF][0-8])")
_LINE_END = re.compile(r"\s*[\n\r\u2028\u2029]\s*")


class TextIsBroken(Exception):
    """A text is missing, cannot be read, or does not fit its values: an error in the program or a catalog."""

    def __init__(self, key: str, language: str, reason: str) -> None:
        super().__init__(f"text {key!r} in {language!r}: {reason}")
        self.key = key
        self.language = language
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Pick:
    """A value that only selects among the variants of a text, such as `{ $answer -> [yes] … *[other] … }`.

    It is never shown. A member of an Enum is taken as the Pick of its value.
    """

    value: str


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link of a text, `[label](name)`, leads; passed under that name."""

    to: str | DeepLink


Value = str | int | Moment | When | date | time | Pick | Enum | Target | DeepLink
"""What fills a text: a str literally, a Moment with its zone, a When as it is; a DeepLink is a Target."""


class Say:
    """What speaks to one reader: in `language`, with dates and numbers as `locale` writes them."""

    def __init__(self, language: str, locale: Locale, messages: Sequence[ftl.Resource]) -> None:
        self.language = language
        self.locale = locale
        # Isolates come with the values, and only where they are needed (bot.chat.markup).
        self._bundle = FluentBundle([str(locale)], use_isolating=False)
        for resource in messages:
            self._bundle.add_resource(resource)
        self._known: dict[tuple[str | tuple[str, Value], ...], Spans] = {}
        self._sentence = lru_cache(SENTENCES)(self._formatted)

    def __call__(self, key: str, /, **values: Value) -> Spans:
        """The whole text under `key`, filled with `values`. Raises TextIsBroken."""
        if not all(isinstance(value, Enum) for value in values.values()):
            return self._filled(key, values)
        # There are only so many of them, and most of what is said is labels.
        same = (key, *values.items())
        if same not in self._known:
            self._known[same] = self._filled(key, values)
        return self._known[same]

    def _filled(self, key: str, values: Mapping[str, Value]) -> Spans:
        filling = self._fill(key, values)
        sentence = self._sentence(key, tuple(filling.through_fluent))
        try:
            return spans_of(sentence, filling.inserted, filling.targets)
        except MarkupIsBroken as broken:
            raise TextIsBroken(key, self.language, str(broken)) from broken

    def _formatted(self, key: str, given: tuple[Through, ...]) -> str:
        """The sentence, in which what people wrote is not yet."""
        pattern = self._bundle.get_message(key).value if self._bundle.has_message(key) else None
        if pattern is None:
            raise TextIsBroken(key, self.language, "there is no such text")
        values = {name: for_fluent(way, value) for name, way, value in given}
        sentence, errors = self._bundle.format_pattern(pattern, values)
        if errors or not isinstance(sentence, str):
            raise TextIsBroken(key, self.language, "; ".join(str(error) for error in errors))
        return sentence

    def line(self, key: str, /, **values: Value) -> str:
        """The text on one line, without looks: for labels, headings, toasts. Raises TextIsBroken."""
        return _LINE_END.sub(" ", flat(self(key, **values)))

    def has(self, key: str) -> bool:
        """Whether there is a text under `key`."""
        return self._bundle.has_message(key) and self._bundle.get_message(key).value is not None

    def moment(
        self,
        moment: Moment,
        *,
        viewer_zone: str | None = None,
        now: datetime | None = None,
        with_year: bool = False,
    ) -> When:
        """The moment in words with its zone named, such as "Tue 13 Oct, 18:00 (Berlin time)".

        It is shown on the clock of `viewer_zone` where that is known, else on its own. The year is added when
        the moment lies so far from `now` that it is not clear by itself, and `with_year` always.
        """
        shown = Moment(moment.at, viewer_zone or moment.zone)
        local = shown.local
        day = (
            self.date(local.date())
            if with_year or not year_is_clear(moment.at, now=now)
            else self.day(local.date())
        )
        clock = self.time(local.time())
        city = city_of(shown.zone, self.locale)
        if city is None:
            return When(shown, self.line("moment-in-utc", day=day, time=clock, offset=offset_of(local)))
        return When(shown, self.line("moment-in-zone", day=day, time=clock, city=city))

    def clock(self, moment: Moment) -> str:
        """The time of day on the moment's own clock with its zone named: "18:00 (Berlin time)"."""
        local, city = moment.local, city_of(moment.zone, self.locale)
        if city is None:
            return self.line("clock-in-utc", time=self.time(local.time()), offset=offset_of(local))
        return self.line("clock-in-zone", time=self.time(local.time()), city=city)

    def day(self, day: date) -> str:
        """The day where the year is clear: "Tue 13 Oct"."""
        return day_in_words(day, self.locale)

    def date(self, day: date) -> str:
        """The day with its year: "Tue, 13 Oct 2026"."""
        return date_in_words(day, self.locale)

    def time(self, at: time) -> str:
        """The time of day, on 12 or 24 hours as the reader is used to."""
        return time_in_words(at, self.locale)

    def names(self, names: Sequence[str]) -> str:
        """The names as a list: "Ada, Ben and Cleo". None changes the order of the others (SPEC 4.27)."""
        return format_list([isolated(name) for name in names], locale=self.locale)

    def number(self, number: float) -> str:
        """The number as the reader writes it: "1,234.5"."""
        return format_decimal(number, locale=self.locale)

    def _fill(self, key: str, values: Mapping[str, Value]) -> Filling:
        filling = Filling()
        for name, value in values.items():
            match value:
                case Enum():  # before str and int, which a StrEnum and an IntEnum are as well
                    filling.select(name, str(value.value))
                case Pick():
                    filling.select(name, value.value)
                case str() | When():
                    filling.insert(name, value)
                case bool() | datetime():
                    hint = "a Pick" if isinstance(value, bool) else "a Moment"
                    raise TextIsBroken(key, self.language, f"{name} is a {type(value).__name__}: pass {hint}")
                case int():
                    filling.count(name, value)
                case Moment():
                    filling.insert(name, self.moment(value))
                case date():
                    filling.insert(name, self.date(value))
                case time():
                    filling.insert(name, self.time(value))
                case Target():
                    filling.targets[name] = value.to
                case DeepLink():
                    filling.targets[name] = value
        return filling


class Catalog:
    """All texts in all languages, read once."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        """Takes Fluent texts by language, such as {"en": [...], "pt-BR": [...]}. Raises TextIsBroken."""
        self._messages = {language: _read(language, sources) for language, sources in texts.items()}
        if SOURCE_LANGUAGE not in self._messages:
            raise TextIsBroken("*", SOURCE_LANGUAGE, "the language to fall back to is missing")
        self._languages = {language.casefold(): language for language in self._messages}
        self._speakers: dict[tuple[str, str], Say] = {}

    @classmethod
    @cache
    def load(cls) -> Self:
        """The catalogs of `bot/chat/texts`: a folder for each language, all its files together."""
        folders = resources.files("bot.chat").joinpath("texts").iterdir()
        texts = {folder.name: _sources(folder) for folder in folders if folder.is_dir()}
        return cls({language: sources for language, sources in texts.items() if sources})

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages we speak, in order of their codes."""
        return tuple(sorted(self._messages))

    def speaker(self, *wanted: str | None) -> Say:
        """Speaks the first of the wanted languages that we know, else English.

        A language is an IETF tag in any case, with `-` or `_`. "pt-BR" is met by "pt-BR", else by "pt".
        """
        for tag in wanted:
            language = self._known(tag) if tag else None
            if tag and language:
                return self._say(language, locale_of(tag, language))
        return self._say(SOURCE_LANGUAGE, locale_of(SOURCE_LANGUAGE, SOURCE_LANGUAGE))

    def _known(self, tag: str) -> str | None:
        parts = tag.replace("_", "-").casefold().split("-")
        prefixes = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
        return next((self._languages[prefix] for prefix in prefixes if prefix in self._languages), None)

    def _say(self, language: str, locale: Locale) -> Say:
        key = (language, str(locale))
        if key not in self._speakers:
            self._speakers[key] = Say(language, locale, [self._messages[language]])
        return self._speakers[key]


def _sources(folder: Traversable) -> list[str]:
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return [file.read_text(encoding="utf-8") for file in files if file.name.endswith(".ftl")]


def _read(language: str, sources: Iterable[str]) -> ftl.Resource:
    """All sources as one. Fluent itself skips what it cannot read and what is said twice; we do not."""
    entries: list[ftl.EntryType] = []
    keys: set[str] = set()
    for source in sources:
        if has_sentinel(source) or _ESCAPED_SENTINEL.search(source):
            raise TextIsBroken("*", language, "private-use characters are kept for values")
        for entry in FluentResource(source).body:
            if isinstance(entry, ftl.Junk):
                problems = "; ".join(note.message or "" for note in entry.annotations or [])
                raise TextIsBroken((entry.content or "").strip().split("\n")[0], language, problems)
            if isinstance(entry, ftl.Message | ftl.Term):
                key = f"-{entry.id.name}" if isinstance(entry, ftl.Term) else entry.id.name
                if key in keys:
                    raise TextIsBroken(key, language, "it is there twice")
                keys.add(key)
                entries.append(entry)
    return ftl.Resource(entries)
