"""The weekly digest as organizers read it; in a group, names and goals become counts (SPEC 3.8, 9)."""

from bot.app.digests import Digest, SignupGroup
from bot.app.needs import NeedLine
from bot.app.weeks import MeetingLine
from bot.chat.buttons import TakeOn, encode
from bot.chat.outgoing import (
    Button,
    Chart,
    DeepLink,
    Message,
    Part,
    Plain,
    Spans,
    Table,
    Text,
    stacked,
)
from bot.chat.turn import Reader
from bot.chat.views.names import few, people

MOST = 40
"""Meetings in a table, and needs; of more there is a count, and a command that shows all."""

BUTTONS = 12
"""Needs that have a button; with more, they are listed and taken on in private."""


def digest(reader: Reader, seen: Digest, *, public: bool) -> Message:
    """The digest; `public` where others than the organizers may read it."""
    say = reader.say
    monday = say.day(seen.week.monday)
    parts: list[Part] = [Text(say("digest-heading", team=seen.team.name, monday=monday))]
    if seen.is_empty:
        parts.append(Text(say("digest-empty")))
        return Message(tuple(parts))
    parts.extend(_needs(reader, seen, public=public))
    parts.append(Text(say("digest-meetings")))
    parts += _table(reader, seen.this_week) if seen.this_week else [Text(say("digest-none"))]
    parts += people(reader, "digest-starting", [circle.name for circle in seen.starting])
    if seen.last_week:
        parts.append(Text(say("digest-last-week")))
        parts += _table(reader, seen.last_week, over=True)
    parts += people(reader, "digest-finished", [circle.name for circle in seen.finished])
    signups = [_signups(reader, group, public=public) for group in seen.signups]
    parts += people(reader, "digest-signups", signups)
    if len(seen.coming) > 1:
        series = tuple((say.day(week.monday), float(n)) for week, n in seen.coming)
        title = "digest-chart" if seen.all_told else "digest-chart-mixed"
        alt = say.line(f"{title}-alt", numbers=", ".join(f"{day}: {n:g}" for day, n in series))
        parts.append(Chart(say.line(title), series, alt))
    parts.extend(_since(reader, seen))
    if public:
        parts.append(Text(say("digest-details", link=DeepLink(f"d-{seen.week.monday.isoformat()}"))))
    return Message(tuple(parts), _buttons(reader, seen))


def _needs(reader: Reader, seen: Digest, *, public: bool) -> list[Part]:
    say = reader.say
    parts: list[Part] = []
    if seen.needs:
        lines: list[Spans] = [say("digest-needs")]
        lines += [_need(reader, line, public=public) for line in seen.needs[:MOST]]
        if len(seen.needs) > MOST:
            lines.append(say("digest-more-needs", more=len(seen.needs) - MOST))
        parts.append(Text(stacked(lines)))
    if seen.taken:
        outcomes = [
            say(
                "taken-solved" if one.solved else "taken-open",
                name=one.name,
                circle=one.circle.name,
                need=say.line("need-short", need=one.need),
            )
            for one in seen.taken
        ]
        parts.append(Text(stacked([say("digest-taken"), *outcomes])))
    return parts


def _need(reader: Reader, line: NeedLine, *, public: bool) -> Spans:
    """What is the matter, by the rule that says so; whom it is about only where others do not read along."""
    say = reader.say
    names = "" if public or not line.people else f" ({few(reader, line.people)})"
    what = say(f"need-{line.need}", circle=line.circle.name, total=len(line.people), names=names)
    if line.taken_by is None:
        return what
    return (*what, Plain(" — "), *say("need-taken", name=line.taken_by))


def _buttons(reader: Reader, seen: Digest) -> tuple[tuple[Button, ...], ...]:
    say = reader.say
    monday = seen.week.monday.isoformat()
    free = [line for line in seen.needs if line.taken_by is None]
    return tuple(
        (
            Button(
                say.line(
                    "button-take-on",
                    circle=line.circle.name,
                    need=say.line("need-short", need=line.need),
                ),
                encode(TakeOn(seen.team.id, monday, line.circle.id, line.need)),
            ),
        )
        for line in free[:BUTTONS]
    )


def _since(reader: Reader, seen: Digest) -> list[Part]:
    say = reader.say
    if not seen.since:
        return []
    changes = [say.line(f"since-{name}", change=_signed(n)) for name, n in seen.since.items()]
    return [Text(say("digest-since", changes=say.names(changes)))]


def _signed(n: int) -> str:
    return f"+{n}" if n > 0 else f"−{-n}"


def _table(reader: Reader, lines: tuple[MeetingLine, ...], *, over: bool = False) -> list[Part]:
    say = reader.say
    head = ["digest-circle", "digest-when", "digest-number", "digest-rsvps"]
    counted = over or any(line.attended is not None for line in lines)
    head += ["digest-attended"] * counted + ["digest-rating"]

    def row(line: MeetingLine) -> tuple[str, ...]:
        heads = line.headcount
        return (
            line.circle.name,
            reader.when(line.meeting.starts).text,
            say.line("digest-number-of", number=line.meeting.number, count=line.count),
            say.line(
                "digest-answers",
                coming=len(heads.coming),
                maybe=len(heads.maybe),
                absent=len(heads.not_coming),
                silent=len(heads.silent),
            ),
            *((_attended(reader, line),) if counted else ()),
            say.line(f"facilitator-rating-{line.rating}") if line.rating else say.line("digest-no-rating"),
        )

    table = Table(tuple(say.line(key) for key in head), tuple(row(line) for line in lines[:MOST]))
    more = len(lines) - MOST
    return [table, Text(say("digest-more-meetings", more=more))] if more > 0 else [table]


def _attended(reader: Reader, line: MeetingLine) -> str:
    if line.attended is None:
        return reader.say.line("digest-no-rating")
    return reader.say.line("digest-attended-by", total=line.attended)


def _signups(reader: Reader, group: SignupGroup, *, public: bool) -> str:
    say, circle = reader.say, group.circle.name
    if public:
        return say.line("digest-signup-count", circle=circle, total=len(group.learners))
    described: list[str] = []
    for learner in group.learners:
        name = say.line("digest-waits", name=learner.name) if learner.waits else learner.name
        described.append(say.line("digest-goal", name=name, goal=learner.goal) if learner.goal else name)
    return say.line("digest-signup-names", circle=circle, names=few(reader, described))
