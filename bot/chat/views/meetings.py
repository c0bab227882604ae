"""What those who run a circle read about it."""

from bot.app.meetings import MeetingChange
from bot.app.overview import Dashboard, Learner
from bot.chat.buttons import (
    AddMeeting,
    ChangeCity,
    ChangeZone,
    Deed,
    DeleteCircle,
    InviteCoFacilitator,
    Manage,
    MoveMeeting,
    Publish,
    SeeDeliveries,
    SeeMeeting,
    SeeMeetings,
    SeeMessages,
    SeePlaces,
    SeeTimeline,
    WriteMessage,
    encode,
)
from bot.chat.outgoing import Button, Facts, Message, Part, Plain, Spans, Style, Text, stacked
from bot.chat.turn import Reader
from bot.chat.views import changes, hosting, learners
from bot.chat.views.circles import circle_link
from bot.chat.views.names import few, people
from bot.domain.circles import Circle, Stage
from bot.domain.meetings import Meeting
from bot.domain.rsvps import Answer
from bot.domain.times import Moment


def dashboard(reader: Reader, seen: Dashboard) -> Message:
    """Who comes next time by name, what will be sent, what learners aim at."""
    say, circle = reader.say, seen.circle
    parts: list[Part] = [Text(say("card-name", circle=circle.name)), Facts(_facts(reader, seen))]
    if circle.stage is Stage.DRAFT:
        parts.append(Text(say("manage-draft")))
    elif not seen.learners:
        parts.append(Text(say("manage-nobody")))
    else:
        parts.extend(_by_answer(reader, seen))
    if seen.unreachable:
        names = [learner.name for learner in seen.unreachable]
        links = say("manage-unreachable", names=few(reader, names), link=circle_link(circle))
        parts.append(Text(links))
    parts.extend(learners.on_dashboard(reader, seen))
    parts.extend(_people(reader, "manage-line", seen.line))
    goals = [say.line("manage-goal", name=p.name, goal=p.signup.goal) for p in seen.learners if p.signup.goal]
    parts += people(reader, "manage-goals", goals)
    buttons = [_buttons(reader, circle)]
    if seen.next_meeting is not None and circle.stage is not Stage.DRAFT and seen.reminder_at is None:
        sent = Button(say.line("button-deliveries"), encode(SeeDeliveries(seen.next_meeting.id)))
        buttons.append((sent,))
    if circle.stage is not Stage.DRAFT:
        write = Button(say.line("button-write"), encode(WriteMessage(circle.id)), opens_form=True)
        written = Button(say.line("button-messages"), encode(SeeMessages(circle.id)))
        buttons.append((write, written))
        buttons.append((Button(say.line("button-places"), encode(SeePlaces(circle.id))),))
    delete = Button(
        say.line("button-delete-circle"),
        encode(DeleteCircle(circle.id)),
        style=Style.DANGER,
        confirm=say.line("delete-confirm", circle=circle.name),
    )
    return Message(
        tuple(parts),
        (*buttons, *learners.dashboard_rows(reader, seen), *hosting.rows(reader, seen), (delete,)),
    )


def meetings(reader: Reader, circle: Circle, found: tuple[Meeting, ...]) -> Message:
    """All meetings; a button for each that can still be changed."""
    say = reader.say
    lines = [say(changes.line_key(reader, m), number=m.number, when=reader.when(m.starts)) for m in found]
    buttons = [
        Button(say.line("button-meeting", number=m.number), encode(SeeMeeting(m.id)))
        for m in changes.can_be_seen(reader, found)
    ]
    add = Button(say.line("button-add-meeting"), encode(AddMeeting(circle.id)), opens_form=True)
    zone = Button(say.line("button-zone"), encode(ChangeZone(circle.id)), opens_form=True)
    city = Button(say.line("button-city"), encode(ChangeCity(circle.id)), opens_form=True)
    rows = [tuple(buttons[i : i + 3]) for i in range(0, len(buttons), 3)]
    back = Button(say.line("button-back-to-circle"), encode(Manage(circle.id)))
    return Message(
        (Text(say("meetings-heading", circle=circle.name)), Text(stacked(lines))),
        (*rows, (add, zone, city), (back,)),
    )


def meeting(reader: Reader, circle: Circle, one: Meeting, count: int) -> Message:
    """One meeting, with what can be done about it."""
    say = reader.say
    back = changes.back_to_meetings(reader, circle)
    heading = say("meeting-heading", circle=circle.name, number=one.number, count=count)
    if not one.is_on or one.has_started(now=reader.now):
        now_it_is = say(changes.line_key(reader, one), number=one.number, when=reader.when(one.starts))
        return Message((Text(heading), Text(now_it_is)), (*changes.deeds(reader, one), (back,)))
    move = Button(say.line("button-move"), encode(MoveMeeting(one.id)), opens_form=True)
    cancel = changes.deed_button(reader, one, Deed.CANCEL)
    cover = hosting.cover_button(reader, circle, one)
    facts = changes.facts(reader, circle, one)
    return Message((Text(heading), facts), ((move, cancel), *changes.more(reader, one), (cover,), (back,)))


