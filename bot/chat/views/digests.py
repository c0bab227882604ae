"""The weekly digest as organizers read it; in a group, names and goals become counts (SPEC 3.8, 9)."""

from bot.app.digests import Digest, MeetingLine, SignupGroup
from bot.chat.outgoing import Message, Part, People, Table, Text
from bot.chat.turn import Reader
from bot.domain.circles import Circle


def digest(reader: Reader, seen: Digest, *, public: bool) -> Message:
    """The digest; `public` where others than the organizers may read it."""
    say = reader.say
    monday = say.day(seen.week.monday)
    parts: list[Part] = [Text(say("digest-heading", team=seen.team.name, monday=monday))]
    if seen.is_empty:
        parts.append(Text(say("digest-empty")))
        return Message(tuple(parts))
    parts.append(Text(say("digest-meetings")))
    parts.append(_table(reader, seen.this_week) if seen.this_week else Text(say("digest-none")))
    parts.extend(_circles(reader, "digest-starting", seen.starting))
    if seen.last_week:
        parts.append(Text(say("digest-last-week")))
        parts.append(_table(reader, seen.last_week))
    parts.extend(_circles(reader, "digest-finished", seen.finished))
    if seen.signups:
        lines = tuple(_signups(reader, group, public=public) for group in seen.signups)
        parts.append(People(say.line("digest-signups"), lines, len(lines)))
    return Message(tuple(parts))


def _table(reader: Reader, lines: tuple[MeetingLine, ...]) -> Table:
    say = reader.say
    head = ("digest-circle", "digest-when", "digest-number", "digest-rsvps")

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
        )

    return Table(tuple(say.line(key) for key in head), tuple(row(line) for line in lines))


def _circles(reader: Reader, heading: str, circles: tuple[Circle, ...]) -> list[Part]:
    names = tuple(circle.name for circle in circles)
    return [People(reader.say.line(heading), names, len(names))] if names else []


def _signups(reader: Reader, group: SignupGroup, *, public: bool) -> str:
    say, circle = reader.say, group.circle.name
    if public:
        return say.line("digest-signup-count", circle=circle, total=len(group.learners))
    people: list[str] = []
    for learner in group.learners:
        name = say.line("digest-waits", name=learner.name) if learner.waits else learner.name
        people.append(say.line("digest-goal", name=name, goal=learner.goal) if learner.goal else name)
    return say.line("digest-signup-names", circle=circle, names=say.names(people))
