"""What a learner reads about their own circles."""

from bot.app.overview import MyCircle
from bot.app.signups import SignedUp
from bot.chat.buttons import CircleCalendar, Leave, encode
from bot.chat.outgoing import Button, Facts, Message, Part, Plain, Spans, Style, Text, stacked
from bot.chat.turn import Reader
from bot.chat.views import seats
from bot.chat.views.circles import where_of
from bot.chat.views.mutes import unmute_button
from bot.chat.views.names import few
from bot.chat.views.rsvps import rsvp_row, week_strip
from bot.domain.signups import Standing
from bot.domain.text import shortened
from bot.domain.times import Moment

EXCERPT = 200
"""Characters of a message that is shown again."""


def welcome(reader: Reader, done: SignedUp) -> Message:
    """What comes of a sign-up: the next meeting, the place, who else, what will happen; or the place in line."""
    say, circle = reader.say, done.circle
    if done.signup.standing is Standing.OFFERED:
        return seats.offer(reader, circle, done.signup, done.meetings)
    if done.position is not None:
        key = "in-line" if done.is_new else "in-line-again"
        return Message((Text(say(key, circle=circle.name, position=done.position)),))
    if not done.is_new:
        return Message((Text(say("signed-up-again", circle=circle.name)),))
    facts: list[tuple[str, Spans]] = []
    if done.next_meeting is not None:
        of = say("card-meeting-of", number=done.next_meeting.number, count=len(done.meetings))
        when = (*reader.when_for_both(done.next_meeting.starts), Plain(" · "), *of)
        facts.append((say.line("signed-up-next"), when))
    facts.append((say.line("card-where"), where_of(reader, circle, done.next_meeting, with_link=True)))
    others = say("signed-up-with", others=len(done.others), names=few(reader, done.others))
    return Message(
        (
            Text(say("signed-up", circle=circle.name)),
            Facts(tuple(facts)),
            Text(others),
            Text(say("signed-up-then")),
        ),
        ((Button(say.line("button-calendar"), encode(CircleCalendar(circle.id))),),),
    )


def mine(reader: Reader, circles: list[MyCircle]) -> list[Message]:
    """One message a circle: next meeting, own answers, a button for each answer and to leave."""
    return [_one(reader, one) for one in circles] or [Message((Text(reader.say("mine-none")),))]


def leave_which(reader: Reader, circles: list[MyCircle]) -> Message:
    """A button for each circle one can leave, with a question before it happens."""
    say = reader.say
    if not circles:
        return Message((Text(say("leave-none")),))
    return Message((Text(say("leave-which")),), tuple((_leave(reader, one),) for one in circles))


def _one(reader: Reader, mine: MyCircle) -> Message:
    say, circle, meeting = reader.say, mine.circle, mine.next_meeting
    parts: list[Part] = [Text(say("card-name", circle=circle.name))]
    if mine.position is not None and meeting is not None:
        parts.append(Text(say("mine-in-line", position=mine.position)))
        return Message(tuple(parts), ((_leave(reader, mine),),))
    if mine.offer is not None:
        parts.append(Text(seats.held(reader, circle, mine.offer)))
        row = seats.offer_row(reader, circle, mine.offer)
        return Message(tuple(parts), (row, (_leave(reader, mine),)))
    if meeting is None:
        parts.append(Text(say("mine-finished")))
    else:
        rows = (
            (say.line("post-when"), reader.when_for_both(meeting.starts)),
            (say.line("post-where"), where_of(reader, circle, meeting, with_link=True)),
        )
        parts.append(Facts(rows))
    marks = [
        (m.meeting.number, (m.answer or "none") if m.meeting.is_on else "cancelled") for m in mine.meetings
    ]
    parts.append(Text((Plain(week_strip(reader, marks)),)))
    if mine.goal:
        goal = say("mine-goal", goal=mine.goal)
        far = (Plain(" · "), *say(f"goal-{mine.progress}")) if mine.progress else ()
        parts.append(Text((*goal, *far)))
    parts += _messages(reader, mine)
    if mine.is_muted:
        parts.append(Text(say("mine-muted")))
    quiet = ((unmute_button(reader, circle),),) if mine.is_muted else ()
    if meeting is None:
        return Message(tuple(parts), quiet)
    rsvps = () if meeting.has_started(now=reader.now) else (rsvp_row(reader, meeting),)
    return Message(tuple(parts), (*rsvps, *quiet, (_leave(reader, mine),)))


def _messages(reader: Reader, mine: MyCircle) -> list[Part]:
    """The latest messages that were for the reader, shortened."""
    say = reader.say
    if not mine.messages:
        return []
    lines = [
        say(
            "mine-message",
            when=reader.when(Moment(one.at, mine.circle.zone)),
            author=one.author,
            text=shortened(one.text, EXCERPT),
        )
        for one in mine.messages
    ]
    return [Text(stacked([say("mine-messages"), *lines]))]


def _leave(reader: Reader, mine: MyCircle) -> Button:
    say, circle = reader.say, mine.circle
    return Button(
        say.line("button-leave", circle=circle.name),
        encode(Leave(circle.id)),
        style=Style.DANGER,
        confirm=say.line("leave-confirm", circle=circle.name),
    )
