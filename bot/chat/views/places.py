"""Linked places, as those who run the circle read of them."""

from collections.abc import Sequence

from bot.app.places import CirclePlaces
from bot.chat.buttons import InPlaces, LinkHere, Manage, ShowInPlaces, UnlinkPlace, encode
from bot.chat.outgoing import Button, Message, Part, Spans, Style, Text, stacked
from bot.chat.turn import Reader
from bot.chat.views.names import literal
from bot.domain.circles import Circle
from bot.domain.people import Place


def linked(reader: Reader, circle: Circle, place: Place) -> Message:
    """That a circle is linked with this place, and who reads what here (SPEC 5, 9)."""
    say = reader.say
    parts = (Text(say("here-done", circle=circle.name)), *_who_reads(reader, circle))
    return Message(parts, (_switches(reader, circle), (_unlink(reader, circle, place, circle.name),)))


def which(reader: Reader, circles: Sequence[Circle]) -> Message:
    """Several could be linked."""
    say = reader.say
    rows = tuple(
        (Button(say.line("button-link-here", circle=circle.name), encode(LinkHere(circle.id))),)
        for circle in circles
    )
    return Message((Text(say("here-which")),), rows)


def which_off(reader: Reader, circles: Sequence[Circle], place: Place) -> Message:
    """Several are linked."""
    rows = tuple((_unlink(reader, circle, place, circle.name),) for circle in circles)
    return Message((Text(reader.say("here-which-off")),), rows)


def unlinked(reader: Reader, circle: Circle, place: Place) -> Message:
    """That a circle is linked with a place no more."""
    return Message((Text(reader.say("here-off", circle=circle.name, place=place.title)),))


def places(reader: Reader, seen: CirclePlaces) -> Message:
    """A circle's places, what is read there, and what can be done about it."""
    say, circle = reader.say, seen.circle
    back = (Button(say.line("button-back-to-circle"), encode(Manage(circle.id))),)
    if not seen.places:
        return Message((Text(say("places-none", circle=circle.name)), Text(say("here-how"))), (back,))
    lines: list[Spans] = [say("places-heading", circle=circle.name)]
    lines += [
        say("places-lost", place=place.title) if place.unreachable_at else (literal(place.title),)
        for place in seen.places
    ]
    parts: tuple[Part, ...] = (Text(stacked(lines)), *_who_reads(reader, circle))
    rows = tuple((_unlink(reader, circle, place, place.title),) for place in seen.places)
    return Message(parts, (_switches(reader, circle), *rows, back))


def _who_reads(reader: Reader, circle: Circle) -> tuple[Text, ...]:
    say = reader.say
    link = say("here-link" if circle.link_in_places else "here-no-link")
    where, what = "there" if reader.alone else "here", "names" if circle.names_in_places else "headcount"
    return (Text(say(f"{where}-{what}")), Text(link))


def _switches(reader: Reader, circle: Circle) -> tuple[Button, ...]:
    say = reader.say
    names, names_key = (
        (InPlaces.HEADCOUNT, "button-show-headcount")
        if circle.names_in_places
        else (InPlaces.NAMES, "button-show-names")
    )
    link, link_key = (
        (InPlaces.NO_LINK, "button-hide-link")
        if circle.link_in_places
        else (InPlaces.LINK, "button-show-link")
    )
    return (
        Button(say.line(names_key), encode(ShowInPlaces(circle.id, names))),
        Button(say.line(link_key), encode(ShowInPlaces(circle.id, link))),
    )


def _unlink(reader: Reader, circle: Circle, place: Place, name: str) -> Button:
    say = reader.say
    confirm = say.line("unlink-place-confirm")
    label = say.line("button-unlink-place", name=name)
    return Button(label, encode(UnlinkPlace(circle.id, place.id)), style=Style.DANGER, confirm=confirm)
