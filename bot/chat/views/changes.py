"""What those who run a circle read before and after they change its meetings."""

from collections.abc import Sequence

from bot.app.deletion import Deleted
from bot.app.meeting_details import Added, Detailed
from bot.app.meetings import MeetingChange, Shift
from bot.app.undo import Undone
from bot.chat.buttons import (
    CancelMeeting,
    ChangeDetails,
    ConfirmFollowing,
    ConfirmMove,
    Deed,
    MissMeeting,
    Press,
    ProposeFollowing,
    ProposeMove,
    RestoreMeeting,
    SeeMeeting,
    SeeMeetings,
    UndoChange,
    encode,
)
from bot.chat.outgoing import Button, Facts, Message, Spans, Style, Text, stacked
from bot.chat.turn import Reader
from bot.chat.typed import DateIsAmbiguous
from bot.chat.views.circles import where_of
from bot.chat.views.names import literal
from bot.domain.circles import Circle, Stage
from bot.domain.ids import MeetingId, UndoId
from bot.domain.meetings import Meeting
from bot.domain.undos import UNDO_FOR

Rows = tuple[tuple[Button, ...], ...]


def undo_row(reader: Reader, undo: UndoId | None) -> Rows:
    """*Undo*, as long as that is possible."""
    return ((Button(reader.say.line("button-undo"), encode(UndoChange(undo))),),) if undo else ()


