"""Running a circle: the dashboard and its meetings."""

from dataclasses import replace

from bot.app.circles import circles_run_by
from bot.app.meetings import see_meeting
from bot.app.overview import see_dashboard
from bot.chat.buttons import Manage, SeeMeeting, SeeMeetings, encode
from bot.chat.handlers.pages import page_buttons
from bot.chat.outgoing import Button, Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views import meetings as views
from bot.chat.views.told_apart import told_apart
from bot.domain.circles import Circle
from bot.domain.ids import CircleId


def manage(turn: Turn) -> Reply:
    """The dashboard of the circle one runs; with several, it is asked which."""
    circles = circles_run_by(turn.work, turn.actor, now=turn.now)
    match list(circles):
        case []:
            return Reply(messages=[Message((Text(turn.say("manage-none")),))])
        case [only]:
            return _dashboard(turn, only.id)
        case several:
            rows = tuple(
                (Button(circle.name, encode(Manage(circle.id))),)
                for circle in told_apart(turn.reader, turn.work, several)
            )
            return Reply(messages=[Message((Text(turn.say("manage-which")),), rows)])


def manage_one(turn: Turn, press: Manage) -> Reply:
    """The dashboard of that circle."""
    return _dashboard(turn, press.circle)


def see_all(turn: Turn, press: SeeMeetings) -> Reply:
    """All meetings of a circle."""
    return _meetings(turn, press.circle)


def see_one(turn: Turn, press: SeeMeeting) -> Reply:
    """One meeting, with what can be done about it."""
    circle, one = see_meeting(turn.work, turn.actor, press.meeting, now=turn.now)
    seen = see_dashboard(turn.work, turn.actor, circle.id, now=turn.now)
    return Reply(messages=[views.meeting(turn.reader, circle, one, len(seen.meetings))])


def _dashboard(turn: Turn, circle: CircleId) -> Reply:
    seen = see_dashboard(turn.work, turn.actor, circle, now=turn.now)
    message = views.dashboard(turn.reader, seen)
    *rows, delete = message.buttons
    return Reply(messages=[replace(message, buttons=(*rows, *page_buttons(turn, seen.circle), delete))])


def _meetings(turn: Turn, circle_id: CircleId) -> Reply:
    seen = see_dashboard(turn.work, turn.actor, circle_id, now=turn.now)
    circle: Circle = seen.circle
    return Reply(messages=[views.meetings(turn.reader, circle, seen.meetings)])


SUBJECT = Subject(
    verbs={"manage": lambda turn, _: manage(turn)},
    presses={
        Manage: manage_one,
        SeeMeetings: see_all,
        SeeMeeting: see_one,
    },
    leads_to="manage",
)
