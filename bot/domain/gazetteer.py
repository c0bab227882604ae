"""Finding a city by what people call it: any spelling and language, half a name, a slip of the finger.

A gazetteer is read from one text. It lies in memory as it is: names are found in it by halving, and a city is read when it is
asked for, so there is nothing to build up at the start. `tools/gazetteer.py` writes it:

    a first line of words about where it comes from
    #zones      one line of IANA zones
    #countries  code, then what people call the country, folded
    #regions    country, name, then what else people call it, folded
    #cities     id, name, country, region, near, latitude, longitude, zone by number, thousands of people; the largest first
    #names      a folded name, then the numbers of the cities that are called so, in order of the names
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from bot.domain.cities import City, CityId, Point
from bot.domain.text import fold

MOST_CHOICES = 6
"""Cities that are offered when it is not clear which is meant."""

OUTWEIGHS = 20
"""So many times as large is a city that is meant without asking: London, not the one in Ontario."""

OUTWEIGHS_THE_NAME = 10
"""So many times as large must a city be that is called so elsewhere in the world, to be meant beside one of that name."""

LIKELY = 60
"""Cities that are looked at more closely where a name is only begun."""

HALF = 3
"""Letters that are enough for the beginning of a name."""

SURE = 5
"""With fewer letters a word is a city only if it is just its name: a beginning or a slip is asked about."""

LONG = 7
"""A name of so many letters may be off by two."""

LONGEST = 120
"""Characters of what is typed that are looked at."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz "
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What somebody means by a name: `city`, or where that is not clear `choices`, the likeliest first; or nothing.

    With `by_name` they are called just so; else it is half a name or a slip, and may be no city at all.
    """

    city: City | None = None
    choices: tuple[City, ...] = ()
    by_name: bool = False


def spellings(name: str) -> tuple[str, ...]:
    """The name folded in each way that people write it: "köln" is "koln" and "koeln"."""
    digraphs = unicodedata.normalize("NFC", name).casefold().translate(_DIGRAPHS)
    return tuple(dict.fromkeys((fold(name), fold(digraphs))))


class Gazetteer:
    """The cities of one such text."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._zones = next(_lines(text, b"zones")).split("\t")
        start, end = _part(text, b"cities")
        self._cities = text[start:end].split(b"\n")
        self._names = _part(text, b"names")

    def __len__(self) -> int:
        return len(self._cities)

    def __iter__(self) -> Iterator[City]:
        return (_read(line, self._zones) for line in self._cities)

    def city(self, city: CityId) -> City | None:
        """The city of that number, if it is here."""
        at = self._text.find(b"\n%d\t" % city)
        return _read(self._text[at + 1 : self._text.find(b"\n", at + 1)], self._zones) if at >= 0 else None

    def called(self, name: str, *, country: str | None, region: str | None) -> list[City]:
        """The cities of exactly that name there, the largest first."""
        there = (name, country, region)
        return [city for city in self._called(name) if (city.name, city.country, city.region) == there]

    def find(self, given: str) -> Finding:
        """What the words mean. A country or state may follow the name: "Portland, Maine", "Köln Germany"; or its number."""
        given = given[:LONGEST]
        for name, where in _readings(given):
            if fitting := self._lying_in(where, self._called(name)):
                finding = _weighed(fitting, name, slips=0)
                return _asked(finding) if _is_a_code(name, fitting) else replace(finding, by_name=True)
        name, *where = given.split(",")
        sure = len(fold(name)) >= SURE
        if begun := self._lying_in(where, self._beginning(name)):
            return Finding(city=begun[0]) if sure and len(begun) == 1 else _likeliest(begun, name)
        if near := self._lying_in(where, self._misspelt(name)):
            finding = _weighed(near, name, slips=1 if len(name) < LONG else 2)
            return finding if sure else _asked(finding)
        # There is such a city, but not there.
        return Finding(choices=tuple(self._called(name)[:MOST_CHOICES]))

    @cached_property
    def _countries(self) -> dict[str, frozenset[str]]:
        words = (line.split("\t") for line in _lines(self._text, b"countries"))
        return {code: frozenset((code.casefold(), *called)) for code, *called in words}

    @cached_property
    def _regions(self) -> dict[tuple[str, str], frozenset[str]]:
        words = (line.split("\t") for line in _lines(self._text, b"regions"))
        return {(country, name): frozenset((fold(name), *called)) for country, name, *called in words}

    def _called(self, name: str) -> list[City]:
        return self._numbered(number for folded in spellings(name) for number in self._numbers(folded))

    def _beginning(self, name: str) -> list[City]:
        """The largest cities with a name that begins so; if there are any, those with a name off by a letter too."""
        found = {
            number
            for folded in spellings(name)
            if len(folded) >= HALF
            for _, numbers in self._names_from(folded)
            for number in numbers
        }
        if found:
            found.update(self._off_by_one(name))
        return self._numbered(sorted(found)[:LIKELY])

    def _misspelt(self, name: str) -> list[City]:
        """Cities with a name that is off by a letter, or if there are none and it is a long one by two."""
        if found := set(self._off_by_one(name)):
            return self._numbered(found)
        return self._numbered(
            number
            for folded in spellings(name)
            if len(folded) >= LONG
            for other, numbers in self._names_from(folded[:HALF])
            if abs(len(other) - len(folded)) <= 2 and edits(other, folded, most=2) <= 2
            for number in numbers
        )

    def _off_by_one(self, name: str) -> Iterator[int]:
        for folded in spellings(name):
            if len(folded) > HALF:
                for near in _one_edit_from(folded):
                    yield from self._numbers(near)

    def _lying_in(self, where: Iterable[str], cities: Iterable[City]) -> list[City]:
        """Those of them that lie in all that is named: states, countries; or the one whose number is given."""
        wanted = [fold(one) for one in where if fold(one)]
        return [
            city
            for city in cities
            if str(city.id) in wanted or all(self._lies_in(city, one) for one in wanted)
        ]

    def _lies_in(self, city: City, folded: str) -> bool:
        region = self._regions.get((city.country, city.region or ""), frozenset())
        near = city.near is not None and fold(city.near) == folded.removeprefix("near ")
        return folded in region or folded in self._countries.get(city.country, frozenset()) or near

    def _numbered(self, numbers: Iterable[int]) -> list[City]:
        return [_read(self._cities[number], self._zones) for number in sorted(set(numbers))]

    def _numbers(self, folded: str) -> list[int]:
        """The cities of exactly that folded name."""
        for name, numbers in self._names_from(folded):
            return numbers if name == folded else []
        return []

    def _names_from(self, prefix: str) -> Iterator[tuple[str, list[int]]]:
        """The names that begin so, in order, each with its cities; such a name itself comes first."""
        if not prefix:
            return
        wanted, text = prefix.encode(), self._text
        low, high = self._names
        end = high
        while low < high:
            line = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
            after = text.find(b"\n", line, end)
            if text[line:after] < wanted:
                low = after + 1
            else:
                high = line
        while low < end and text.startswith(wanted, low):
            after = text.find(b"\n", low, end)
            name, numbers = text[low:after].split(b"\t")
            yield name.decode(), [int(number) for number in numbers.split()]
            low = after + 1