def undo_note(reader: Reader, undo: UndoId | None) -> tuple[Text, ...]:
    """That there is time to take it back."""
    minutes = int(UNDO_FOR.total_seconds() // 60)
    return (Text(reader.say("undo-note", minutes=minutes)),) if undo else ()


def facts(reader: Reader, circle: Circle, meeting: Meeting) -> Facts:
    """When, where, and what for."""
    say = reader.say
    rows: list[tuple[str, Spans]] = [
        (say.line("meeting-when"), reader.when_for_both(meeting.starts)),
        (say.line("post-where"), where_of(reader, circle, meeting, with_link=True)),
    ]
    if meeting.agenda:
        rows.append((say.line("post-agenda"), (literal(meeting.agenda),)))
    return Facts(tuple(rows))


def proposed_move(reader: Reader, change: MeetingChange, of_circle: Sequence[Meeting]) -> Message:
    """What a move would do, in full, with the button that does it; `of_circle` are the meetings as they are."""
    say, before, after = reader.say, change.before, change.after
    if before == after:
        return Message((Text(say("moved-not")),))
    rows = (
        (say.line("moved-before"), reader.when_for_both(before.starts)),
        (say.line("change-will-be"), reader.when_for_both(after.starts)),
    )
    press = ConfirmMove(before.id, f"{after.on:%Y%m%d}", f"{after.at:%H%M}", before.sequence)
    do = Button(say.line("button-move"), encode(press), style=Style.PRIMARY)
    heading = say("change-move", circle=change.circle.name, number=before.number)
    told = say("change-told", told=change.told)
    places = _places(reader, change, of_circle)
    return Message((Text(heading), Facts(rows), *places, Text(told)), ((do, _leave_it(reader, before)),))


def _places(reader: Reader, change: MeetingChange, of_circle: Sequence[Meeting]) -> tuple[Text, ...]:
    """Which meetings it would change places with, if it passes any."""
    before, after = change.before, change.after
    first, last = sorted((before.starts_at, after.starts_at))
    passed = [one.number for one in of_circle if one.id != before.id and first < one.starts_at < last]
    if not passed:
        return ()
    number = max(passed) if after.starts_at > before.starts_at else min(passed)
    lower, higher = sorted((before.number, number))
    return (Text(reader.say("change-places", first=lower, second=higher, passed=len(passed), number=number)),)


def proposed_shift(reader: Reader, shift: Shift, weeks: int) -> Message:
    """What moving a meeting and all later ones would do, in full, with the button that does it."""
    say, first = reader.say, shift.before[0]
    lines: list[Spans] = [
        say(
            "change-shift-line",
            number=before.number,
            before=reader.when(before.starts),
            after=reader.when(after.starts),
        )
        for before, after in zip(shift.before, shift.after, strict=True)
    ]
    do = Button(
        say.line("button-move-all"),
        encode(ConfirmFollowing(first.id, weeks, first.sequence)),
        style=Style.PRIMARY,
    )
    earlier, later = (
        Button(say.line(key), encode(ProposeFollowing(first.id, other)))
        for key, other in (
            ("button-week-earlier", weeks - 1 or -1),
            ("button-week-later", weeks + 1 or 1),
        )
    )
    heading = say("change-shift", circle=shift.circle.name, number=first.number, count=len(lines))
    told = say("change-told", told=shift.told)
    return Message(
        (Text(heading), Text(stacked(lines)), Text(told)),
        ((do,), (earlier, later), (_leave_it(reader, first),)),
    )


def proposed(reader: Reader, circle: Circle, meeting: Meeting, deed: Deed) -> Message:
    """The meeting in full, with the button that does it."""
    key = "change-cancel-draft" if circle.stage is Stage.DRAFT and deed is Deed.CANCEL else f"change-{deed}"
    heading = reader.say(key, circle=circle.name, number=meeting.number)
    do = deed_button(reader, meeting, deed, sure=True)
    return Message((Text(heading), facts(reader, circle, meeting)), ((do, _leave_it(reader, meeting)),))


def deed_button(reader: Reader, meeting: Meeting, deed: Deed, *, sure: bool = False) -> Button:
    """What can be done about a meeting with one press; asked first unless it has just been shown in full."""
    say = reader.say
    presses: dict[Deed, Press] = {
        Deed.CANCEL: CancelMeeting(meeting.id),
        Deed.RESTORE: RestoreMeeting(meeting.id),
        Deed.MISS: MissMeeting(meeting.id),
    }
    label = (
        "button-did-happen" if deed is Deed.RESTORE and meeting.did_not_happen else f"button-{deed}-meeting"
    )
    return Button(
        say.line(label),
        encode(presses[deed]),
        style=Style.NORMAL if deed is Deed.RESTORE else Style.DANGER,
        confirm=None if sure else say.line(f"{deed}-confirm", number=meeting.number),
    )


def deeds(reader: Reader, meeting: Meeting) -> Rows:
    """What can be done about a meeting, by how it is now."""
    if not meeting.is_on:
        possible = meeting.did_not_happen or not meeting.has_started(now=reader.now)
        return ((deed_button(reader, meeting, Deed.RESTORE),),) if possible else ()
    if meeting.is_over(now=reader.now):
        return ((deed_button(reader, meeting, Deed.MISS),),)
    return ()


def more(reader: Reader, meeting: Meeting) -> Rows:
    """What else can be done about a meeting that is ahead."""
    say = reader.say
    following = Button(say.line("button-move-following"), encode(ProposeFollowing(meeting.id, 1)))
    details = Button(say.line("button-details"), encode(ChangeDetails(meeting.id)), opens_form=True)
    return ((following,), (details,))


def shifted(reader: Reader, shift: Shift) -> Message:
    """That several meetings were moved, to when, and who is told."""
    say = reader.say
    lines: list[Spans] = [
        say("meetings-line", number=one.number, when=reader.when(one.starts)) for one in shift.after
    ]
    heading = say("shifted", circle=shift.circle.name, count=len(lines))
    told = Text(say("moved-told", told=shift.told))
    return Message(
        (Text(heading), Text(stacked(lines)), told, *undo_note(reader, shift.undo)),
        undo_row(reader, shift.undo),
    )


def in_another_zone(reader: Reader, shift: Shift) -> Message:
    """That the circle goes by other clocks, when it meets by them, and who is told."""
    say, pairs = reader.say, tuple(zip(shift.before, shift.after, strict=True))
    if all(before.zone == shift.circle.zone for before in shift.before) and not shift.undo:
        return Message((Text(say("details-not")),))
    lines: list[Spans] = [
        say(
            "change-shift-line",
            number=after.number,
            before=reader.when(before.starts),
            after=reader.when(after.starts),
        )
        for before, after in pairs
    ]
    heading = Text(say("zoned", circle=shift.circle.name, zone=shift.circle.zone, count=len(pairs)))
    if not pairs:
        return Message((heading, *undo_note(reader, shift.undo)), undo_row(reader, shift.undo))
    told = Text(say("moved-told", told=shift.told))
    return Message(
        (heading, Text(stacked(lines)), told, *undo_note(reader, shift.undo)), undo_row(reader, shift.undo)
    )


def restored(reader: Reader, change: MeetingChange) -> Message:
    """That a meeting is on again, and who is told."""
    say, after = reader.say, change.after
    key = "did-happen-done" if change.before.did_not_happen else "restored-done"
    done = say(key, number=after.number, circle=change.circle.name, when=reader.when(after.starts))
    told = () if change.before.did_not_happen else (Text(say("restored-told", told=change.told)),)
    return Message((Text(done), *told, *undo_note(reader, change.undo)), undo_row(reader, change.undo))


def missed(reader: Reader, change: MeetingChange) -> Message:
    """That a meeting did not happen."""
    say, after = reader.say, change.after
    done = say("missed-done", number=after.number, circle=change.circle.name, when=reader.when(after.starts))
    return Message((Text(done),), undo_row(reader, change.undo))


def added(reader: Reader, done: Added) -> Message:
    """That there is one more meeting."""
    say, one = reader.say, done.meeting
    heading = say("added-done", circle=done.circle.name, number=one.number, count=done.count)
    parts = (Text(heading), facts(reader, done.circle, one), *undo_note(reader, done.undo))
    return Message(parts, undo_row(reader, done.undo))


def detailed(reader: Reader, done: Detailed) -> Message:
    """Where meetings are now and what they are about, and who is told."""
    say = reader.say
    if not done.meetings:
        return Message((Text(say("details-not")),))
    first = done.meetings[0]
    heading = say("details-done", circle=done.circle.name, number=first.number, others=len(done.meetings) - 1)
    told = (Text(say("details-told", told=done.told)),) if done.told else ()
    return Message(
        (Text(heading), facts(reader, done.circle, first), *told, *undo_note(reader, done.undo)),
        undo_row(reader, done.undo),
    )


def deleted(reader: Reader, done: Deleted) -> Message:
    """That a circle is deleted, and who is told."""
    say = reader.say
    text = say("delete-done", circle=done.circle.name)
    told = Text(say("cancelled-told", told=done.told))
    return Message((Text(text), told, *undo_note(reader, done.undo)), undo_row(reader, done.undo))


def undone(reader: Reader, done: Undone) -> Message:
    """That all is as it was."""
    say = reader.say
    lines: list[Spans] = [say("undone-again" if done.again else "undone", circle=done.circle.name)]
    lines += [
        say(line_key(reader, one), number=one.number, when=reader.when(one.starts)) for one in done.meetings
    ]
    return Message((Text(stacked(lines)),))


def two_readings(reader: Reader, meeting: Meeting, at: str, wrong: DateIsAmbiguous) -> Message:
    """A date that can be read two ways, with a button for each."""
    say = reader.say
    row = tuple(
        Button(say.date(day), encode(ProposeMove(meeting.id, f"{day:%Y%m%d}", at))) for day in wrong.readings
    )
    return Message((Text(say(wrong.key, **wrong.values)),), (row,))


def line_key(reader: Reader, one: Meeting) -> str:
    """The text for a meeting in a list, by how it is now."""
    if one.did_not_happen:
        return "meetings-missed"
    if not one.is_on:
        return "meetings-cancelled"
    return "meetings-over" if one.is_over(now=reader.now) else "meetings-line"


def can_be_seen(reader: Reader, found: Sequence[Meeting]) -> list[Meeting]:
    """Those about which something can still be done: all that are ahead, and the last two that are over."""
    over = [one for one in found if one.is_over(now=reader.now) and (one.is_on or one.did_not_happen)][-2:]
    return [one for one in found if one in over or not one.has_started(now=reader.now)]


def _leave_it(reader: Reader, meeting: Meeting) -> Button:
    return Button(reader.say.line("button-leave-it"), encode(SeeMeeting(MeetingId(meeting.id))))


def back_to_meetings(reader: Reader, circle: Circle) -> Button:
    """All meetings of the circle."""
    return Button(reader.say.line("button-meetings"), encode(SeeMeetings(circle.id)))
