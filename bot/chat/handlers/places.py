"""Linking a circle with the group or channel in which it is asked for, and what is read there."""

from datetime import datetime

from bot.app.mishaps import lose_place
from bot.app.place_reach import move_place, regain_place, rename_place
from bot.app.places import (
    circles_to_link,
    link_place,
    linked_at,
    see_places,
    show_in_places,
    unlink_place,
)
from bot.app.ports import Work
from bot.chat.buttons import (
    DigestHere,
    InPlaces,
    LinkHere,
    SeePlaces,
    ShowInPlaces,
    UnknownButton,
    UnlinkPlace,
    decode,
)
from bot.chat.incoming import Change, Command, Incoming, Pressed, Reach
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views import places as views
from bot.domain.ids import CircleId
from bot.domain.people import PlaceKey

VERB = "here"


def asks_for_administrators(incoming: Incoming) -> bool:
    """Whether it matters if the sender administers the group, so that a platform need not be asked otherwise."""
    match incoming:
        case Command(verb=verb):
            return verb.casefold() == VERB
        case Pressed(button=button):
            try:
                return isinstance(decode(button), LinkHere)
            except UnknownButton:
                return False
        case _:
            return False


def writes_there(incoming: Incoming) -> bool:
    """Whether we are to write in the group from then on, so that it matters if we are in it."""
    match incoming:
        case Command(verb=verb, rest=rest):
            asked = (verb.casefold(), rest.strip().casefold())
            return (asked[0] == VERB and asked[1] != "off") or asked == ("digest", "here")
        case Pressed(button=button):
            try:
                return isinstance(decode(button), LinkHere | DigestHere)
            except UnknownButton:
                return False
        case _:
            return False


def reach_of_place(work: Work, reach: Reach, *, now: datetime) -> None:
    """We were let into a group, removed from it, or it has another key or name."""
    account = reach.sender.account
    key = PlaceKey(account.platform, account.workspace, reach.spot.key)
    match reach.change:
        case Change.GAINED:
            for place in work.places.all_at(key):
                regain_place(work, place, now=now)
        case Change.LOST:
            for place in work.places.all_at(key):
                lose_place(work, place.id, now=now)
        case Change.MOVED if reach.new_key is not None:
            for place in work.places.all_at(key):
                move_place(work, place, reach.new_key + place.key.removeprefix(key.key), now=now)
        case Change.MOVED:
            pass
        case Change.RENAMED:
            for place in work.places.all_at(key):
                rename_place(work, place, reach.spot.title)


def here(turn: Turn, rest: str) -> Reply:
    """`/here` in a group links a circle with it, `/here off` ends that; with several it is asked which."""
    if turn.is_private:
        return _say(turn, "here-how")
    if rest.strip().casefold() == "off":
        return _off(turn)
    if turn.spot.invite:
        return uninvited(turn)
    circles = circles_to_link(turn.work, turn.actor, now=turn.now)
    match circles:
        case []:
            return _say(turn, "here-none")
        case [only]:
            return link(turn, LinkHere(only.id))
        case several:
            return Reply(messages=[views.which(turn.reader, several)])


def link(turn: Turn, press: LinkHere) -> Reply:
    """That circle is linked with this group."""
    if turn.is_private:
        return _say(turn, "here-how")
    if turn.spot.invite:
        return uninvited(turn)
    circle, place = link_place(
        turn.work,
        turn.actor,
        press.circle,
        turn.place,
        title=turn.spot.title or turn.spot.key,
        administers=turn.spot.administers,
        now=turn.now,
    )
    return Reply(messages=[views.linked(turn.reader, circle, place)], home_dirty=True)


def uninvited(turn: Turn) -> Reply:
    """We cannot write in this group before somebody lets us in."""
    return Reply(messages=[Message((Text(turn.say("here-uninvited", invite=turn.spot.invite)),))])


def unlink(turn: Turn, press: UnlinkPlace) -> Reply:
    """That circle is linked with that place no more."""
    circle, place = unlink_place(turn.work, turn.actor, press.circle, press.place, now=turn.now)
    return Reply(edit=views.unlinked(turn.reader, circle, place), home_dirty=True)


def show(turn: Turn, press: ShowInPlaces) -> Reply:
    """What the circle's places read from now on."""
    names = {InPlaces.NAMES: True, InPlaces.HEADCOUNT: False}.get(press.what)
    link = {InPlaces.LINK: True, InPlaces.NO_LINK: False}.get(press.what)
    circle = show_in_places(turn.work, turn.actor, press.circle, names=names, link=link, now=turn.now)
    done = turn.say.line("in-places-done")
    if turn.is_private:
        return Reply(toast=done, edit=_places(turn, circle.id))
    place = turn.work.places.by_key(turn.place)
    return Reply(toast=done, edit=views.linked(turn.reader, circle, place) if place else None)


def see(turn: Turn, press: SeePlaces) -> Reply:
    """The places of a circle."""
    return Reply(messages=[_places(turn, press.circle)])


def _off(turn: Turn) -> Reply:
    circles = linked_at(turn.work, turn.actor, turn.place, now=turn.now)
    place = turn.work.places.by_key(turn.place)
    if place is None or not circles:
        return _say(turn, "here-none-off")
    if len(circles) > 1:
        return Reply(messages=[views.which_off(turn.reader, circles, place)])
    circle, place = unlink_place(turn.work, turn.actor, circles[0].id, place.id, now=turn.now)
    return Reply(messages=[views.unlinked(turn.reader, circle, place)], home_dirty=True)


def _places(turn: Turn, circle: CircleId) -> Message:
    return views.places(turn.reader, see_places(turn.work, turn.actor, circle, now=turn.now))


def _say(turn: Turn, key: str) -> Reply:
    return Reply(messages=[Message((Text(turn.say(key)),))])


SUBJECT = Subject(
    verbs={VERB: here},
    presses={LinkHere: link, UnlinkPlace: unlink, ShowInPlaces: show, SeePlaces: see},
    among_others=frozenset({LinkHere, UnlinkPlace, ShowInPlaces}),
    leads_to="manage",
)