def edits(a: str, b: str, *, most: int) -> int:
    """How many letters must be put in, left out or changed to make one of the other; more than `most` counts no further."""
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        before, row = row, [i]
        for j, other in enumerate(b, start=1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other)))
        if min(row) > most:
            return most + 1
    return row[-1]


def _one_edit_from(folded: str) -> set[str]:
    """All that is off by one letter: left out, swapped with the next, put in, or changed. Only Latin ones are put in."""
    split = [(folded[:i], folded[i:]) for i in range(len(folded) + 1)]
    near = {a + b[1:] for a, b in split if b} | {a + b[1] + b[0] + b[2:] for a, b in split if len(b) > 1}
    if folded.isascii():
        near |= {a + letter + b for a, b in split for letter in _LETTERS}
        near |= {a + letter + b[1:] for a, b in split if b for letter in _LETTERS}
    return near - {folded}


def _readings(given: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What may be the name and what the country: after a comma, else the last words."""
    name, *where = given.split(",")
    yield name, tuple(where)
    words = given.split()
    if not where:
        for last in range(1, min(4, len(words))):
            yield " ".join(words[:-last]), (" ".join(words[-last:]),)


def _weighed(cities: list[City], name: str, *, slips: int) -> Finding:
    """The city that outweighs the others, else the largest of them to choose from."""
    named = [city for city in cities if _is_own(name, city, slips)]
    least = OUTWEIGHS_THE_NAME * max((city.population for city in named), default=0)
    meant = [city for city in cities if city in named or city.population >= least]
    first, *others = sorted(meant, key=lambda city: -city.population)
    if all(first.population >= OUTWEIGHS * other.population for other in others):
        return Finding(city=first)
    return Finding(choices=(first, *others)[:MOST_CHOICES])


def _asked(finding: Finding) -> Finding:
    """The same, to be chosen rather than taken."""
    return Finding(choices=(finding.city,)) if finding.city else finding


def _is_a_code(name: str, cities: list[City]) -> bool:
    """Whether it is two or three letters that are not much like any own name: "no", "yes", "LA", but not "Rom"."""
    letters = fold(name)
    slips = len(letters) - 2
    return len(letters) <= HALF and letters.isascii() and not any(_is_own(name, c, slips) for c in cities)


def _likeliest(cities: list[City], name: str) -> Finding:
    """Those to choose from whose own name begins so, the largest first, then the others."""
    folded = spellings(name)
    ranked = sorted(
        cities,
        key=lambda city: (not any(n.startswith(folded) for n in spellings(city.name)), -city.population),
    )
    return Finding(choices=tuple(ranked[:MOST_CHOICES]))


def _is_own(name: str, city: City, slips: int) -> bool:
    """Whether it is the city's own name, but for so many slips."""
    return any(edits(a, b, most=slips) <= slips for a in spellings(name) for b in spellings(city.name))


def _part(text: bytes, name: bytes) -> tuple[int, int]:
    """Where a part begins and ends, the last line's end left out."""
    start = text.index(b"\n#" + name + b"\n") + len(name) + 3
    end = text.find(b"\n#", start - 1)
    return start, end if end >= 0 else len(text)


def _lines(text: bytes, name: bytes) -> Iterator[str]:
    start, end = _part(text, name)
    return iter(text[start:end].decode().splitlines())


def _read(line: bytes, zones: list[str]) -> City:
    number, name, country, region, near, latitude, longitude, zone, population = line.decode().split("\t")
    return City(
        id=CityId(int(number)),
        name=name,
        country=country,
        region=region or None,
        near=near or None,
        point=Point(float(latitude), float(longitude)),
        zone=zones[int(zone)],
        population=int(population),
    )
