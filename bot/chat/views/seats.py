"""What somebody reads about their own seat: offered, theirs, taken away, or waiting behind a link."""

from collections.abc import Sequence

from bot.app.circles import upcoming
from bot.app.claims import Claim
from bot.app.line import Place
from bot.chat.buttons import ClaimSeat, DeclineSeat, Leave, TakeSeat, encode
from bot.chat.outgoing import Button, Facts, Message, Plain, Spans, Style, Text
from bot.chat.turn import Reader
from bot.chat.views.circles import where_of
from bot.domain.circles import Circle
from bot.domain.meetings import Meeting
from bot.domain.signups import Signup
from bot.domain.times import Moment


def offer(reader: Reader, circle: Circle, signup: Signup, meetings: Sequence[Meeting]) -> Message:
    """That a seat is held for them and until when, with the meeting that it is about."""
    return Message(
        (Text(held(reader, circle, signup)), _facts(reader, circle, meetings)),
        (offer_row(reader, circle, signup),),
    )


def held(reader: Reader, circle: Circle, signup: Signup) -> Spans:
    """Until when a seat is held, in a sentence."""
    until = reader.when(Moment(signup.held_until or reader.now, circle.zone))
    return reader.say("offer-held", circle=circle.name, until=until)


def offer_row(reader: Reader, circle: Circle, signup: Signup) -> tuple[Button, ...]:
    """*Take it* and *No, thanks*."""
    say = reader.say
    return (
        Button(say.line("button-take-seat"), encode(TakeSeat(circle.id)), style=Style.PRIMARY),
        Button(say.line("button-decline-seat"), encode(DeclineSeat(circle.id, signup.times_offered))),
    )


def yours(reader: Reader, circle: Circle, meetings: Sequence[Meeting], name: str) -> Message:
    """That a seat is theirs, with the next meeting and the place."""
    say = reader.say
    heading = say("seat-heading", name=name, circle=circle.name)
    return Message((Text(heading), _facts(reader, circle, meetings), Text(say("seat-leave"))))


def declined(reader: Reader, seen: Place, meetings: Sequence[Meeting]) -> Message:
    """That the seat goes on, and where they are in line."""
    say, circle = reader.say, seen.circle
    if seen.position is None:
        return offer(reader, circle, seen.signup, meetings)
    leave = Button(
        say.line("button-leave", circle=circle.name),
        encode(Leave(circle.id)),
        confirm=say.line("leave-confirm", circle=circle.name),
    )
    text = say("offer-declined", circle=circle.name, position=seen.position)
    return Message((Text(text),), ((leave,),))


def removed(reader: Reader, circle: Circle, name: str) -> Message:
    """That they are not in the circle any more."""
    say = reader.say
    return Message((Text(say("removed-post", name=name, circle=circle.name)), Text(say("removed-rest"))))


def promoted(reader: Reader, circle: Circle, name: str) -> Message:
    """That they facilitate the circle now."""
    say = reader.say
    return Message((Text(say("promoted-post", name=name, circle=circle.name)), Text(say("promoted-rest"))))


def claim(reader: Reader, seen: Claim, code: str) -> Message:
    """Whose seat a link leads to, and the question whether that is the reader."""
    say = reader.say
    if seen.is_own:
        return Message((Text(say("claim-own", circle=seen.circle.name)),))
    take = Button(say.line("button-claim"), encode(ClaimSeat(code)), style=Style.PRIMARY)
    ask = say("claim-ask", name=seen.name, circle=seen.circle.name)
    return Message((Text(ask), Text(say("claim-rest"))), ((take,),))


def _facts(reader: Reader, circle: Circle, meetings: Sequence[Meeting]) -> Facts:
    say = reader.say
    meeting = upcoming(meetings, now=reader.now)
    rows: list[tuple[str, Spans]] = []
    if meeting is not None:
        of = say("card-meeting-of", number=meeting.number, count=len(meetings))
        rows.append((say.line("signed-up-next"), (*reader.when_for_both(meeting.starts), Plain(" · "), *of)))
    rows.append((say.line("post-where"), where_of(reader, circle, meeting, with_link=True)))
    return Facts(tuple(rows))
