"""What will be sent: looking at it, sending it now, skipping it, writing its words, changing its lead."""

from datetime import timedelta

from bot.app.circles import circles_run_by
from bot.app.covers import see_cover
from bot.app.ledger import deliveries, send_unsure_again, why_me, why_this
from bot.app.messages import see_message
from bot.app.timeline import (
    LEADS,
    LONGEST_WORDS,
    StandingWordsHaveChanged,
    Words,
    see_plan,
    see_timeline,
    see_words,
    send_now,
    set_lead,
    skip,
    write_standing_words,
    write_words,
)
from bot.app.undelivered import send_undelivered_again
from bot.chat.buttons import (
    EditLead,
    EditStandingWords,
    EditWords,
    LooksGood,
    PreviewPlan,
    SeeDeliveries,
    SeePlan,
    SeeTimeline,
    SendAgain,
    SendPlanNow,
    SendUndelivered,
    SkipPlan,
    encode,
)
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind
from bot.chat.incoming import Values
from bot.chat.outgoing import Button, Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import covers
from bot.chat.views import timeline as views
from bot.chat.views.about import About as AboutMeeting
from bot.chat.views.messages import message as as_read
from bot.chat.views.posts import about_meeting
from bot.chat.views.reminders import preview
from bot.chat.views.told_apart import told_apart
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, CoverId, MeetingId
from bot.domain.posts import PostKind
from bot.domain.times import Moment
from bot.domain.words import PLACEHOLDERS, WordsHaveChanged


def reminder(turn: Turn) -> Reply:
    """`/reminder`: what will be sent in the circle one runs; with several, it is asked in which."""
    circles = list(circles_run_by(turn.work, turn.actor, now=turn.now))
    match circles:
        case []:
            return Reply(messages=[Message((Text(turn.say("manage-none")),))])
        case [only]:
            return see_all(turn, SeeTimeline(only.id))
        case several:
            rows = tuple(
                (Button(circle.name, encode(SeeTimeline(circle.id))),)
                for circle in told_apart(turn.reader, turn.work, several)
            )
            return Reply(messages=[Message((Text(turn.say("manage-which")),), rows)])


def see_all(turn: Turn, press: SeeTimeline) -> Reply:
    """What will be sent in a circle."""
    circle, planned = see_timeline(turn.work, turn.actor, press.circle, now=turn.now)
    return Reply(messages=[views.timeline(turn.reader, circle, planned)])


def see_one(turn: Turn, press: SeePlan) -> Reply:
    """One thing that will be sent."""
    return Reply(
        messages=[views.plan(turn.reader, see_plan(turn.work, turn.actor, press.plan, now=turn.now))]
    )


def show(turn: Turn, press: PreviewPlan) -> Reply:
    """How it will look, with oneself as the reader."""
    planned = see_plan(turn.work, turn.actor, press.plan, now=turn.now)
    if planned.message is not None:
        seen = see_message(turn.work, turn.actor, planned.message.id, now=turn.now)
        written = as_read(turn.reader, seen.message, author=seen.author, circle=seen.circle)
        return Reply(messages=[Message(written.parts)])
    if planned.plan.kind is PostKind.COVER_OPEN:
        cover = see_cover(turn.work, CoverId(planned.plan.subject))
        return Reply(messages=[Message(covers.notice(turn.reader, planned.plan.kind, cover).parts)])
    if planned.meeting is None:
        return Reply(messages=[Message((Text(turn.say("preview-later")),))])
    message = about_meeting(turn.reader, turn.work, planned.plan.kind, planned.meeting.id, turn.person)
    return Reply(messages=[Message(message.parts)])


def looks_good(turn: Turn, press: LooksGood) -> Reply:
    """A word of confirmation; it would go out in any case."""
    planned = see_plan(turn.work, turn.actor, press.plan, now=turn.now)
    when = turn.reader.when(Moment(planned.plan.due_at, planned.circle.zone))
    return Reply(toast=turn.say.line("looks-good", when=when))


def send(turn: Turn, press: SendPlanNow) -> Reply:
    """Sends it at once."""
    planned = see_plan(turn.work, turn.actor, press.plan, now=turn.now)
    sent = send_now(turn.work, turn.actor, press.plan, now=turn.now)
    return Reply(messages=[views.sent_now(turn.reader, planned.circle, sent)], home_dirty=True)


def leave_out(turn: Turn, press: SkipPlan) -> Reply:
    """Does not send it."""
    skipped = skip(turn.work, turn.actor, press.plan, now=turn.now)
    text = turn.say("skipped", line=views.flat_line(turn.reader, skipped))
    return Reply(messages=[Message((Text(text),))], home_dirty=True)


def see_deliveries(turn: Turn, press: SeeDeliveries) -> Reply:
    """What became of a meeting's reminder, by name."""
    entries = deliveries(turn.work, turn.actor, press.meeting, now=turn.now)
    return Reply(messages=[views.sent(turn.reader, entries)])


def send_again(turn: Turn, press: SendAgain) -> Reply:
    """Once more what may not have arrived; pressed again, nothing happens."""
    done = send_unsure_again(turn.work, turn.actor, press.post, now=turn.now)
    return Reply(toast=turn.say.line("sent-again" if done else "sent-again-already"))


def send_undelivered(turn: Turn, press: SendUndelivered) -> Reply:
    """Once more what was given up; pressed again, nothing happens."""
    total = send_undelivered_again(turn.work, turn.actor, press.notice, now=turn.now)
    return Reply(toast=turn.say.line("sent-again" if total else "sent-again-already"))


