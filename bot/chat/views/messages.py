"""Messages as learners read them, and as their authors do."""

from bot.app.ledger import Entry
from bot.app.messages import Seen
from bot.app.ports import Work
from bot.chat.buttons import (
    EditMessage,
    Manage,
    SeeMessage,
    SendMessage,
    ThrowAwayMessage,
    UndoMessage,
    WriteMessage,
    encode,
)
from bot.chat.outgoing import Button, Message, Part, Spans, Style, Text, stacked
from bot.chat.turn import Reader
from bot.chat.views.names import few, literal
from bot.chat.views.timeline import outcome_of
from bot.domain.circles import Circle
from bot.domain.ids import MessageId
from bot.domain.messages import CircleMessage
from bot.domain.posts import Post
from bot.domain.text import shortened
from bot.domain.times import Moment

EXCERPT = 160
"""Characters of a message in a list."""

LISTED = 100
"""Recipients who are named with what became of theirs; the rest is a count."""


def message(reader: Reader, written: CircleMessage, *, author: str, circle: Circle) -> Message:
    """The message as a learner reads it: who writes, the text literally, and that one can answer."""
    say = reader.say
    heading = say("message-heading", recipients=written.recipients, author=author, circle=circle.name)
    return Message((Text(heading), Text((literal(written.text),)), Text(say("message-answer"))))


def message_post(reader: Reader, work: Work, post: Post, circle: Circle) -> Message:
    """The message that goes out."""
    written = work.messages.get(MessageId(post.subject))
    author = work.people.names([written.written_by])[written.written_by]
    return message(reader, written, author=author, circle=circle)


def preview(reader: Reader, seen: Seen) -> Message:
    """The message as they will read it, who gets it and when, and what can still be done about it."""
    say, written = reader.say, seen.message
    real = message(reader, written, author=seen.author, circle=seen.circle)
    facts: list[Spans] = [say("message-preview-total", total=len(seen.names), names=few(reader, seen.names))]
    if seen.muted:
        facts.append(say("message-muted", total=len(seen.muted), names=few(reader, seen.muted)))
    if seen.meeting is not None:
        when = reader.when(seen.meeting.starts)
        facts.append(say("message-for-meeting", number=seen.meeting.number, when=when))
    if written.for_later:
        facts.append(say("message-for-later"))
    facts.append(_when(reader, seen))
    parts: tuple[Part, ...] = (Text(say("message-preview")), *real.parts, Text(stacked(facts)))
    return Message(parts, (_buttons(reader, seen),))


def taken_back(reader: Reader, seen: Seen) -> Message:
    """That nobody has got it, with what can be done about it now."""
    face = preview(reader, seen)
    return Message((Text(reader.say("message-taken-back")), *face.parts), face.buttons)


def who_got_it(reader: Reader, seen: Seen, entries: list[Entry]) -> Message:
    """What became of the message, by name."""
    say = reader.say
    back = Button(say.line("button-back-to-circle"), encode(Manage(seen.circle.id)))
    excerpt = literal(shortened(seen.message.text, EXCERPT))
    if not entries:
        return Message((Text((excerpt,)), Text(say("message-got-nobody"))), ((back,),))
    lines: list[Spans] = [say("message-got-heading")]
    lines += [(literal(f"{entry.name or ''}: "), *outcome_of(reader, entry)) for entry in entries[:LISTED]]
    if len(entries) > LISTED:
        lines.append(say("timeline-more", total=len(entries) - LISTED))
    return Message((Text((excerpt,)), Text(stacked(lines))), ((back,),))


def latest(reader: Reader, circle: Circle, found: list[Seen]) -> Message:
    """The latest messages of a circle, each with a button."""
    say = reader.say
    write = Button(say.line("button-write"), encode(WriteMessage(circle.id)), opens_form=True)
    back = Button(say.line("button-back-to-circle"), encode(Manage(circle.id)))
    if not found:
        return Message((Text(say("messages-none", circle=circle.name)),), ((write, back),))
    lines: list[Spans] = [say("messages-heading", circle=circle.name)]
    buttons: list[tuple[Button, ...]] = []
    for seen in found:
        when = reader.when(_moment(seen))
        text = shortened(seen.message.text, EXCERPT)
        lines.append(say("messages-line", when=when, author=seen.author, text=text))
        look = say.line("messages-look", when=when)
        buttons.append((Button(look, encode(SeeMessage(seen.message.id))),))
    return Message((Text(stacked(lines)),), (*buttons, (write, back)))


def _when(reader: Reader, seen: Seen) -> Spans:
    say = reader.say
    if seen.plan is None:
        if seen.message.goes_at is None:
            return say("message-goes-now")
        return say("message-goes-at", when=reader.when(Moment(seen.message.goes_at, seen.circle.zone)))
    if seen.is_out:
        return say("message-out")
    if not seen.is_planned:
        return say("message-skipped")
    return say("message-planned", when=reader.when(_moment(seen)))


def _buttons(reader: Reader, seen: Seen) -> tuple[Button, ...]:
    say, written = reader.say, seen.message
    look = Button(say.line("button-who-got-it"), encode(SeeMessage(written.id)))
    if seen.is_out:
        return (look,)
    edit = Button(say.line("button-edit-message"), encode(EditMessage(written.id)), opens_form=True)
    if seen.is_planned:
        return (Button(say.line("button-undo-message"), encode(UndoMessage(written.id))), edit, look)
    away = Button(say.line("button-throw-away"), encode(ThrowAwayMessage(written.id)), style=Style.DANGER)
    if seen.plan is not None:
        return (edit, away)
    send = SendMessage(written.id, written.revision)
    return (Button(say.line("button-send-message"), encode(send), style=Style.PRIMARY), edit, away)


def _moment(seen: Seen) -> Moment:
    return Moment(seen.plan.due_at if seen.plan else seen.message.written_at, seen.circle.zone)
