"""How a meeting was: the card that asks, and what somebody has said."""

from bot.app.feedback import Asked
from bot.chat.buttons import GiveFeedback, Rate, WriteRecap, encode
from bot.chat.outgoing import Button, Facts, Message, Part, Plain, Spans, Text
from bot.chat.turn import Reader
from bot.chat.views.names import literal
from bot.domain.circles import Circle
from bot.domain.feedback import RATINGS, Author
from bot.domain.ids import MeetingId
from bot.domain.meetings import Meeting

Rows = tuple[tuple[Button, ...], ...]


def rating_rows(reader: Reader, meeting: MeetingId, author: Author) -> Rows:
    """A button for each rating, and one for the form in which all can be said."""
    more = Button(reader.say.line(f"{author}-say-more"), encode(GiveFeedback(meeting)), opens_form=True)
    buttons = tuple(
        Button(rating_of(reader, author, rating), encode(Rate(meeting, rating))) for rating in RATINGS
    )
    if author is Author.LEARNER:
        return (buttons, (more,))
    return (buttons[3:][::-1], buttons[:3][::-1], (more,))


def rating_of(reader: Reader, author: Author, rating: int) -> str:
    """A rating in the words of that role."""
    return reader.say.line(f"{author}-rating-{rating}")


def ask(reader: Reader, asked: Asked) -> Message:
    """Asks how the meeting was, whoever the reader is to it."""
    return _card(reader, asked, ())


def rated(reader: Reader, asked: Asked) -> Message:
    """What was said so far, and how to say more or something else."""
    given = asked.given
    if given is None:
        return ask(reader, asked)
    thanks = reader.say("rating-thanks", rating=rating_of(reader, asked.author, given.rating))
    return _card(reader, asked, (Text(thanks),))


def saved(reader: Reader, asked: Asked) -> Message:
    """All that a facilitator has said, in full."""
    say, given = reader.say, asked.given
    rows: list[tuple[str, Spans]] = []
    if given is not None:
        rows.append((say.line("feedback-rating"), (Plain(rating_of(reader, asked.author, given.rating)),)))
    if asked.total is not None:
        rows.append((say.line("feedback-attended"), say("attendance", total=asked.total)))
    if given is not None:
        for key, words in (
            ("feedback-went-well", given.went_well),
            ("feedback-to-change", given.to_change),
            ("feedback-sentence", given.sentence),
        ):
            rows += [(say.line(key), (literal(words),))] if words else []
    brings = asked.following.agenda if asked.following and asked.author is Author.FACILITATOR else None
    if brings and "bring" not in asked.left:
        rows.append((say.line("feedback-brings"), (literal(brings),)))
    left = [Text(say("feedback-left-attended"))] if "attended" in asked.left else []
    if "bring" in asked.left and asked.following is not None:
        left.append(Text(say("feedback-left-bring", agenda=asked.following.agenda or "–")))
    parts: tuple[Part, ...] = (
        Text(say("feedback-saved", **_which(asked.circle, asked.meeting, asked.count))),
        Facts(tuple(rows)),
        *left,
        Text(say("feedback-editable")),
    )
    return Message(parts, (_afterwards(reader, asked),))


def which(reader: Reader, found: list[tuple[Circle, Meeting]]) -> Message:
    """Several meetings one could mean, a button each."""
    say = reader.say
    rows = tuple(
        (
            Button(
                say.line("feedback-one-of", circle=circle.name, number=meeting.number),
                encode(GiveFeedback(meeting.id)),
                opens_form=True,
            ),
        )
        for circle, meeting in found
    )
    return Message((Text(say("feedback-which")),), rows)


def _card(reader: Reader, asked: Asked, parts: tuple[Part, ...]) -> Message:
    key = "rating-ask" if asked.author is Author.LEARNER else "how-was-it"
    text = reader.say(key, **_which(asked.circle, asked.meeting, asked.count))
    rows = rating_rows(reader, asked.meeting.id, asked.author)
    if parts and asked.author is Author.FACILITATOR:
        rows = (*rows, (_recap(reader, asked),))
    return Message((Text(text), *parts), rows)


def _afterwards(reader: Reader, asked: Asked) -> tuple[Button, ...]:
    change = Button(
        reader.say.line("button-change-feedback"), encode(GiveFeedback(asked.meeting.id)), opens_form=True
    )
    return (change, _recap(reader, asked)) if asked.author is Author.FACILITATOR else (change,)


def _recap(reader: Reader, asked: Asked) -> Button:
    return Button(reader.say.line("button-recap"), encode(WriteRecap(asked.meeting.id)), opens_form=True)


def _which(circle: Circle, meeting: Meeting, count: int) -> dict[str, str | int]:
    return {"circle": circle.name, "number": meeting.number, "count": count}
