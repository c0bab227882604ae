"""One's meetings as a calendar file."""

from bot.app.calendars import Dates, dates_of, my_dates
from bot.chat.buttons import CircleCalendar, encode
from bot.chat.calendar import MEDIA_TYPE, Entry, calendar_file
from bot.chat.outgoing import Button, File, Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views.told_apart import told_apart


def calendar(turn: Turn) -> Reply:
    """`/calendar`: all of one's meetings; with several circles, a button for each."""
    found = my_dates(turn.work, turn.actor, now=turn.now)
    if not found:
        return Reply(messages=[Message((Text(turn.say("calendar-nothing")),))])
    circles = told_apart(turn.reader, turn.work, [one.circle for one in found])
    rows = tuple((Button(circle.name, encode(CircleCalendar(circle.id))),) for circle in circles)
    text = Text(turn.say("calendar-all", total=len(found)))
    return Reply(messages=[Message((text,), rows if len(found) > 1 else (), (_file(turn, found),))])


def of_circle(turn: Turn, press: CircleCalendar) -> Reply:
    """The meetings of one circle."""
    found = dates_of(turn.work, turn.actor, press.circle, now=turn.now)
    text = Text(turn.say("calendar-one", circle=found.circle.name))
    return Reply(messages=[Message((text,), (), (_file(turn, [found]),))])


def _file(turn: Turn, found: list[Dates]) -> File:
    entries = [Entry(one.circle, meeting, len(one.meetings)) for one in found for meeting in one.meetings]
    return File("circles.ics", MEDIA_TYPE, calendar_file(turn.say, entries, now=turn.now))


SUBJECT = Subject(verbs={"calendar": lambda turn, _: calendar(turn)}, presses={CircleCalendar: of_circle})
