"""Writing to learners: the form, the preview, sending it once, taking it back, who got it."""

from datetime import date, datetime, time

from bot.app.messages import (
    Audience,
    Desired,
    circles_to_write_in,
    rewrite_message,
    see_audience,
    see_message,
    see_messages,
    send_message,
    take_back_message,
    throw_away_message,
    who_got_message,
    write_message,
)
from bot.app.plans import LIVE
from bot.chat.buttons import (
    EditMessage,
    SeeMessage,
    SeeMessages,
    SendMessage,
    ThrowAwayMessage,
    UndoMessage,
    WriteKeptWords,
    WriteMessage,
)
from bot.chat.form_flow import open_draft, open_form
from bot.chat.forms import Field, FieldKind, Option
from bot.chat.incoming import Values
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import messages as views
from bot.chat.views.told_apart import told_apart
from bot.domain.circles import Circle, CircleIsDraft
from bot.domain.ids import CircleId, DraftId, MessageId, PersonId
from bot.domain.messages import LONGEST_MESSAGE, CircleMessage, Recipients
from bot.domain.times import moment_on, zone_named
from bot.domain.words import AlreadySent

LATEST = 5
"""Messages of a circle that are looked back on."""

NOW, LATER = "now", "later"
NO, YES = "no", "yes"


def write(turn: Turn, words: str = "") -> Reply:
    """`/message`: the form, with the question to which circle where one could write to several; `words` are in it already."""
    circles = circles_to_write_in(turn.work, turn.actor, now=turn.now)
    live = [circle for circle in circles if circle.stage in LIVE]
    if not circles:
        return Reply(messages=[Message((Text(turn.say("message-none")),))])
    if not live:
        raise CircleIsDraft(circle=circles[0].name)
    about = {"circle": live[0].id} if len(live) == 1 else {}
    return open_form(turn, MessagePaper.key, about, {"text": words} if words.strip() else None)


def write_to(turn: Turn, press: WriteMessage) -> Reply:
    """The form for a message to that circle."""
    see_audience(turn.work, turn.actor, press.circle, now=turn.now)
    return open_form(turn, MessagePaper.key, {"circle": press.circle})


def write_kept_words(turn: Turn, press: WriteKeptWords) -> Reply:
    """The form for a message to that circle, with the words in it."""
    see_audience(turn.work, turn.actor, press.circle, now=turn.now)
    kept = open_draft(turn, press.draft)
    return open_form(turn, MessagePaper.key, {"circle": press.circle, "kept": kept.id})


def edit(turn: Turn, press: EditMessage) -> Reply:
    """The form with what is written. Raises AlreadySent once it has gone out."""
    seen = see_message(turn.work, turn.actor, press.message, now=turn.now)
    if seen.is_out:
        raise AlreadySent
    about = {"circle": seen.circle.id, "message": seen.message.id}
    return open_form(turn, MessagePaper.key, about)


def send(turn: Turn, press: SendMessage) -> Reply:
    """Has it go out, once; an old button shows the message as it reads now."""
    before = see_message(turn.work, turn.actor, press.message, now=turn.now)
    done = send_message(turn.work, turn.actor, press.message, revision=press.revision, now=turn.now)
    seen = see_message(turn.work, turn.actor, press.message, now=turn.now)
    face = views.preview(turn.reader, seen)
    if done:
        return Reply(edit=face, home_dirty=True)
    old = before.message.revision != press.revision
    return Reply(toast=turn.say.line("message-reads-otherwise" if old else "message-on-its-way"), edit=face)


def undo(turn: Turn, press: UndoMessage) -> Reply:
    """Takes it back."""
    take_back_message(turn.work, turn.actor, press.message, now=turn.now)
    seen = see_message(turn.work, turn.actor, press.message, now=turn.now)
    return Reply(edit=views.taken_back(turn.reader, seen), home_dirty=True)


def throw_away(turn: Turn, press: ThrowAwayMessage) -> Reply:
    """Forgets it."""
    throw_away_message(turn.work, turn.actor, press.message, now=turn.now)
    return Reply(edit=Message((Text(turn.say("message-thrown-away")),)))


def see(turn: Turn, press: SeeMessage) -> Reply:
    """What became of it, by recipient."""
    seen = see_message(turn.work, turn.actor, press.message, now=turn.now)
    entries = list(who_got_message(turn.work, turn.actor, press.message, now=turn.now))
    return Reply(messages=[views.who_got_it(turn.reader, seen, entries)])


def see_latest(turn: Turn, press: SeeMessages) -> Reply:
    """The latest messages of a circle."""
    circle, found = see_messages(turn.work, turn.actor, press.circle, limit=LATEST, now=turn.now)
    return Reply(messages=[views.latest(turn.reader, circle, found)])


