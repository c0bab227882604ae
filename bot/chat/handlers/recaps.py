"""Recaps: writing one, looking at it, sending it."""

from bot.app.recaps import RecapSeen, see_recap, send_recap, write_recap
from bot.chat.buttons import SendRecap, WriteRecap
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind
from bot.chat.incoming import Values
from bot.chat.outgoing import Message, Reply
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import recaps as views
from bot.chat.views.about import About as AboutMeeting
from bot.domain.ids import MeetingId
from bot.domain.text import TEXT


def begin(turn: Turn, press: WriteRecap) -> Reply:
    """Opens the form with the words so far."""
    recap = see_recap(turn.work, turn.actor, press.meeting, now=turn.now).recap
    about = {"meeting": press.meeting, "version": str(recap.version if recap else 0)}
    return open_form(turn, RecapPaper.key, about)


def send(turn: Turn, press: SendRecap) -> Reply:
    """Sends what was previewed; pressed again, it is said that it has gone out."""
    seen, told = send_recap(turn.work, turn.actor, press.meeting, version=press.version, now=turn.now)
    return Reply(edit=views.sent(turn.reader, seen, told))


class RecapPaper:
    """What a facilitator tells those who came and those who did not."""

    key = "recap"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The words."""
        recap = see_recap(turn.work, turn.actor, MeetingId(about["meeting"]), now=turn.now).recap
        return (
            Field(
                "words",
                FieldKind.TEXT,
                turn.say.line("recap-words"),
                initial=recap.words if recap else None,
                hint=turn.say.line("recap-words-hint"),
                max=TEXT,
            ),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Keeps the words and shows both wordings; nothing is sent yet."""
        meeting, version = MeetingId(about["meeting"]), int(about["version"])
        words = str(values["words"])
        seen = write_recap(turn.work, turn.actor, meeting, words, version=version, now=turn.now)
        return Reply(messages=[_preview(turn, seen)])


def _preview(turn: Turn, seen: RecapSeen) -> Message:
    about = AboutMeeting.meeting_of(turn.work, seen.meeting.id, turn.person)
    return views.preview(turn.reader, about, seen)


SUBJECT = Subject(presses={WriteRecap: begin, SendRecap: send}, papers=(RecapPaper(),))
