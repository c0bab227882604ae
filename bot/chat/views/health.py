"""A team's circles by how they do, each with the rule that says so and its next step."""

from bot.app.health import PAGE, CircleHealth, HealthPage
from bot.chat.buttons import (
    GiveFeedback,
    InviteCoFacilitator,
    Manage,
    Press,
    RunAgain,
    SeeCircles,
    SeeLearners,
    WriteMessage,
    encode,
)
from bot.chat.outgoing import Button, Message, Part, Spans, Text, stacked
from bot.chat.turn import Reader
from bot.chat.views.names import few
from bot.domain.health import Rule, Signs

OPENS_FORM = (GiveFeedback, RunAgain, WriteMessage)
"""Next steps that begin with a form."""


def circles(reader: Reader, seen: HealthPage) -> Message:
    """One page; organizers read it alone."""
    say = reader.say
    parts: list[Part] = [Text(say("circles-heading", team=seen.team.name, total=seen.total))]
    if seen.total:
        marks = {str(mark): number for mark, number in seen.marks.items()}
        parts.append(Text(say("circles-marks", **marks)))
    if seen.total > len(seen.circles):
        last = seen.offset + len(seen.circles)
        parts.append(Text(say("circles-more", first=seen.offset + 1, last=last, total=seen.total)))
    parts += [Text(_about(reader, one)) for one in seen.circles]
    steps = tuple((_step(reader, one),) for one in seen.circles)
    pages: list[Button] = []
    if seen.offset:
        before = SeeCircles(seen.team.id, max(0, seen.offset - PAGE))
        pages.append(Button(say.line("browse-before"), encode(before)))
    if seen.offset + len(seen.circles) < seen.total:
        pages.append(Button(say.line("browse-more"), encode(SeeCircles(seen.team.id, seen.offset + PAGE))))
    return Message(tuple(parts), (*steps, tuple(pages)) if pages else steps)


def _about(reader: Reader, one: CircleHealth) -> Spans:
    say = reader.say
    why = ", ".join(_rule(reader, one, rule) for rule in one.rules)
    lines = [say("circles-line", mark=one.mark, circle=one.circle.name, why=why)]
    if one.next_meeting is not None:
        when = reader.when(one.next_meeting.starts)
        facilitators = few(reader, one.facilitators) or "–"
        lines.append(say("circles-about", facilitators=facilitators, when=when))
    return stacked(lines)


def _rule(reader: Reader, one: CircleHealth, rule: Rule) -> str:
    signs = one.signs or Signs()
    return reader.say.line(
        f"rule-{rule}",
        attended=signs.attended or 0,
        silent=signs.silent,
        names=f" ({few(reader, one.silent)})" if one.silent else "",
        asked=signs.asked,
        answered=signs.answered,
        number=one.last.number if one.last else 0,
    )


def _step(reader: Reader, one: CircleHealth) -> Button:
    rule = one.rules[0]
    press = _next_step(one, rule)
    key = "step-other" if isinstance(press, Manage) and rule is not Rule.DRAFT else f"step-{rule}"
    label = reader.say.line(key, circle=one.circle.name)
    return Button(label, encode(press), opens_form=isinstance(press, OPENS_FORM))


def _next_step(one: CircleHealth, rule: Rule) -> Press:
    """What helps most."""
    match rule:
        case Rule.NO_FACILITATOR:
            return InviteCoFacilitator(one.circle.id)
        case Rule.FEW_CAME | Rule.FEW_ANSWERS:
            return WriteMessage(one.circle.id)
        case Rule.NO_FEEDBACK | Rule.FEEDBACK_LATE if one.last is not None:
            return GiveFeedback(one.last.id)
        case Rule.SILENT:
            return SeeLearners(one.circle.id)
        case Rule.FINISHED:
            return RunAgain(one.circle.id)
        case _:
            return Manage(one.circle.id)
