"""Changing meetings: move one or several, cancel, put on again, did not happen; and taking it back."""

from datetime import date, datetime, time

from bot.app.deletion import delete_circle
from bot.app.meetings import (
    cancel_meeting,
    did_not_happen,
    ensure_can_change,
    move_following,
    move_meeting,
    propose_following,
    propose_move,
    restore_meeting,
    see_meeting,
)
from bot.app.overview import see_dashboard
from bot.app.undo import undo_change
from bot.chat.buttons import (
    CancelMeeting,
    ConfirmFollowing,
    ConfirmMove,
    DeleteCircle,
    MissMeeting,
    MoveMeeting,
    Propose,
    ProposeFollowing,
    ProposeMove,
    RestoreMeeting,
    UndoChange,
    UnknownButton,
)
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind
from bot.chat.incoming import Values
from bot.chat.outgoing import Reply
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import changes
from bot.chat.views import meetings as views
from bot.domain.ids import MeetingId


def begin_move(turn: Turn, press: MoveMeeting) -> Reply:
    """Opens the form that moves a meeting."""
    _, one = ensure_can_change(turn.work, turn.actor, press.meeting, now=turn.now)
    return open_form(turn, MovePaper.key, {"meeting": press.meeting, "seen": str(one.sequence)})


def propose(turn: Turn, press: Propose) -> Reply:
    """The meeting in full, with the button that does it."""
    circle, one = see_meeting(turn.work, turn.actor, press.meeting, now=turn.now)
    return Reply(messages=[changes.proposed(turn.reader, circle, one, press.deed)])


def ask_move(turn: Turn, press: ProposeMove) -> Reply:
    """What a move would do."""
    on, at = moment_of(press.on, press.at)
    change = propose_move(turn.work, turn.actor, press.meeting, on=on, at=at, now=turn.now)
    others = see_dashboard(turn.work, turn.actor, change.circle.id, now=turn.now).meetings
    return Reply(messages=[changes.proposed_move(turn.reader, change, others)])


def move(turn: Turn, press: ConfirmMove) -> Reply:
    """Moves it, as was shown."""
    on, at = moment_of(press.on, press.at)
    change = move_meeting(turn.work, turn.actor, press.meeting, on=on, at=at, seen=press.seen, now=turn.now)
    return Reply(edit=views.moved(turn.reader, change), home_dirty=True)


def ask_following(turn: Turn, press: ProposeFollowing) -> Reply:
    """What moving a meeting and all later ones would do."""
    shift = propose_following(turn.work, turn.actor, press.meeting, weeks=press.weeks, now=turn.now)
    return Reply(messages=[changes.proposed_shift(turn.reader, shift, press.weeks)])


def move_all(turn: Turn, press: ConfirmFollowing) -> Reply:
    """Moves them, as was shown."""
    shift = move_following(
        turn.work, turn.actor, press.meeting, weeks=press.weeks, seen=press.seen, now=turn.now
    )
    return Reply(edit=changes.shifted(turn.reader, shift), home_dirty=True)


def cancel(turn: Turn, press: CancelMeeting) -> Reply:
    """Calls a meeting off."""
    change = cancel_meeting(turn.work, turn.actor, press.meeting, now=turn.now)
    return Reply(messages=[views.cancelled(turn.reader, change)], home_dirty=True)


def restore(turn: Turn, press: RestoreMeeting) -> Reply:
    """A meeting that was off is on again."""
    change = restore_meeting(turn.work, turn.actor, press.meeting, now=turn.now)
    return Reply(messages=[changes.restored(turn.reader, change)], home_dirty=True)


def miss(turn: Turn, press: MissMeeting) -> Reply:
    """A meeting that is over did not happen."""
    change = did_not_happen(turn.work, turn.actor, press.meeting, now=turn.now)
    return Reply(messages=[changes.missed(turn.reader, change)], home_dirty=True)


def delete(turn: Turn, press: DeleteCircle) -> Reply:
    """Deletes a circle."""
    done = delete_circle(turn.work, turn.actor, press.circle, now=turn.now)
    return Reply(messages=[changes.deleted(turn.reader, done)], home_dirty=True)


def undo(turn: Turn, press: UndoChange) -> Reply:
    """Takes a change back."""
    done = undo_change(turn.work, turn.actor, press.undo, now=turn.now)
    return Reply(edit=changes.undone(turn.reader, done), home_dirty=True)


def moment_of(on: str, at: str) -> tuple[date, time]:
    """A day and a time as buttons carry them. Raises UnknownButton for what is none."""
    try:
        moment = datetime.strptime(f"{on} {at}", "%Y%m%d %H%M")  # noqa: DTZ007 - wall-clock time has no zone here
    except ValueError:
        raise UnknownButton from None
    return moment.date(), moment.time()


class MovePaper:
    """To when a meeting moves."""

    key = "move"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """Day and time, as they are now."""
        circle, one = ensure_can_change(turn.work, turn.actor, MeetingId(about["meeting"]), now=turn.now)
        say = turn.say
        return (
            Field(
                "on",
                FieldKind.DATE,
                say.line("move-on"),
                initial=one.on.isoformat(),
                example=say.line("new-first-on-example"),
            ),
            Field(
                "at",
                FieldKind.TIME,
                say.line("move-at"),
                initial=one.at.isoformat("minutes"),
                hint=say.line("circles-clock", zone=circle.zone),
                example=say.line("new-at-example"),
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
            seen=int(about["seen"]) if "seen" in about else None,
            now=turn.now,
        )
        return Reply(messages=[views.moved(turn.reader, change)], home_dirty=True)


SUBJECT = Subject(
    presses={
        MoveMeeting: begin_move,
        Propose: propose,
        ProposeMove: ask_move,
        ConfirmMove: move,
        ProposeFollowing: ask_following,
        ConfirmFollowing: move_all,
        CancelMeeting: cancel,
        RestoreMeeting: restore,
        MissMeeting: miss,
        DeleteCircle: delete,
        UndoChange: undo,
    },
    papers=(MovePaper(),),
)
