"""How a team's circles went, and what people made of it; learners' ratings and words carry no names."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from bot.app.exporting import Cells, Owned
from bot.app.reports import PAGE, Reflections, Report, Row
from bot.chat.buttons import (
    ChooseSpan,
    ReportFile,
    SearchReflections,
    SeeReflections,
    SeeReport,
    TakeAwayAll,
    encode,
)
from bot.chat.markup import isolated
from bot.chat.outgoing import Button, Facts, File, Message, Part, Plain, Spans, Text, stacked
from bot.chat.spreadsheet import csv_of
from bot.chat.turn import Reader
from bot.chat.views.courses import rated
from bot.chat.views.names import literal
from bot.domain.ids import CircleId
from bot.domain.reports import By, Reflection, Span
from bot.domain.text import shortened

SHORT = 300
"""Characters of a reflection that are shown."""

COLUMNS = (
    *("name", "meetings", "facilitators", "facilitators-count", "learners", "learners-count"),
    *("attendance", "goals", "reached", "signed-up", "came", "finished"),
)
"""Of a report as a file."""


def report(reader: Reader, seen: Report) -> Message:
    """One page, with ways to look at it otherwise."""
    say, team = reader.say, seen.team.id
    parts: list[Part] = [
        Text(say("report-heading", team=seen.team.name, by=seen.by, span=span_in_words(reader, seen.span)))
    ]
    if not seen.count:
        parts.append(Text(say("report-nothing")))
    else:
        parts.append(Facts(tuple((isolated(row.name), _told(reader, row)) for row in seen.rows)))
        if seen.count > 1:
            parts.append(Facts(((say.line("report-total"), _told(reader, seen.total)),)))
        parts.append(Text(say("report-legend")))
    span = seen.span.code

    def at(by: By, of: str | None = None, offset: int = 0) -> str:
        return encode(SeeReport(team, by, of, span, offset))

    rows: list[tuple[Button, ...]] = []
    if seen.of is None:
        rows += [(Button(row.name, at(seen.by, row.key)),) for row in seen.rows if seen.count > 1]
    pages: list[Button] = []
    if seen.offset:
        pages.append(Button(say.line("button-earlier"), at(seen.by, seen.of, max(0, seen.offset - PAGE))))
    if seen.offset + len(seen.rows) < seen.count:
        pages.append(Button(say.line("button-later"), at(seen.by, seen.of, seen.offset + PAGE)))
    others = tuple(Button(say.line("button-report-by", by=by), at(by)) for by in By if by is not seen.by)
    circle = CircleId(seen.of) if seen.of and seen.by is By.CIRCLE else None
    words = (
        Button(say.line("button-reflections"), encode(SeeReflections(team, circle))),
        Button(say.line("button-search"), encode(SearchReflections(team)), opens_form=True),
        Button(say.line("button-span"), encode(ChooseSpan(team, seen.by, seen.of)), opens_form=True),
    )
    files = (
        Button(say.line("button-as-file"), encode(ReportFile(team, seen.by, seen.of, span))),
        Button(say.line("button-take-away"), encode(TakeAwayAll(team))),
    )
    return Message(tuple(parts), tuple(filter(None, (*rows, tuple(pages), others, words, files))))


def reflections(reader: Reader, seen: Reflections, circle: CircleId | None) -> Message:
    """One page of what people made of meetings; pages of a search are looked for again by typing."""
    say = reader.say
    parts: list[Part] = [
        Text(say("reflections-heading", team=seen.team.name, total=seen.count, words=seen.words))
        if seen.words
        else Text(say("reflections-all", team=seen.team.name, total=seen.count))
    ]
    parts += [Text(_reflection(reader, one, seen.names)) for one in seen.found]
    pages: list[Button] = []
    if not seen.words:
        if seen.offset:
            before = SeeReflections(seen.team.id, circle, max(0, seen.offset - PAGE))
            pages.append(Button(say.line("button-later-entries"), encode(before)))
        if seen.offset + len(seen.found) < seen.count:
            after = SeeReflections(seen.team.id, circle, seen.offset + PAGE)
            pages.append(Button(say.line("button-earlier-entries"), encode(after)))
    elif seen.count > len(seen.found):
        parts.append(Text(say("reflections-more", more=seen.count - len(seen.found))))
    return Message(tuple(parts), (tuple(pages),) if pages else ())


def span_in_words(reader: Reader, span: Span) -> str:
    """The days that are covered."""
    say = reader.say
    if span.first and span.last:
        return say.line("span-from-to", first=span.first, last=span.last)
    if span.first:
        return say.line("span-since", first=span.first)
    return say.line("span-until", last=span.last) if span.last else say.line("span-all")


def report_file(reader: Reader, rows: Sequence[Row]) -> File:
    """The report as a table."""
    head = [reader.say.line(f"report-head-{name}") for name in COLUMNS]
    cells = [
        (
            *(row.name, row.meetings, row.facilitators.value, row.facilitators.count),
            *(row.learners.value, row.learners.count, row.attendance.value),
            *(row.goals, row.reached, row.signed_up, row.came, row.finished),
        )
        for row in rows
    ]
    return File("report.csv", "text/csv", csv_of(head, cells))


def everything(owned: Mapping[Owned, tuple[Sequence[str], Sequence[Cells]]]) -> File:
    """All that a team owns: a table a kind, in one file."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for table, (head, rows) in owned.items():
            cells = [[_cell(value) for value in row] for row in rows]
            archive.writestr(f"{table}.csv", csv_of(head, cells))
    return File("team.zip", "application/zip", packed.getvalue())


def _cell(value: object) -> object:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value


def _told(reader: Reader, row: Row) -> Spans:
    say = reader.say
    attendance = row.attendance.value
    return say(
        "report-line",
        meetings=row.meetings,
        facilitators=rated(reader, row.facilitators),
        learners=rated(reader, row.learners),
        attendance="–" if attendance is None else say.number(attendance),
        reached=row.reached,
        goals=row.goals,
        signed=row.signed_up,
        came=row.came,
        finished=row.finished,
    )


def _reflection(reader: Reader, one: Reflection, names: Mapping[CircleId, str]) -> Spans:
    say = reader.say
    heading = say("reflection-about", circle=names[one.circle_id], number=one.number, on=say.date(one.on))
    lines: list[Spans] = [heading]
    for key, words in (
        ("reflection-well", one.went_well),
        ("reflection-change", one.to_change),
        ("reflection-sentence", one.sentence),
    ):
        if words:
            lines.append((*say(key), Plain(" "), literal(shortened(words, limit=SHORT))))
    return stacked(lines)
