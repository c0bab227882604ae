"""Leaving as a facilitator, and running a circle again."""

from datetime import date, time

from bot.app.circles import remove_facilitator, see_card
from bot.app.run_again import run_again, see_model
from bot.chat.buttons import LeaveAsFacilitator, RunAgain
from bot.chat.form_flow import About
from bot.chat.forms import Field, FieldKind
from bot.chat.incoming import Values
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views.circles import draft
from bot.domain.ids import CircleId


def leave(turn: Turn, press: LeaveAsFacilitator) -> Reply:
    """The others go on; the last one cannot leave."""
    remove_facilitator(turn.work, turn.actor, press.circle, turn.actor, now=turn.now)
    name = turn.work.circles.get(press.circle).name
    return Reply(messages=[Message((Text(turn.say("left-as-facilitator", circle=name)),))], home_dirty=True)


def begin(turn: Turn, press: RunAgain) -> Reply:
    """Opens the form for the new dates."""
    see_model(turn.work, turn.actor, press.circle, now=turn.now)
    return turn.forms.open(turn, RunAgainPaper.key, {"circle": press.circle})


class RunAgainPaper:
    """When the circle begins this time."""

    key = "run-again"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The first day, and the time as it was."""
        _, first = see_model(turn.work, turn.actor, CircleId(about["circle"]), now=turn.now)
        say = turn.say
        return (
            Field("first_on", FieldKind.DATE, say.line("new-first-on"), hint=say.line("new-first-on-hint")),
            Field(
                "at",
                FieldKind.TIME,
                say.line("new-at"),
                initial=first.at.isoformat("minutes"),
                hint=say.line("new-at-hint"),
            ),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Makes the draft and shows it in full."""
        circle = run_again(
            turn.work,
            turn.actor,
            CircleId(about["circle"]),
            first_on=date.fromisoformat(str(values["first_on"])),
            at=time.fromisoformat(str(values["at"])),
            now=turn.now,
        )
        seen = see_card(turn.work, turn.actor, circle.id, now=turn.now)
        return Reply(messages=[draft(turn.reader, seen)], home_dirty=True)


SUBJECT = Subject(presses={LeaveAsFacilitator: leave, RunAgain: begin}, papers=(RunAgainPaper(),))
