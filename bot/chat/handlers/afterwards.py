"""How a meeting was, how far a goal has come."""

from datetime import datetime

from bot.app.feedback import (
    Asked,
    Said,
    give_feedback,
    rate,
    rate_in_words,
    rating_asked_last,
    see_feedback,
    tell_progress,
    to_rate,
)
from bot.chat.buttons import GiveFeedback, Rate, TellProgress
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind, Option
from bot.chat.incoming import Values
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import feedback as views
from bot.chat.views.told_apart import told_apart
from bot.domain.attendance import MOST_PRESENT
from bot.domain.feedback import RATINGS, Author
from bot.domain.ids import MeetingId, PersonId
from bot.domain.posts import Post, PostKind
from bot.domain.text import LINE, TEXT


def feedback(turn: Turn, rest: str) -> Reply:
    """`/feedback`: how the last meeting was; `/feedback 3` another one, where there is one circle it can be in."""
    found = to_rate(turn.work, turn.actor, now=turn.now)
    number = rest.strip()
    match found:
        case []:
            return Reply(messages=[Message((Text(turn.say("feedback-none")),))])
        case [(circle, _)] if number:
            meetings = turn.work.meetings.of_circle(circle.id)
            named = next((one for one in meetings if str(one.number) == number), None)
            if named is None:
                text = turn.say("meeting-unknown", number=number[:20], circle=circle.name)
                return Reply(messages=[Message((Text(text),))])
            return begin(turn, GiveFeedback(named.id))
        case [(_, only)]:
            return begin(turn, GiveFeedback(only.id), shortly=True)
        case several:
            circles = told_apart(turn.reader, turn.work, [circle for circle, _ in several])
            meetings = [meeting for _, meeting in several]
            return Reply(messages=[views.which(turn.reader, list(zip(circles, meetings, strict=True)))])


def begin(turn: Turn, press: GiveFeedback, *, shortly: bool = False) -> Reply:
    """Opens the form that suits whoever asks; a learner who needs no form is shown the buttons."""
    asked = see_feedback(turn.work, turn.actor, press.meeting, now=turn.now)
    if asked.author is Author.FACILITATOR:
        return open_form(turn, FeedbackPaper.key, _seen(press.meeting, asked))
    if shortly:
        return Reply(messages=[views.ask(turn.reader, asked)])
    return open_form(turn, RatingPaper.key, {"meeting": press.meeting})


def rate_meeting(turn: Turn, press: Rate) -> Reply:
    """A rating; pressed again, the last one counts."""
    asked = rate(turn.work, turn.actor, press.meeting, press.rating, now=turn.now)
    thanks = turn.say.line("rating-thanks", rating=views.rating_of(turn.reader, asked.author, press.rating))
    return Reply(toast=thanks, edit=views.rated(turn.reader, asked), home_dirty=True)


def in_words(turn: Turn, text: str, replied: Post | None) -> Reply | None:
    """A bare number after a question how a meeting was, or in reply to one, is the rating; None for anything else."""
    number = text.strip()
    if number not in {str(rating) for rating in RATINGS}:
        return None
    if replied is None:
        meeting = rating_asked_last(turn.work, turn.actor, now=turn.now)
    else:
        meeting = MeetingId(replied.subject) if replied.kind is PostKind.RATING else None
    if meeting is None:
        return None
    asked = rate(turn.work, turn.actor, meeting, int(number), now=turn.now)
    return Reply(messages=[views.rated(turn.reader, asked)], home_dirty=True)


def take_progress(turn: Turn, press: TellProgress) -> Reply:
    """How far a goal has come."""
    tell_progress(turn.work, turn.actor, press.signup, press.progress, last=bool(press.last), now=turn.now)
    return Reply(edit=Message((Text(turn.say("goal-thanks", progress=press.progress)),)))