def moved(reader: Reader, change: MeetingChange) -> Message:
    """That a meeting was moved, and who is told."""
    say, after = reader.say, change.after
    if after == change.before:
        return Message((Text(say("moved-not")),))
    done = say("moved-done", number=after.number, circle=change.circle.name, when=reader.when(after.starts))
    parts = (Text(done), Text(say("moved-told", told=change.told)), *changes.undo_note(reader, change.undo))
    return Message(parts, changes.undo_row(reader, change.undo))


def cancelled(reader: Reader, change: MeetingChange) -> Message:
    """That a meeting was called off, and who is told."""
    say, before = reader.say, change.before
    when = reader.when(before.starts)
    done = say("cancelled-done", number=before.number, circle=change.circle.name, when=when)
    parts = (Text(done), Text(say("cancelled-told", told=change.told)))
    return Message((*parts, *changes.undo_note(reader, change.undo)), changes.undo_row(reader, change.undo))


def _facts(reader: Reader, seen: Dashboard) -> tuple[tuple[str, Spans], ...]:
    say, circle = reader.say, seen.circle
    rows: list[tuple[str, Spans]] = []
    if seen.next_meeting is not None:
        of = say("card-meeting-of", number=seen.next_meeting.number, count=len(seen.meetings))
        when = (*reader.when_for_both(seen.next_meeting.starts), Plain(" · "), *of)
        rows.append((say.line("manage-next"), when))
    else:
        rows.append((say.line("manage-next"), say("card-finished")))
    if circle.stage is not Stage.DRAFT and seen.next_meeting is not None:
        if seen.reminder_at is None:
            rows.append((say.line("manage-reminder"), say("manage-reminder-gone")))
        else:
            when = reader.when(Moment(seen.reminder_at, circle.zone))
            planned = say(
                "manage-reminder-planned", when=when, total=sum(learner.has_chat for learner in seen.learners)
            )
            rows.append((say.line("manage-reminder"), planned))
    if seen.headcount is not None and seen.headcount.total:
        heads = seen.headcount
        of = say("manage-answers-of", answered=heads.answered, total=heads.total)
        rows.append((say.line("manage-answers"), of))
    if circle.capacity is not None:
        seats = say("manage-seats", taken=len(seen.learners) + len(seen.offered), capacity=circle.capacity)
        rows.append((say.line("card-seats"), seats))
    if seen.places:
        titles = [place.title for place in seen.places]
        rows.append((say.line("button-places"), (Plain(few(reader, titles)),)))
    return (*rows, *hosting.facts(reader, seen))


def _by_answer(reader: Reader, seen: Dashboard) -> list[Part]:
    if seen.next_meeting is None:
        return _people(reader, "manage-learners", seen.learners)
    groups: list[tuple[str, Answer | None]] = [
        ("manage-coming", Answer.YES),
        ("manage-maybe", Answer.MAYBE),
        ("manage-not-coming", Answer.NO),
        ("manage-silent", None),
    ]
    return [
        part for heading, answer in groups for part in _people(reader, heading, _with_answer(seen, answer))
    ]


def _with_answer(seen: Dashboard, answer: Answer | None) -> tuple[Learner, ...]:
    """Who was added by name cannot be asked, and so is not among those who have not answered."""
    return tuple(p for p in seen.learners if p.answer is answer and (answer or p.has_chat))


def _people(reader: Reader, heading: str, found: tuple[Learner, ...]) -> list[Part]:
    say = reader.say
    names = [say.line("manage-reason", name=p.name, reason=p.reason) if p.reason else p.name for p in found]
    return people(reader, heading, names)


def _buttons(reader: Reader, circle: Circle) -> tuple[Button, ...]:
    say = reader.say
    meetings_button = Button(say.line("button-meetings"), encode(SeeMeetings(circle.id)))
    if circle.stage is Stage.DRAFT:
        publish = Button(say.line("button-publish"), encode(Publish(circle.id)), style=Style.PRIMARY)
        return (publish, meetings_button)
    invite = Button(say.line("button-co-facilitator"), encode(InviteCoFacilitator(circle.id)))
    timeline = Button(say.line("button-timeline"), encode(SeeTimeline(circle.id)))
    return (timeline, meetings_button, invite)
