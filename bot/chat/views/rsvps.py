"""RSVP prompts and answers."""

from bot.app.rsvps import Prompt, Recorded
from bot.chat.buttons import GiveRsvp, encode
from bot.chat.catalog import Pick
from bot.chat.markup import isolated
from bot.chat.outgoing import Button, Facts, Message, Part, Style, Text
from bot.chat.turn import Reader
from bot.chat.views.circles import where_of
from bot.chat.views.names import first_name
from bot.domain.meetings import Meeting
from bot.domain.rsvps import Answer
from bot.domain.text import shortened

NAME_IN_PASSING = 40
"""Characters of a name in a line that passes by."""


def rsvp_row(reader: Reader, meeting: Meeting) -> tuple[Button, ...]:
    """Yes, maybe and no for the meeting's present time."""

    def button(answer: Answer, style: Style) -> Button:
        label = reader.say.line(f"rsvp-{answer}")
        return Button(label, encode(GiveRsvp(meeting.id, answer, meeting.revision)), style=style)

    return (
        button(Answer.YES, Style.PRIMARY),
        button(Answer.MAYBE, Style.NORMAL),
        button(Answer.NO, Style.NORMAL),
    )


def prompt(reader: Reader, asked: Prompt) -> Message:
    """A meeting with one's own answer and the buttons to give another. Shows nobody else's."""
    say = reader.say
    number, count = asked.meeting.number, asked.meeting_count
    parts: list[Part] = [
        Text(say("rsvp-ask", circle=asked.circle.name, number=number, count=count)),
        Facts(
            (
                (say.line("post-when"), reader.when_for_both(asked.meeting.starts)),
                (say.line("post-where"), where_of(reader, asked.circle, asked.meeting, with_link=True)),
            )
        ),
    ]
    if asked.answer is not None:
        parts.append(Text(say("rsvp-you-said", answer=asked.answer)))
    return Message(tuple(parts), (rsvp_row(reader, asked.meeting),))


def taken(reader: Reader, recorded: Recorded, asked: Prompt) -> Message:
    """That the answer was noted, for which meeting, and what the facilitators read."""
    say = reader.say
    text = say("rsvp-taken", answer=recorded.rsvp.answer)
    parts: list[Part] = [
        Text(
            say("rsvp-for", circle=asked.circle.name, number=asked.meeting.number, count=asked.meeting_count)
        ),
        Facts(((say.line("post-when"), reader.when_for_both(asked.meeting.starts)),)),
        Text(text),
    ]
    if recorded.rsvp.reason:
        parts.append(Text(say("rsvp-reason", reason=recorded.rsvp.reason)))
    return Message(tuple(parts), (rsvp_row(reader, asked.meeting),))


def taken_here(reader: Reader, recorded: Recorded, name: str) -> Text:
    """That somebody's answer was noted, where others read along and there may be several circles."""
    when = reader.when(recorded.meeting.starts)
    name = isolated(shortened(first_name(name), NAME_IN_PASSING))
    answer, circle = recorded.rsvp.answer, recorded.circle.name
    return Text(reader.say("rsvp-taken-here", answer=answer, name=name, circle=circle, when=when))


def toast(reader: Reader, recorded: Recorded) -> str:
    """The answer in a word."""
    key = "rsvp-taken" if recorded.changed else "rsvp-again"
    return reader.say.line(key, answer=recorded.rsvp.answer)


def week_strip(reader: Reader, marks: list[tuple[int, Answer | str]]) -> str:
    """W1 ✅ W2 ❌ W3 ·"""
    picks = [(number, mark if isinstance(mark, Answer) else Pick(mark)) for number, mark in marks]
    return " ".join(reader.say.line("mine-week", number=number, answer=pick) for number, pick in picks)
