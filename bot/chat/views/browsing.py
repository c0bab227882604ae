"""Pages of circles that are found, what they can be narrowed down by, and cities to choose from."""

from collections.abc import Sequence

from babel.dates import get_day_names

from bot.app.browsing import MOST_COUNTED, PAGE, Listed, Page
from bot.chat.buttons import (
    AskTopic,
    AskWhere,
    Browse,
    BrowseAround,
    ChooseBy,
    NarrowBy,
    SeeCircle,
    SeeFound,
    encode,
)
from bot.chat.gazetteer import gazetteer
from bot.chat.interview import TICKED
from bot.chat.locales import language_name
from bot.chat.markup import isolated
from bot.chat.outgoing import Button, Message, Part, Plain, Spans, Text
from bot.chat.turn import Reader
from bot.chat.views.circles import seats_of, where_of
from bot.chat.views.cities import city_of_circle, city_words, how_far
from bot.domain.cities import City
from bot.domain.ids import SearchId
from bot.domain.meetings import link_of, place_of
from bot.domain.searches import By, Search

CLOSE = 1.0
"""Kilometres below which a distance from the centre of a city says nothing."""


def page(reader: Reader, seen: Page) -> Message:
    """A page of circles, each with a button to its card, and what it can be narrowed down by."""
    parts: list[Part] = [
        Text(_heading(reader, seen)),
        *(Text(_line(reader, one, seen)) for one in seen.listed),
    ]
    rows = [
        (Button(reader.say.line("button-see", circle=one.circle.name), encode(SeeCircle(one.circle.id))),)
        for one in seen.listed
    ]
    turns = _turns(reader, seen)
    return Message(tuple(parts), (*rows, *((turns,) if turns else ()), *_filters(reader, seen.search)))


def weekdays(reader: Reader, search: Search) -> Message:
    """The days of the week to choose from, those chosen ticked."""
    names = get_day_names("abbreviated", locale=reader.say.locale)
    buttons = [
        Button(
            _ticked(names[day], chosen=str(day) in search.weekdays),
            encode(NarrowBy(By.WEEKDAY, str(day), search.id)),
        )
        for day in range(7)
    ]
    rows = (tuple(buttons[:4]), tuple(buttons[4:]))
    return Message((Text(reader.say("browse-weekdays")),), (*rows, (_done(reader, search),)))


def languages(reader: Reader, search: Search, found: Sequence[str]) -> Message:
    """The languages to choose from."""
    buttons = [
        Button(
            _ticked(language_name(one), chosen=search.language == one),
            encode(NarrowBy(By.LANGUAGE, one, search.id)),
        )
        for one in found
    ]
    anything = Button(
        _ticked(reader.say.line("browse-any-language"), chosen=not search.language),
        encode(NarrowBy(By.LANGUAGE, None, search.id)),
    )
    rows = tuple(tuple(buttons[i : i + 3]) for i in range(0, len(buttons), 3))
    return Message((Text(reader.say("browse-languages")),), (*rows, (anything,)))


def which_city(reader: Reader, given: str, choices: Sequence[City], search: SearchId | None) -> Message:
    """Which city is meant."""
    buttons = tuple(
        (Button(city_words(reader, city), encode(BrowseAround(city.id, search))),) for city in choices
    )
    return Message((Text(reader.say("browse-which-city", given=given, count=len(choices))),), buttons)


def _heading(reader: Reader, seen: Page) -> Spans:
    say, search = reader.say, seen.search
    where = _where(reader, search)
    if where is None or (search is not None and search.online):
        if not seen.total:
            return say("browse-nothing-such") if search and search.narrowed_by else say("browse-nothing")
        if seen.total > MOST_COUNTED:
            return say("browse-many", most=MOST_COUNTED)
        return say("browse-heading", total=seen.total)
    if seen.nearby:
        return say("browse-near", total=seen.total, where=where)
    if seen.total:
        return say("browse-somewhere" if seen.somewhere else "browse-none-near", where=where)
    return say("browse-nothing-such") if search and search.narrowed_by else say("browse-nothing")


def _where(reader: Reader, search: Search | None) -> str | None:
    if search is None or search.point is None:
        return None
    city = gazetteer().city(search.city) if search.city else None
    return city_words(reader, city) if city else reader.say.line("browse-you")


def _line(reader: Reader, one: Listed, seen: Page) -> Spans:
    when = reader.when_for_both(one.next_meeting.starts) if one.next_meeting else ()
    where = list(_place(reader, one))
    if city := city_of_circle(reader, one.circle):
        where += [Plain(" · "), Plain(isolated(city))]
    if one.far is not None and (one.far >= CLOSE or (one.circle.pinned and _is_shared(seen.search))):
        where += [Plain(" · "), Plain(how_far(reader, one.far))]
    seats = seats_of(reader, one.seats_left, one.waiting)
    name = reader.say("card-name", circle=one.circle.name)
    return (*name, Plain("\n"), *when, Plain("\n"), *where, Plain(" · "), *seats)


def _place(reader: Reader, one: Listed) -> Spans:
    """Where it is; of the link to meet online no more than that there is one."""
    meeting = one.next_meeting
    if meeting is None or not link_of(one.circle, meeting):
        return where_of(reader, one.circle, meeting)
    online = reader.say("browse-is-online")
    return (
        (*where_of(reader, one.circle, meeting), Plain(" · "), *online)
        if place_of(one.circle, meeting)
        else online
    )


def _is_shared(search: Search | None) -> bool:
    return search is not None and search.city is None


def _turns(reader: Reader, seen: Page) -> tuple[Button, ...]:
    def turn(label: str, offset: int) -> Button:
        press = SeeFound(seen.search.id, offset) if seen.search else Browse(offset)
        return Button(reader.say.line(label), encode(press))

    back = (turn("browse-before", max(0, seen.offset - PAGE)),) if seen.offset else ()
    return (*back, turn("browse-more", seen.offset + PAGE)) if seen.has_more else back


def _filters(reader: Reader, search: Search | None) -> tuple[tuple[Button, ...], ...]:
    say, key = reader.say, search.id if search else None
    chosen = search.narrowed_by if search else frozenset[By]()

    def label(by: By) -> str:
        return _ticked(say.line(f"browse-by-{by}"), chosen=by in chosen)

    where = Button(say.line("browse-where"), encode(AskWhere(key)), opens_form=True)
    topic = Button(label(By.TOPIC), encode(AskTopic(key)), opens_form=True)
    choose = [Button(label(by), encode(ChooseBy(by, key))) for by in (By.LANGUAGE, By.WEEKDAY)]
    switch = [Button(label(by), encode(NarrowBy(by, None, key))) for by in (By.ONLINE, By.SEATS)]
    return ((where, topic), (*choose, *switch))


def _ticked(label: str, *, chosen: bool) -> str:
    return f"{TICKED} {label}" if chosen else label


def _done(reader: Reader, search: Search) -> Button:
    return Button(reader.say.line("form-done"), encode(SeeFound(search.id, 0)))
