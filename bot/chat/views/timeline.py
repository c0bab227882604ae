"""What will be sent in a circle, what was sent, and why."""

from bot.app.ledger import Entry
from bot.app.timeline import Planned, SentNow
from bot.chat.buttons import (
    EditLead,
    EditMessage,
    EditStandingWords,
    EditWords,
    Manage,
    PreviewPlan,
    SeePlan,
    SendPlanNow,
    SkipPlan,
    encode,
)
from bot.chat.markup import flat
from bot.chat.outgoing import Button, Message, Plain, Spans, Style, Text, stacked
from bot.chat.turn import Reader
from bot.chat.views.names import literal
from bot.domain.circles import Circle
from bot.domain.posts import PostKind, PostState
from bot.domain.text import shortened
from bot.domain.times import Moment

SHOWN = 10
"""Planned posts that are listed; the rest is a count."""

EXCERPT = 60
"""Characters of a message in a list."""


def timeline(reader: Reader, circle: Circle, planned: list[Planned]) -> Message:
    """What will be sent, the soonest first, each with a button; what as things are goes to nobody is one line."""
    say = reader.say
    if not planned:
        return Message((Text(say("timeline-nothing", circle=circle.name)),), ((_back(reader, circle),),))
    lines: list[Spans] = [say("timeline-heading", circle=circle.name)]
    shown = planned[:SHOWN]
    lines += [line_of(reader, one) for one in shown if one.recipients]
    to_nobody = [_label(reader, one) for one in shown if not one.recipients]
    if to_nobody:
        lines.append(say("timeline-nobody", what=say.names(to_nobody)))
    if len(planned) > SHOWN:
        lines.append(say("timeline-more", total=len(planned) - SHOWN))
    buttons = [Button(_label(reader, one), encode(SeePlan(one.plan.id))) for one in shown]
    rows = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    settings = (
        Button(say.line("button-standing-words"), encode(EditStandingWords(circle.id)), opens_form=True),
        Button(say.line("button-lead"), encode(EditLead(circle.id)), opens_form=True),
    )
    return Message((Text(stacked(lines)),), (*rows, settings, (_back(reader, circle),)))


def plan(reader: Reader, one: Planned) -> Message:
    """One thing that will be sent, with what can be done about it."""
    say = reader.say
    first = [Button(say.line("button-preview"), encode(PreviewPlan(one.plan.id)))]
    if one.plan.kind is PostKind.REMINDER and one.meeting is not None:
        first.append(Button(say.line("button-edit"), encode(EditWords(one.meeting.id)), opens_form=True))
        lead = EditLead(one.circle.id, one.meeting.id)
        first.append(Button(say.line("button-lead"), encode(lead), opens_form=True))
    if one.message is not None:
        edit = EditMessage(one.message.id)
        first.append(Button(say.line("button-edit-message"), encode(edit), opens_form=True))
    second = (
        Button(say.line("button-send-now"), encode(SendPlanNow(one.plan.id))),
        Button(
            say.line("button-skip"),
            encode(SkipPlan(one.plan.id)),
            style=Style.DANGER,
            confirm=say.line("skip-confirm"),
        ),
    )
    return Message((Text(line_of(reader, one)),), (tuple(first), second))


def sent_now(reader: Reader, circle: Circle, sent: SentNow) -> Message:
    """To how many it goes, and when to those who have quiet hours."""
    at_once, later = sent.total - len(sent.later), sent.later
    parts = [Text(reader.say("sent-now", total=at_once))] if at_once or not later else []
    if later:
        when = reader.when(Moment(later[0], circle.zone))
        parts.append(Text(reader.say("sent-now-later", total=len(later), when=when)))
    return Message(tuple(parts))


def line_of(reader: Reader, one: Planned) -> Spans:
    """When, what, and to how many."""
    when = reader.when(Moment(one.plan.due_at, one.circle.zone))
    number = one.meeting.number if one.meeting else 0
    words = shortened(one.message.text, EXCERPT) if one.message else ""
    kind, total = one.plan.kind, one.recipients
    return reader.say("timeline-line", when=when, kind=kind, number=number, words=words, total=total)


def flat_line(reader: Reader, one: Planned) -> str:
    """The same as plain words."""
    return flat(line_of(reader, one))


def looked_back(reader: Reader, entries: list[Entry]) -> Message:
    """Why one got something, or did not, from the ledger."""
    say = reader.say
    if not entries:
        return Message((Text(say("why-nothing")),))
    lines: list[Spans] = [say("why-heading")]
    lines += [why(reader, entry) for entry in entries]
    return Message((Text(stacked(lines)),))


def why(reader: Reader, entry: Entry) -> Spans:
    """One message: what it was, what became of it, and for what reason it came."""
    say, post = reader.say, entry.post
    zone = entry.circle.zone if entry.circle else entry.team.zone
    when = reader.when(Moment(post.sent_at or post.due_at, zone))
    where = entry.circle.name if entry.circle else entry.team.name
    number = entry.meeting.number if entry.meeting else 0
    what = say("why-line", when=when, kind=post.kind, number=number, where=where)
    outcome = (
        say("why-because", kind=post.kind) if post.state is PostState.SENT else outcome_of(reader, entry)
    )
    return (*what, Plain(" "), *outcome)


def sent(reader: Reader, entries: list[Entry]) -> Message:
    """What became of a reminder, by name."""
    say = reader.say
    if not entries:
        return Message((Text(say("deliveries-none")),))
    lines: list[Spans] = [say("deliveries-heading")]
    lines += [(literal(entry.name or ""), Plain(": "), *outcome_of(reader, entry)) for entry in entries]
    return Message((Text(stacked(lines)),))


def outcome_of(reader: Reader, entry: Entry) -> Spans:
    """What became of a post, and why it was not sent if it was not."""
    say, post = reader.say, entry.post
    if post.state is PostState.SENT and post.sent_at is not None:
        zone = entry.circle.zone if entry.circle else entry.team.zone
        return say("outcome-sent", when=reader.when(Moment(post.sent_at, zone)))
    if post.reason is not None and post.state in {PostState.SKIPPED, PostState.FAILED, PostState.UNKNOWN}:
        return say(f"reason-{post.reason}")
    if post.state is PostState.PLANNED and post.due_at > reader.now:
        zone = entry.circle.zone if entry.circle else entry.team.zone
        return say(
            "outcome-again" if post.attempts else "outcome-waits", when=reader.when(Moment(post.due_at, zone))
        )
    return say("outcome-unknown" if post.state is PostState.UNKNOWN else "outcome-planned")


def _label(reader: Reader, one: Planned) -> str:
    number = one.meeting.number if one.meeting else 0
    return reader.say.line("timeline-button", kind=one.plan.kind, number=number)


def _back(reader: Reader, circle: Circle) -> Button:
    return Button(reader.say.line("button-back-to-circle"), encode(Manage(circle.id)))
