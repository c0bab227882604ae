"""What learners read before a meeting, and what facilitators read before that."""

from bot.app.audiences import silent_twice
from bot.app.ports import Work
from bot.chat.buttons import EditWords, LooksGood, SendPlanNow, SkipPlan, encode
from bot.chat.catalog import Pick
from bot.chat.markup import flat
from bot.chat.outgoing import Button, Message, Part, Style, Text
from bot.chat.turn import Reader
from bot.chat.views.about import About
from bot.chat.views.circles import where_of
from bot.chat.views.names import first_name, literal
from bot.chat.views.relays import late_button
from bot.chat.views.rsvps import rsvp_row
from bot.domain.posts import PlanState, PostKind
from bot.domain.rsvps import Answer, headcount
from bot.domain.times import Moment
from bot.domain.words import fill_in

NAMES = 12
"""Names of who is coming before the rest becomes a count."""


def reminder(reader: Reader, work: Work, about: About) -> Message:
    """Asks whether one comes; who has answered is reminded of the answer, who was silent twice is asked softly."""
    say = reader.say
    parts: list[Part] = [
        Text((literal(own),)) if (own := _own_words(reader, about)) else _heading(reader, work, about)
    ]
    number, count = about.meeting.number, about.count
    parts.append(Text(say("reminder-circle", circle=about.circle.name, number=number, count=count)))
    parts.append(about.facts(reader, agenda="{agenda}" not in (_words(about) or "")))
    if about.answer is Answer.NO and about.following is not None:
        when = reader.when(about.following.starts)
        parts.append(Text(say("reminder-see-you", when=when)))
    if about.answer is not None:
        parts.append(Text(say("reminder-change")))
    return Message(tuple(parts), (rsvp_row(reader, about.meeting),))


def preview(reader: Reader, work: Work, about: About) -> Message:
    """The reminder as it will look, with what can still be done about it."""
    say = reader.say
    plan = work.plans.find_for(PostKind.REMINDER, about.meeting.id, about.meeting.revision)
    real = reminder(reader, work, about)
    if plan is None or plan.state is not PlanState.PLANNED:
        return Message((Text(say("preview-gone")), *real.parts))
    when = reader.when(Moment(plan.due_at, about.circle.zone))
    parts: list[Part] = [Text(say("preview-heading", circle=about.circle.name, when=when)), *real.parts]
    silent = silent_twice(work, about.circle, about.meetings, now=reader.now)
    if silent:
        names = sorted(work.people.names(silent).values(), key=str.casefold)
        parts.append(Text(say("preview-silent", names=say.names(names))))
    first = (
        Button(say.line("button-looks-good"), encode(LooksGood(plan.id)), style=Style.PRIMARY),
        Button(say.line("button-edit"), encode(EditWords(about.meeting.id)), opens_form=True),
    )
    second = (
        Button(say.line("button-send-now"), encode(SendPlanNow(plan.id))),
        Button(
            say.line("button-skip"),
            encode(SkipPlan(plan.id)),
            style=Style.DANGER,
            confirm=say.line("skip-confirm"),
        ),
    )
    return Message(tuple(parts), (first, second))


def nudge(reader: Reader, about: About) -> Message:
    """Asks once more, shortly."""
    say = reader.say
    number, count = about.meeting.number, about.count
    return Message(
        (
            Text(say("nudge-heading", name=about.person.name)),
            Text(say("reminder-circle", circle=about.circle.name, number=number, count=count)),
            about.facts(reader),
        ),
        (rsvp_row(reader, about.meeting),),
    )


def today(reader: Reader, work: Work, about: About) -> Message:
    """Place, link and who is coming; the usual buttons for those who have not said yes, and one to run late for who has."""
    say = reader.say
    learners = [signup.person_id for signup in work.signups.seated(about.circle.id)]
    answers = work.rsvps.of_meetings([about.meeting.id]).get(about.meeting.id, {})
    coming = headcount(about.meeting, learners, answers).coming
    names = work.people.names(coming)
    others = [first_name(names[person]) for person in coming if person != about.person.id]
    shown = others[:NAMES] + ([f"+{len(others) - NAMES}"] if len(others) > NAMES else [])
    parts: list[Part] = [
        Text(say("today-heading", name=about.person.name, circle=about.circle.name)),
        about.facts(reader),
    ]
    if shown:
        parts.append(Text(say("today-coming", names=say.names(shown))))
    coming_late = (late_button(reader, about.meeting),)
    row = coming_late if about.answer is Answer.YES else rsvp_row(reader, about.meeting)
    return Message(tuple(parts), (row,))


def _heading(reader: Reader, work: Work, about: About) -> Text:
    say = reader.say
    if about.answer is not None:
        return Text(say("reminder-heading", name=about.person.name, answer=about.answer))
    silent = about.person.id in silent_twice(work, about.circle, about.meetings, now=reader.now)
    return Text(say("reminder-heading", name=about.person.name, answer=Pick("softly" if silent else "none")))


def _words(about: About) -> str | None:
    return about.meeting.reminder_words or about.circle.reminder_words


def _own_words(reader: Reader, about: About) -> str | None:
    """The facilitator's words with the facts as they are now, or None."""
    words = _words(about)
    if words is None:
        return None
    say, meeting = reader.say, about.meeting
    return fill_in(
        words,
        {
            "name": about.person.name,
            "circle": about.circle.name,
            "meeting": say.line("card-meeting-of", number=meeting.number, count=about.count),
            "when": reader.when(meeting.starts).text,
            "place": flat(where_of(reader, about.circle, meeting)),
            "agenda": meeting.agenda or "",
        },
    )
