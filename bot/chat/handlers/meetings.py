"""Running a circle: the dashboard, its meetings, moving and cancelling one."""

from datetime import date, time

from bot.app.circles import circles_run_by
from bot.app.meetings import cancel_meeting, ensure_can_change, move_meeting
from bot.app.overview import see_dashboard
from bot.chat.buttons import CancelMeeting, Manage, MoveMeeting, SeeMeeting, SeeMeetings, encode
from bot.chat.form_flow import About
from bot.chat.forms import Field, FieldKind
from bot.chat.incoming import Values
from bot.chat.outgoing import Button, Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views import meetings as views
from bot.domain.circles import Circle
from bot.domain.ids import CircleId, MeetingId


def manage(turn: Turn) -> Reply:
    """The dashboard of the circle one runs; with several, it is asked which."""
    circles = circles_run_by(turn.work, turn.actor, now=turn.now)
    match list(circles):
        case []:
            return Reply(messages=[Message((Text(turn.say("manage-none")),))])
        case [only]:
            return _dashboard(turn, only.id)
        case several:
            rows = tuple((Button(circle.name, encode(Manage(circle.id))),) for circle in several)
            return Reply(messages=[Message((Text(turn.say("manage-which")),), rows)])


def manage_one(turn: Turn, press: Manage) -> Reply:
    """The dashboard of that circle."""
    return _dashboard(turn, press.circle)


def meeting(turn: Turn, rest: str) -> Reply:
    """`/meeting`, `/meeting 3`: the meetings of the circle one runs, or that one."""
    circles = circles_run_by(turn.work, turn.actor, now=turn.now)
    if len(circles) != 1:
        return manage(turn)
    number = rest.strip()
    if not number:
        return _meetings(turn, circles[0].id)
    seen = see_dashboard(turn.work, turn.actor, circles[0].id, now=turn.now)
    found = next((one for one in seen.meetings if str(one.number) == number), None)
    if found is None:
        text = turn.say("meeting-unknown", number=number[:20], circle=circles[0].name)
        return Reply(messages=[Message((Text(text),))])
    return see_one(turn, SeeMeeting(found.id))


def see_all(turn: Turn, press: SeeMeetings) -> Reply:
    """All meetings of a circle."""
    return _meetings(turn, press.circle)


def see_one(turn: Turn, press: SeeMeeting) -> Reply:
    """One meeting that can still be changed."""
    circle, one = ensure_can_change(turn.work, turn.actor, press.meeting, now=turn.now)
    seen = see_dashboard(turn.work, turn.actor, circle.id, now=turn.now)
    return Reply(messages=[views.meeting(turn.reader, circle, one, len(seen.meetings))])


def begin_move(turn: Turn, press: MoveMeeting) -> Reply:
    """Opens the form that moves a meeting."""
    ensure_can_change(turn.work, turn.actor, press.meeting, now=turn.now)
    return turn.forms.open(turn, MovePaper.key, {"meeting": press.meeting})


def cancel(turn: Turn, press: CancelMeeting) -> Reply:
    """Calls a meeting off."""
    change = cancel_meeting(turn.work, turn.actor, press.meeting, now=turn.now)
    return Reply(messages=[views.cancelled(turn.reader, change)], home_dirty=True)


class MovePaper:
    """To when a meeting moves."""

    key = "move"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """Day and time, as they are now."""
        _, one = ensure_can_change(turn.work, turn.actor, MeetingId(about["meeting"]), now=turn.now)
        say = turn.say
        return (
            Field(
                "on",
                FieldKind.DATE,
                say.line("move-on"),
                initial=one.on.isoformat(),
                hint=say.line("new-first-on-hint"),
            ),
            Field(
                "at",
                FieldKind.TIME,
                say.line("move-at"),
                initial=one.at.isoformat("minutes"),
                hint=say.line("new-at-hint"),
            ),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Moves it."""
        change = move_meeting(
            turn.work,
            turn.actor,
            MeetingId(about["meeting"]),
            on=date.fromisoformat(str(values["on"])),
            at=time.fromisoformat(str(values["at"])),
            now=turn.now,
        )
        return Reply(messages=[views.moved(turn.reader, change)], home_dirty=True)


def _dashboard(turn: Turn, circle: CircleId) -> Reply:
    seen = see_dashboard(turn.work, turn.actor, circle, now=turn.now)
    return Reply(messages=[views.dashboard(turn.reader, seen)])


def _meetings(turn: Turn, circle_id: CircleId) -> Reply:
    seen = see_dashboard(turn.work, turn.actor, circle_id, now=turn.now)
    circle: Circle = seen.circle
    return Reply(messages=[views.meetings(turn.reader, circle, seen.meetings)])


SUBJECT = Subject(
    verbs={"manage": lambda turn, _: manage(turn), "meeting": meeting},
    presses={
        Manage: manage_one,
        SeeMeetings: see_all,
        SeeMeeting: see_one,
        MoveMeeting: begin_move,
        CancelMeeting: cancel,
    },
    papers=(MovePaper(),),
)
