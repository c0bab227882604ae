"""One's meetings as a calendar file, and as a feed that a calendar fetches by itself where we can be reached from outside."""

from bot.app.calendars import Dates, dates_of, my_dates, open_feed, revoke_feed
from bot.chat.buttons import CircleCalendar, CloseFeed, OpenFeed, encode
from bot.chat.calendar import MEDIA_TYPE, Entry, calendar_file
from bot.chat.catalog import Target
from bot.chat.outgoing import Button, File, Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views.told_apart import told_apart
from bot.domain.errors import NotFound


def calendar(turn: Turn) -> Reply:
    """`/calendar`: all of one's meetings; with several circles, a button for each."""
    found = my_dates(turn.work, turn.actor, now=turn.now)
    if not found:
        return Reply(messages=[Message((Text(turn.say("calendar-nothing")),))])
    circles = told_apart(turn.reader, turn.work, [one.circle for one in found])
    rows = tuple((Button(circle.name, encode(CircleCalendar(circle.id))),) for circle in circles)
    text = Text(turn.say("calendar-all", total=len(found)))
    rows = (*(rows if len(found) > 1 else ()), *_feed_buttons(turn))
    return Reply(messages=[Message((text,), rows, (_file(turn, found),))])


def of_circle(turn: Turn, press: CircleCalendar) -> Reply:
    """The meetings of one circle."""
    found = dates_of(turn.work, turn.actor, press.circle, now=turn.now)
    text = Text(turn.say("calendar-one", circle=found.circle.name))
    return Reply(messages=[Message((text,), (), (_file(turn, [found]),))])


def make_feed(turn: Turn, _press: OpenFeed) -> Reply:
    """A new private address, told this once."""
    if turn.pages is None:
        raise NotFound
    address = turn.pages.feed(open_feed(turn.work, turn.actor, now=turn.now))
    rows = ((Button(turn.say.line("button-feed-off"), encode(CloseFeed())),),)
    return Reply(
        messages=[Message((Text(turn.say("feed-made", address=address, link=Target(address))),), rows)]
    )


def close_feed(turn: Turn, _press: CloseFeed) -> Reply:
    """The address shows nothing any more."""
    was_open = revoke_feed(turn.work, turn.actor, now=turn.now)
    return Reply(messages=[Message((Text(turn.say("feed-off" if was_open else "feed-was-off")),))])


def _feed_buttons(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    if turn.pages is None:
        return ()
    say = turn.say
    return ((Button(say.line("button-feed"), encode(OpenFeed()), confirm=say.line("feed-confirm")),),)


def _file(turn: Turn, found: list[Dates]) -> File:
    entries = [Entry(one.circle, meeting, len(one.meetings)) for one in found for meeting in one.meetings]
    return File("circles.ics", MEDIA_TYPE, calendar_file(turn.say, entries, now=turn.now))


SUBJECT = Subject(
    verbs={"calendar": lambda turn, _: calendar(turn)},
    presses={CircleCalendar: of_circle, OpenFeed: make_feed, CloseFeed: close_feed},
    leads_to="calendar",
)
