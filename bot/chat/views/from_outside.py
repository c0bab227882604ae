"""A circle as anybody may see it, on its page (SPEC 7.3)."""

from bot.app.public import PublicCircle
from bot.chat.markup import isolated
from bot.chat.outgoing import Facts, Link, Message, Part, Plain, Spans, Text, stacked
from bot.chat.turn import Reader
from bot.chat.views.circles import where_of
from bot.chat.views.names import literal
from bot.domain.circles import Stage


def page(reader: Reader, seen: PublicCircle) -> Message:
    """What, when, where and how many seats; nobody's name, and not the link to meet online."""
    say, circle, course = reader.say, seen.circle, seen.course
    title: Spans = (Link(isolated(course.title), course.link),) if course.link else (literal(course.title),)
    when: Spans = say("card-finished")
    if seen.next_meeting is not None:
        of = say("card-meeting-of", number=seen.next_meeting.number, count=len(seen.meetings))
        when = (reader.when(seen.next_meeting.starts), Plain(" · "), *of)
    rows = [
        (say.line("card-when"), when),
        (say.line("card-where"), where_of(reader, circle, seen.next_meeting)),
        (say.line("card-course"), title),
    ]
    if seen.next_meeting is not None:
        rows.insert(2, (say.line("card-seats"), _seats(reader, seen)))
    on = [meeting for meeting in seen.meetings if meeting.is_on]
    lines = [say("meetings-line", number=m.number, when=reader.when(m.starts)) for m in on]
    parts: list[Part] = [Facts(tuple(rows)), Text(stacked([say("page-meetings"), *lines]))]
    return Message(tuple(parts))


def _seats(reader: Reader, seen: PublicCircle) -> Spans:
    if seen.circle.stage is Stage.CLOSED:
        return reader.say("page-closed")
    if seen.seats_left is None:
        return reader.say("card-seats-unlimited")
    return reader.say("card-seats-left", left=seen.seats_left, waiting=seen.waiting)
