"""What a circle's dashboard says about the last meeting, and what can be done around one."""

from bot.app.overview import Dashboard, LookBack
from bot.chat.buttons import (
    AskCover,
    GiveFeedback,
    HandOver,
    LeaveAsFacilitator,
    RunAgain,
    ShowCheckIn,
    encode,
)
from bot.chat.markup import isolated
from bot.chat.outgoing import Button, Plain, Spans, Style
from bot.chat.turn import Reader
from bot.chat.views.feedback import rating_of
from bot.domain.circles import Circle, Stage
from bot.domain.feedback import Author
from bot.domain.meetings import Meeting


def facts(reader: Reader, seen: Dashboard) -> tuple[tuple[str, Spans], ...]:
    """Who leads instead, what usually becomes of a yes, and how the last meeting was."""
    say = reader.say
    rows: list[tuple[str, Spans]] = []
    if seen.cover is not None:
        leads = (
            say("manage-nobody-leads", name=seen.cover.asked_by)
            if seen.cover.taken_by is None
            else (Plain(isolated(seen.cover.taken_by)),)
        )
        rows.append((say.line("manage-leads"), leads))
    if seen.turnout is not None and seen.next_meeting is not None:
        usually = say("manage-usually-of", came=seen.turnout.came, said=seen.turnout.said)
        rows.append((say.line("manage-usually"), usually))
    if seen.last is not None:
        label = say.line("manage-last", number=seen.last.meeting.number)
        rows.append((label, (Plain(_look_back(reader, seen.last)),)))
    return tuple(rows)


def rows(reader: Reader, seen: Dashboard) -> tuple[tuple[Button, ...], ...]:
    """The code for the table while it can be used, how the last meeting was, handing over and running again."""
    say, circle = reader.say, seen.circle
    if circle.stage is Stage.DRAFT:
        return ()
    now: list[Button] = []
    if seen.at_table is not None:
        check_in = Button(
            say.line("button-check-in"), encode(ShowCheckIn(seen.at_table.id)), style=Style.PRIMARY
        )
        now.append(check_in)
    if seen.last is not None:
        label = say.line("button-feedback", number=seen.last.meeting.number)
        now.append(Button(label, encode(GiveFeedback(seen.last.meeting.id)), opens_form=True))
    later = (
        Button(say.line("button-run-again"), encode(RunAgain(circle.id)), opens_form=True),
        Button(say.line("button-hand-over"), encode(HandOver(circle.id)), opens_form=True),
        Button(
            say.line("button-leave-as-facilitator"),
            encode(LeaveAsFacilitator(circle.id)),
            style=Style.DANGER,
            confirm=say.line("leave-as-facilitator-confirm", circle=circle.name),
        ),
    )
    return (*((tuple(now),) if now else ()), later)


def cover_button(reader: Reader, circle: Circle, meeting: Meeting) -> Button:
    """*I can't lead this one*."""
    confirm = reader.say.line("cover-confirm", circle=circle.name, number=meeting.number)
    return Button(reader.say.line("button-cover"), encode(AskCover(meeting.id)), confirm=confirm)


def _look_back(reader: Reader, last: LookBack) -> str:
    say = reader.say
    known: list[str] = []
    if last.attended is not None:
        known.append(say.line("attendance", total=last.attended))
    if last.rating is not None:
        known.append(rating_of(reader, Author.FACILITATOR, last.rating))
    return " · ".join(known) or say.line("manage-last-unknown")
