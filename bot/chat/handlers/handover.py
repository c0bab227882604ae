"""Leaving as a facilitator, and running a circle again."""

from datetime import date, time

from bot.app.circles import remove_facilitator, see_card
from bot.app.handover import hand_over_circle, move_to_team, see_handing
from bot.app.run_again import run_again, see_model
from bot.chat.buttons import HandOver, LeaveAsFacilitator, RunAgain
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind, Option
from bot.chat.incoming import Values
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views.circles import draft
from bot.domain.ids import CircleId, PersonId, TeamId

TO_TEAM = "team:"
"""Before the id of a team, where people can be chosen too."""


def leave(turn: Turn, press: LeaveAsFacilitator) -> Reply:
    """The others go on; the last one cannot leave."""
    remove_facilitator(turn.work, turn.actor, press.circle, turn.actor, now=turn.now)
    name = turn.work.circles.get(press.circle).name
    return Reply(messages=[Message((Text(turn.say("left-as-facilitator", circle=name)),))], home_dirty=True)


def begin(turn: Turn, press: RunAgain) -> Reply:
    """Opens the form for the new dates."""
    see_model(turn.work, turn.actor, press.circle, now=turn.now)
    return open_form(turn, RunAgainPaper.key, {"circle": press.circle})


def hand_over(turn: Turn, press: HandOver) -> Reply:
    """Opens the form that asks to whom."""
    see_handing(turn.work, turn.actor, press.circle, now=turn.now)
    return open_form(turn, HandOverPaper.key, {"circle": press.circle})


class RunAgainPaper:
    """When the circle begins this time."""

    key = "run-again"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The first day, and the time as it was."""
        model, first = see_model(turn.work, turn.actor, CircleId(about["circle"]), now=turn.now)
        say = turn.say
        return (
            Field(
                "first_on", FieldKind.DATE, say.line("new-first-on"), example=say.line("new-first-on-example")
            ),
            Field(
                "at",
                FieldKind.TIME,
                say.line("new-at"),
                initial=first.at.isoformat("minutes"),
                hint=say.line("circles-clock", zone=model.zone),
                example=say.line("new-at-example"),
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


class HandOverPaper:
    """Who facilitates a circle from now on instead of whom, or to which team it goes."""

    key = "hand-over"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """Instead of whom, where there are several; and the others of the team, or another team."""
        say = turn.say
        seen = see_handing(turn.work, turn.actor, CircleId(about["circle"]), now=turn.now)
        others = tuple(Option(person, name) for person, name in seen.others)
        teams = tuple(
            Option(f"{TO_TEAM}{team.id}", say.line("hand-over-team", team=team.name)) for team in seen.teams
        )
        fields = [
            Field("to", FieldKind.CHOICE, say.line("hand-over-to"), options=others + teams, steers=True)
        ]
        if len(seen.facilitators) > 1 and not str(values.get("to") or "").startswith(TO_TEAM):
            options = tuple(Option(person, name) for person, name in seen.facilitators)
            fields.append(
                Field("instead_of", FieldKind.PERSON, say.line("hand-over-instead"), options=options)
            )
        return tuple(fields)

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Hands it over."""
        say, to, circle_id = turn.say, str(values["to"]), CircleId(about["circle"])
        if to.startswith(TO_TEAM):
            team = TeamId(to.removeprefix(TO_TEAM))
            circle = move_to_team(turn.work, turn.actor, circle_id, team, now=turn.now)
            name = turn.work.teams.get(team).name
            return Reply(messages=[Message((Text(say("moved-to-team", circle=circle.name, team=name)),))])
        seen = see_handing(turn.work, turn.actor, circle_id, now=turn.now)
        before = PersonId(str(values.get("instead_of") or seen.facilitators[0][0]))
        circle = hand_over_circle(
            turn.work, turn.actor, circle_id, PersonId(to), instead_of=before, now=turn.now
        )
        names = turn.work.people.names([PersonId(to), before])
        text = say("handed-over", circle=circle.name, name=names[PersonId(to)], before=names[before])
        return Reply(messages=[Message((Text(text),))], home_dirty=True)


SUBJECT = Subject(
    presses={LeaveAsFacilitator: leave, RunAgain: begin, HandOver: hand_over},
    papers=(RunAgainPaper(), HandOverPaper()),
    leads_to="manage",
)
