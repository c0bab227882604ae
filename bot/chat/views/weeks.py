"""A team's week, day by day."""

from itertools import groupby

from bot.app.weeks import PAGE, MeetingLine, TeamWeek
from bot.chat.buttons import SeeWeek, encode
from bot.chat.outgoing import Button, Message, Part, Plain, Spans, Strong, Text, stacked
from bot.chat.turn import Reader
from bot.domain.weeks import Week


def week(reader: Reader, seen: TeamWeek) -> Message:
    """What meets on which day, each meeting on its own clock, with answers, attendance and feedback; names nobody."""
    say = reader.say
    span = {"monday": say.day(seen.week.monday), "sunday": say.date(seen.week.sunday)}
    number = seen.week.monday.isocalendar().week
    parts: list[Part] = [Text(say("week-heading", team=seen.team.name, number=number, **span))]
    if not seen.lines:
        parts.append(Text(say("week-nothing")))
    if seen.total > len(seen.lines):
        last = seen.offset + len(seen.lines)
        parts.append(Text(say("week-more", first=seen.offset + 1, last=last, total=seen.total)))
    for day, lines in groupby(seen.lines, key=lambda line: line.meeting.on):
        parts.append(Text(stacked([(Strong(say.day(day)),), *(_line(reader, line) for line in lines)])))
    return Message(tuple(parts), _buttons(reader, seen))


def _line(reader: Reader, line: MeetingLine) -> Spans:
    say, meeting, heads = reader.say, line.meeting, line.headcount
    about = {
        "clock": say.clock(meeting.starts),
        "circle": line.circle.name,
        "number": meeting.number,
        "count": line.count,
    }
    if not meeting.is_on:
        return say("week-line-off", **about)
    found = say(
        "week-line",
        **about,
        coming=len(heads.coming),
        maybe=len(heads.maybe),
        absent=len(heads.not_coming),
        silent=len(heads.silent),
    )
    if line.attended is not None:
        found = (*found, Plain(" · "), *say("week-came", total=line.attended))
    if not meeting.is_over(now=reader.now):
        return found
    if line.rating is None:
        return (*found, Plain(" · "), *say("week-no-feedback"))
    rating = say.line(f"facilitator-rating-{line.rating}")
    return (*found, Plain(" · "), *say("week-feedback", rating=rating))


def _buttons(reader: Reader, seen: TeamWeek) -> tuple[tuple[Button, ...], ...]:
    say = reader.say

    def at(week: Week, offset: int = 0) -> str:
        return encode(SeeWeek(seen.team.id, week.monday.isoformat(), offset))

    pages: list[Button] = []
    if seen.offset:
        pages.append(Button(say.line("button-earlier"), at(seen.week, max(0, seen.offset - PAGE))))
    if seen.offset + len(seen.lines) < seen.total:
        pages.append(Button(say.line("button-later"), at(seen.week, seen.offset + PAGE)))
    weeks = (
        Button(say.line("button-week-before"), at(seen.week.before)),
        Button(say.line("button-week-after"), at(seen.week.after)),
    )
    return (tuple(pages), weeks) if pages else (weeks,)
