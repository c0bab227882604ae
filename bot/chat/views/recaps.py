"""Recaps: as learners read them, and as their facilitator sees them before that."""

from bot.app.attendance import attendance_at, came_to
from bot.app.ports import Work
from bot.app.recaps import RecapSeen
from bot.chat.buttons import SendRecap, WriteRecap, encode
from bot.chat.outgoing import Button, Facts, Message, Part, Plain, Spans, Style, Text
from bot.chat.turn import Reader
from bot.chat.views.about import About
from bot.domain.meetings import Meeting
from bot.domain.recaps import Recap


def recap(reader: Reader, work: Work, about: About) -> Message:
    """What a learner reads: worded for those who came, or for those who missed it."""
    written = work.recaps.find(about.meeting.id)
    if written is None:
        raise ValueError("a recap that was never written cannot be sent")
    came = about.person.id in came_to(work, about.circle, about.meeting)
    saved = attendance_at(work, about.meeting)
    total = saved.total if saved else None
    return Message(_face(reader, about, written, came=came, total=total))


def preview(reader: Reader, about: About, seen: RecapSeen) -> Message:
    """Both wordings as they will look, with oneself as the reader; nothing is sent before the button."""
    say, written = reader.say, seen.recap
    if written is None:
        raise ValueError("a recap that was never written has no preview")
    parts: list[Part] = []
    for came, readers in ((True, seen.came), (False, seen.missed)):
        parts.append(Text(say("recap-for-came" if came else "recap-for-missed", total=readers)))
        parts.extend(_face(reader, about, written, came=came, total=seen.total))
    send = Button(
        say.line("button-send-recap", total=seen.came + seen.missed),
        encode(SendRecap(seen.meeting.id, written.version)),
        style=Style.PRIMARY,
    )
    edit = Button(say.line("button-edit"), encode(WriteRecap(seen.meeting.id)), opens_form=True)
    return Message(tuple(parts), ((send, edit),))


def sent(reader: Reader, seen: RecapSeen, told: int) -> Message:
    """That it is on its way."""
    return Message((Text(reader.say("recap-sent", circle=seen.circle.name, total=told)),))


def _face(reader: Reader, about: About, written: Recap, *, came: bool, total: int | None) -> tuple[Part, ...]:
    say = reader.say
    heading = say(
        "recap-came" if came else "recap-missed",
        name=about.person.name,
        circle=about.circle.name,
        number=about.meeting.number,
        count=about.count,
    )
    rows: list[tuple[str, Spans]] = []
    if total is not None:
        rows.append((say.line("feedback-attended"), say("attendance", total=total)))
    if about.following is not None:
        rows += _next(reader, about.following)
    return (Text(heading), Text((Plain(written.words),)), *((Facts(tuple(rows)),) if rows else ()))


def _next(reader: Reader, meeting: Meeting) -> list[tuple[str, Spans]]:
    say = reader.say
    rows: list[tuple[str, Spans]] = [(say.line("recap-next"), reader.when_for_both(meeting.starts))]
    return rows + ([(say.line("recap-bring"), (Plain(meeting.agenda),))] if meeting.agenda else [])