def why(turn: Turn, reply_to: str | None) -> Reply:
    """`/why`: why one got the latest messages, or did not; in reply to one, why that one."""
    entry = why_this(turn.work, turn.actor, reply_to, now=turn.now) if reply_to else None
    entries = [entry] if entry is not None else why_me(turn.work, turn.actor, now=turn.now)
    return Reply(messages=[views.looked_back(turn.reader, entries)])


def begin_words(turn: Turn, press: EditWords) -> Reply:
    """Opens the form with the present words."""
    words = see_words(turn.work, turn.actor, press.meeting, now=turn.now)
    return open_form(turn, WordsPaper.key, _about_words(words))


def begin_standing_words(turn: Turn, press: EditStandingWords) -> Reply:
    """Opens the form with the circle's standing text."""
    see_timeline(turn.work, turn.actor, press.circle, now=turn.now)
    seen = turn.work.circles.get(press.circle).reminder_words or ""
    return open_form(turn, StandingWordsPaper.key, {"circle": press.circle, "seen": seen})


def begin_lead(turn: Turn, press: EditLead) -> Reply:
    """Opens the form with the present lead."""
    see_timeline(turn.work, turn.actor, press.circle, now=turn.now)
    about: dict[str, str] = {"circle": press.circle}
    if press.meeting:
        about["meeting"] = press.meeting
    lead = _lead(turn, about)
    about["seen"] = str(int(lead.total_seconds())) if lead else ""
    return open_form(turn, LeadPaper.key, about)


class WordsPaper:
    """Other words for one reminder."""

    key = "words"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The words as they were when the form was opened."""
        return (_words_field(turn, about.get("seen") or None, "words-hint"),)

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Keeps them and shows the reminder; when somebody else has written meanwhile, shows theirs and asks again."""
        meeting, written = MeetingId(about["meeting"]), str(values.get("words", ""))
        seen = about.get("seen") or None
        try:
            words = write_words(turn.work, turn.actor, meeting, written, seen=seen, now=turn.now)
        except WordsHaveChanged as changed:
            return Reply(messages=[_theirs(turn, EditWords(meeting), changed, written)])
        about_meeting = AboutMeeting.meeting_of(turn.work, words.meeting.id, turn.person)
        return Reply(messages=[preview(turn.reader, turn.work, about_meeting)], home_dirty=True)


class StandingWordsPaper:
    """Other words for all reminders of a circle."""

    key = "standing-words"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The circle's standing text."""
        words = turn.work.circles.get(CircleId(about["circle"])).reminder_words
        return (_words_field(turn, words, "standing-words-hint"),)

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Keeps it; when somebody else has written meanwhile, shows theirs and asks again."""
        written = str(values.get("words", ""))
        circle, seen = CircleId(about["circle"]), about["seen"] or None
        try:
            write_standing_words(turn.work, turn.actor, circle, written, seen=seen, now=turn.now)
        except StandingWordsHaveChanged as changed:
            return Reply(messages=[_theirs(turn, EditStandingWords(circle), changed, written)])
        return Reply(messages=[Message((Text(turn.say("standing-words-kept")),))])


class LeadPaper:
    """How long before a meeting its reminder goes out."""

    key = "lead"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """Hours; nothing takes the default."""
        lead = _lead(turn, about)
        label = "lead-one" if "meeting" in about else "lead-all"
        return (
            Field(
                "hours",
                FieldKind.NUMBER,
                turn.say.line(label),
                required=False,
                initial=str(int(lead.total_seconds() // 3600)) if lead else None,
                hint=turn.say.line("lead-hint"),
                min=LEADS[0],
                max=LEADS[-1],
            ),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Keeps it and shows what will be sent."""
        hours = str(values.get("hours", ""))
        circle = CircleId(about["circle"])
        meeting = MeetingId(about["meeting"]) if "meeting" in about else None
        set_lead(
            turn.work,
            turn.actor,
            circle,
            int(hours) if hours else None,
            meeting=meeting,
            seen=timedelta(seconds=int(about["seen"])) if about["seen"] else None,
            now=turn.now,
        )
        return see_all(turn, SeeTimeline(circle))


def _lead(turn: Turn, about: About) -> timedelta | None:
    if "meeting" in about:
        return turn.work.meetings.get(MeetingId(about["meeting"])).reminder_lead
    return turn.work.circles.get(CircleId(about["circle"])).reminder_lead


def _about_words(words: Words) -> dict[str, str]:
    return {"meeting": words.meeting.id, "seen": words.words or ""}


def _words_field(turn: Turn, words: str | None, hint: str) -> Field:
    placeholders = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    return Field(
        "words",
        FieldKind.TEXT,
        turn.say.line("words-label"),
        required=False,
        initial=words,
        hint=turn.say.line(hint, placeholders=placeholders),
        max=LONGEST_WORDS,
    )


def _theirs(turn: Turn, edit: EditWords | EditStandingWords, changed: BrokenRule, written: str) -> Message:
    again = Button(turn.say.line("button-edit"), encode(edit), opens_form=True)
    text = turn.say(changed.key, **turn.values_of(changed))
    own = turn.say("words-yours", words=written or "–")
    return Message((Text(text), Text(own)), ((again,),))


SUBJECT = Subject(
    verbs={"reminder": lambda turn, _: reminder(turn), "why": lambda turn, _: why(turn, None)},
    presses={
        SeeTimeline: see_all,
        SeePlan: see_one,
        PreviewPlan: show,
        LooksGood: looks_good,
        SendPlanNow: send,
        SkipPlan: leave_out,
        SeeDeliveries: see_deliveries,
        SendAgain: send_again,
        SendUndelivered: send_undelivered,
        EditWords: begin_words,
        EditStandingWords: begin_standing_words,
        EditLead: begin_lead,
    },
    papers=(WordsPaper(), StandingWordsPaper(), LeadPaper()),
    leads_to="reminder",
)
