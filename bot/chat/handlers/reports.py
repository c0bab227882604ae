"""Reports: how circles went, what people said, and files to take away."""

from datetime import date

from bot.app.reports import report_as_table, see_reflections, see_report, take_away_all
from bot.chat.buttons import (
    ChooseSpan,
    ReportFile,
    SearchReflections,
    SeeReflections,
    SeeReport,
    TakeAwayAll,
)
from bot.chat.buttons.codec import UnknownButton
from bot.chat.form_flow import open_form, today
from bot.chat.forms import Field, FieldKind
from bot.chat.handlers.which_team import for_team
from bot.chat.incoming import Values
from bot.chat.outgoing import File, Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import reports as views
from bot.domain.errors import BrokenRule
from bot.domain.ids import TeamId
from bot.domain.reports import By, Span, last_days
from bot.domain.teams import Team

USUAL_DAYS = 90
"""How far back a report goes unless other days are chosen."""


class SpanIsUpsideDown(BrokenRule):
    """The last day is before the first."""


def show(turn: Turn, rest: str) -> Reply:
    """`/reports` shows the last three months by circle; with words after it, what people said with these words."""
    words = " ".join(rest.split())

    def then(team: Team) -> Reply:
        if words:
            return _reflections(turn, SeeReflections(team.id), words)
        return _report(turn, SeeReport(team.id, By.CIRCLE))

    return for_team(turn, then, lambda team: SeeReport(team.id, By.CIRCLE))


def report(turn: Turn, press: SeeReport) -> Reply:
    """The report that the button names; another page in place of the one before."""
    return _report(turn, press)


def as_file(turn: Turn, press: ReportFile) -> Reply:
    """All rows as a table."""
    span = _span(turn, press.span)
    rows = report_as_table(
        turn.work, turn.actor, press.team, by=press.by, of=press.of, span=span, now=turn.now
    )
    return _file(turn, views.report_file(turn.reader, rows))


def everything(turn: Turn, press: TakeAwayAll) -> Reply:
    """All that the team owns."""
    owned = take_away_all(turn.work, turn.actor, press.team, now=turn.now)
    return _file(turn, views.everything(owned))


def reflections(turn: Turn, press: SeeReflections) -> Reply:
    """A page of what people said, in place of the one before."""
    return _reflections(turn, press, "")


def choose_span(turn: Turn, press: ChooseSpan) -> Reply:
    """Opens the form for the days, for organizers."""
    see_reflections(turn.work, turn.actor, press.team, circles=(), now=turn.now)
    about = {"team": press.team, "by": press.by, "of": press.of or ""}
    return open_form(turn, SpanPaper.key, about)


def search(turn: Turn, press: SearchReflections) -> Reply:
    """Opens the form for the words, for organizers."""
    see_reflections(turn.work, turn.actor, press.team, circles=(), now=turn.now)
    return open_form(turn, SearchPaper.key, {"team": press.team})


class SpanPaper:
    """Which days a report covers."""

    key = "report-span"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The first and the last; either may be left open."""
        say = turn.say
        return tuple(
            Field(
                key,
                FieldKind.DATE,
                say.line(f"span-{key}"),
                required=False,
                hint=say.line("span-hint"),
                example=say.line("span-example"),
            )
            for key in ("first", "last")
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Shows the report over these days."""
        first, last = (date.fromisoformat(str(values[k])) if values[k] else None for k in ("first", "last"))
        if first and last and last < first:
            raise SpanIsUpsideDown(field="last")
        press = SeeReport(TeamId(about["team"]), By(about["by"]), about["of"] or None, Span(first, last).code)
        return _report(turn, press)


class SearchPaper:
    """Words to look for."""

    key = "report-search"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The words."""
        return (Field("words", FieldKind.LINE, turn.say.line("search-words")),)

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Shows what has them all."""
        return _reflections(turn, SeeReflections(TeamId(about["team"])), str(values["words"]))


def _report(turn: Turn, press: SeeReport) -> Reply:
    seen = see_report(
        turn.work,
        turn.actor,
        press.team,
        by=press.by,
        of=press.of,
        span=_span(turn, press.span),
        offset=press.offset,
        now=turn.now,
    )
    face = views.report(turn.reader, seen)
    return Reply(edit=face) if press.offset else Reply(messages=[face])


def _reflections(turn: Turn, press: SeeReflections, words: str) -> Reply:
    seen = see_reflections(
        turn.work,
        turn.actor,
        press.team,
        words=words,
        circles=(press.circle,) if press.circle else None,
        offset=press.offset,
        now=turn.now,
    )
    face = views.reflections(turn.reader, seen, press.circle)
    return Reply(edit=face) if press.offset else Reply(messages=[face])


def _span(turn: Turn, code: str | None) -> Span:
    if code is None:
        return last_days(USUAL_DAYS, today=today(turn))
    try:
        return Span.read(code)
    except ValueError:
        raise UnknownButton from None


def _file(turn: Turn, file: File) -> Reply:
    return Reply(messages=[Message((Text(turn.say("report-file")),), attachments=(file,))])


SUBJECT = Subject(
    verbs={"reports": show},
    presses={
        SeeReport: report,
        ReportFile: as_file,
        TakeAwayAll: everything,
        SeeReflections: reflections,
        ChooseSpan: choose_span,
        SearchReflections: search,
    },
    papers=(SpanPaper(), SearchPaper()),
    leads_to="reports",
)