class MessagePaper:
    """To whom, what, and when."""

    key = "message"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The circle if that is open, who, what, when; each question only where it makes a difference."""
        circles = () if "circle" in about else _circles(turn)
        audience = see_audience(turn.work, turn.actor, _circle(about, values, circles), now=turn.now)
        before = _before(turn, about)
        return (
            *_which_circle(turn, circles),
            *_to_whom(turn, audience, before, values),
            Field(
                "text",
                FieldKind.TEXT,
                turn.say.line("message-text"),
                initial=before.text if before else _kept(turn, about),
                hint=turn.say.line("message-text-hint", limit=LONGEST_MESSAGE),
                max=LONGEST_MESSAGE,
            ),
            *_when(turn, audience.circle, before, values),
            *_for_later(turn, before, values),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Keeps it and shows it as learners will read it; nothing has gone out yet."""
        circle_id = _circle(about, values, () if "circle" in about else _circles(turn))
        circle = turn.work.circles.get(circle_id)
        desired = Desired(
            recipients=Recipients(str(values["to"])),
            text=str(values["text"]),
            to_person=PersonId(str(values["person"])) if values.get("person") else None,
            goes_at=_goes_at(circle, values),
            for_later=values.get("joiners") == YES,
        )
        if "message" in about:
            message_id = MessageId(about["message"])
            message = rewrite_message(turn.work, turn.actor, message_id, desired, now=turn.now)
        else:
            message = write_message(turn.work, turn.actor, circle_id, desired, now=turn.now)
        if "kept" in about:
            turn.work.drafts.remove(DraftId(about["kept"]))
        seen = see_message(turn.work, turn.actor, message.id, now=turn.now)
        return Reply(messages=[views.preview(turn.reader, seen)])


def _circles(turn: Turn) -> tuple[Circle, ...]:
    found = circles_to_write_in(turn.work, turn.actor, now=turn.now)
    return tuple(circle for circle in found if circle.stage in LIVE)


def _circle(about: About, values: Values, circles: tuple[Circle, ...]) -> CircleId:
    picked = about.get("circle") or values.get("circle")
    if isinstance(picked, str) and (picked in {circle.id for circle in circles} or "circle" in about):
        return CircleId(picked)
    return next((circle.id for circle in circles), CircleId(""))


def _which_circle(turn: Turn, circles: tuple[Circle, ...]) -> tuple[Field, ...]:
    if not circles:
        return ()
    options = tuple(Option(circle.id, circle.name) for circle in told_apart(turn.reader, turn.work, circles))
    label = turn.say.line("message-circle")
    return (Field("circle", FieldKind.CHOICE, label, initial=circles[0].id, options=options, steers=True),)


def _to_whom(
    turn: Turn, audience: Audience, before: CircleMessage | None, values: Values
) -> tuple[Field, ...]:
    say = turn.say
    groups = [
        Option(group, say.line(f"message-to-{group}", total=total))
        for group, total in audience.counts.items()
    ]
    one = (Option(Recipients.ONE, say.line("message-to-one")),) if audience.learners else ()
    to = Field(
        "to",
        FieldKind.CHOICE,
        say.line("message-to"),
        initial=_offered(before.recipients if before else Recipients.ALL, (*groups, *one)),
        options=(*groups, *one),
        steers=True,
    )
    if values.get("to", to.initial) != Recipients.ONE:
        return (to,)
    learners = tuple(Option(person, name) for person, name in audience.learners)
    held = before.to_person if before else None
    return (to, Field("person", FieldKind.PERSON, say.line("message-person"), initial=held, options=learners))


def _offered(wanted: Recipients, options: tuple[Option, ...]) -> str:
    return wanted if any(option.value == wanted for option in options) else Recipients.ALL


def _when(turn: Turn, circle: Circle, before: CircleMessage | None, values: Values) -> tuple[Field, ...]:
    say = turn.say
    goes_at = before.goes_at if before else None
    when = Field(
        "when",
        FieldKind.CHOICE,
        say.line("message-when"),
        initial=LATER if goes_at else NOW,
        options=(
            Option(NOW, say.line("message-when-now")),
            Option(LATER, say.line("message-when-later")),
        ),
        steers=True,
    )
    if values.get("when", when.initial) != LATER:
        return (when,)
    local = goes_at.astimezone(zone_named(circle.zone)) if goes_at else None
    return (
        when,
        Field(
            "on",
            FieldKind.DATE,
            say.line("message-on"),
            initial=local.date().isoformat() if local else None,
            example=say.line("message-on-example"),
        ),
        Field(
            "at",
            FieldKind.TIME,
            say.line("message-at"),
            initial=local.time().isoformat("minutes") if local else None,
            hint=say.line("circles-clock", zone=circle.zone),
            example=say.line("message-at-example"),
        ),
    )


def _for_later(turn: Turn, before: CircleMessage | None, values: Values) -> tuple[Field, ...]:
    initial = before.recipients if before else Recipients.ALL
    if values.get("to", initial) != Recipients.ALL:
        return ()
    options = (
        Option(NO, turn.say.line("message-joiners-no")),
        Option(YES, turn.say.line("message-joiners-yes")),
    )
    held = YES if before and before.for_later else NO
    label = turn.say.line("message-joiners")
    return (Field("joiners", FieldKind.CHOICE, label, initial=held, options=options),)


def _before(turn: Turn, about: About) -> CircleMessage | None:
    if "message" not in about:
        return None
    return see_message(turn.work, turn.actor, MessageId(about["message"]), now=turn.now).message


def _kept(turn: Turn, about: About) -> str | None:
    kept = turn.work.drafts.find(DraftId(about["kept"])) if "kept" in about else None
    return str(kept.values["words"]) if kept is not None and kept.person_id == turn.actor else None


def _goes_at(circle: Circle, values: Values) -> datetime | None:
    if values.get("when") != LATER:
        return None
    on, at = date.fromisoformat(str(values["on"])), time.fromisoformat(str(values["at"]))
    return moment_on(on, at, circle.zone)


SUBJECT = Subject(
    verbs={"message": write},
    presses={
        WriteMessage: write_to,
        WriteKeptWords: write_kept_words,
        EditMessage: edit,
        SendMessage: send,
        UndoMessage: undo,
        ThrowAwayMessage: throw_away,
        SeeMessage: see,
        SeeMessages: see_latest,
    },
    papers=(MessagePaper(),),
)