class FeedbackPaper:
    """All that a facilitator can say about a meeting."""

    key = "feedback"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """How it was, who came (by name, or as a number where no names are known), what to keep, change and bring."""
        say = turn.say
        asked = see_feedback(turn.work, turn.actor, MeetingId(about["meeting"]), now=turn.now)
        given = asked.given
        fields = [
            _rating_field(turn, asked, "feedback-how"),
            _attended_field(turn, asked),
            Field(
                "went_well",
                FieldKind.TEXT,
                say.line("feedback-went-well"),
                required=False,
                initial=given.went_well if given else None,
                max=TEXT,
            ),
            Field(
                "to_change",
                FieldKind.TEXT,
                say.line("feedback-to-change"),
                required=False,
                initial=given.to_change if given else None,
                max=TEXT,
            ),
        ]
        if asked.following is not None:
            fields.append(
                Field(
                    "bring",
                    FieldKind.TEXT,
                    say.line("feedback-bring"),
                    required=False,
                    initial=about.get("bring") or None,
                    hint=say.line("feedback-bring-hint", when=turn.reader.when(asked.following.starts)),
                    max=LINE * 2,
                )
            )
        return tuple(fields)

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Keeps it, and shows it in full. What was not touched of the next agenda is left to others."""
        attended, bring = values.get("attended", ""), str(values.get("bring", ""))
        said = Said(
            rating=int(str(values["rating"])),
            people=tuple(PersonId(one) for one in attended) if isinstance(attended, tuple) else None,
            total=int(attended) if isinstance(attended, str) and attended else None,
            went_well=str(values.get("went_well", "")),
            to_change=str(values.get("to_change", "")),
            bring=bring if "bring" in values and bring != about.get("bring", "") else None,
            saw=datetime.fromisoformat(about["saved"]) if about.get("saved") else None,
            saw_agenda=about.get("bring", ""),
        )
        asked = give_feedback(turn.work, turn.actor, MeetingId(about["meeting"]), said, now=turn.now)
        return Reply(messages=[views.saved(turn.reader, asked)], home_dirty=True)


class RatingPaper:
    """A learner's rating with a sentence."""

    key = "rating"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """From one to five, and a sentence if they like."""
        asked = see_feedback(turn.work, turn.actor, MeetingId(about["meeting"]), now=turn.now)
        sentence = Field(
            "sentence",
            FieldKind.LINE,
            turn.say.line("feedback-sentence"),
            required=False,
            initial=asked.given.sentence if asked.given else None,
            hint=turn.say.line("feedback-sentence-hint"),
            max=LINE,
        )
        return (_rating_field(turn, asked, "feedback-how-learner"), sentence)

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Keeps it."""
        meeting, rating = MeetingId(about["meeting"]), int(str(values["rating"]))
        sentence = str(values.get("sentence", ""))
        asked = rate_in_words(turn.work, turn.actor, meeting, rating, sentence, now=turn.now)
        return Reply(messages=[views.saved(turn.reader, asked)], home_dirty=True)


def _rating_field(turn: Turn, asked: Asked, label: str) -> Field:
    options = tuple(
        Option(str(rating), views.rating_of(turn.reader, asked.author, rating)) for rating in RATINGS
    )
    initial = str(asked.given.rating) if asked.given else None
    return Field("rating", FieldKind.CHOICE, turn.say.line(label), initial=initial, options=options)


def _attended_field(turn: Turn, asked: Asked) -> Field:
    say = turn.say
    if not asked.roster.is_known:
        initial = None if asked.total is None else str(asked.total)
        return Field(
            "attended",
            FieldKind.NUMBER,
            say.line("feedback-how-many"),
            required=False,
            initial=initial,
            min=0,
            max=MOST_PRESENT,
        )
    options = tuple(Option(person, name) for person, name in asked.roster.names)
    return Field(
        "attended",
        FieldKind.ROSTER,
        say.line("feedback-who"),
        required=False,
        initial=asked.roster.ticked,
        hint=say.line("feedback-who-hint"),
        options=options,
    )


def _seen(meeting: MeetingId, asked: Asked) -> dict[str, str]:
    """What stands there as the form is opened: what others say meanwhile is not written over."""
    agenda = (asked.following.agenda or "") if asked.following else ""
    saved = asked.saved_at.isoformat() if asked.saved_at else ""
    return {"meeting": meeting, "bring": agenda, "saved": saved}


SUBJECT = Subject(
    verbs={"feedback": feedback},
    presses={Rate: rate_meeting, GiveFeedback: begin, TellProgress: take_progress},
    papers=(FeedbackPaper(), RatingPaper()),
)
