"""Checking in at the table."""

from bot.app.check_ins import check_in, circle_behind, make_check_in_code
from bot.chat.buttons import SeeCircle, ShowCheckIn, encode
from bot.chat.outgoing import Button, DeepLink, Message, Photo, Reply, Text
from bot.chat.qr import png
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.domain.attendance import CHECK_IN_AFTER
from bot.domain.errors import NotFound
from bot.domain.signups import NotSignedUp
from bot.domain.times import Moment


def show_code(turn: Turn, press: ShowCheckIn) -> Reply:
    """A link and the same as a picture, for the table."""
    circle, meeting, code = make_check_in_code(turn.work, turn.actor, press.meeting, now=turn.now)
    say, link = turn.say, DeepLink(f"k-{code}")
    count = len(turn.work.meetings.of_circle(circle.id))
    until = turn.reader.when(Moment(meeting.ends_at + CHECK_IN_AFTER, meeting.zone))
    heading = say("check-in-code", circle=circle.name, number=meeting.number, count=count, link=link)
    alt = say.line("check-in-photo", circle=circle.name, number=meeting.number)
    photo = Photo(png(turn.address_of(link)), alt)
    parts = (Text(heading), Text(say("check-in-until", until=until)))
    return Reply(messages=[Message(parts, attachments=(photo,))])


def arrive(turn: Turn, code: str) -> Reply:
    """The code was opened: who has a seat is checked in, others are told how to get one."""
    say = turn.say
    try:
        done = check_in(turn.work, turn.actor, code, now=turn.now)
    except NotSignedUp:
        return _no_seat(turn, code)
    key = "check-in-done" if done.is_new else "check-in-again"
    text = say(key, circle=done.circle.name, number=done.meeting.number)
    return Reply(messages=[Message((Text(text),))], home_dirty=True)


def _no_seat(turn: Turn, code: str) -> Reply:
    circle = circle_behind(turn.work, turn.actor, code, now=turn.now)
    if circle is None:
        raise NotFound
    see = Button(circle.name, encode(SeeCircle(circle.id)))
    text = Text(turn.say("check-in-no-seat", circle=circle.name))
    return Reply(messages=[Message((text,), ((see,),))])


SUBJECT = Subject(presses={ShowCheckIn: show_code})
