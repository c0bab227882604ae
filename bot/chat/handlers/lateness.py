"""Running late: a button, `/rsvp late`, plain words (SPEC 2)."""

from bot.app.lateness import meetings_to_run_late_for, run_late
from bot.chat.buttons import RunLate
from bot.chat.outgoing import Reply
from bot.chat.plain_words import is_all_late
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views import relays as views


def press_late(turn: Turn, press: RunLate) -> Reply:
    """A button: the facilitators of the meeting's circle hear of it."""
    done = run_late(turn.work, turn.actor, press.meeting, now=turn.now)
    return Reply(messages=[views.late(turn.reader, done)], home_dirty=True)


def command(turn: Turn, words: str) -> Reply:
    """`/rsvp late`, with more words if one likes."""
    found = meetings_to_run_late_for(turn.work, turn.actor, now=turn.now)
    if len(found) != 1:
        return Reply(messages=[views.late_for_which(turn.reader, found)])
    done = run_late(turn.work, turn.actor, found[0][1].id, words, now=turn.now)
    return Reply(messages=[views.late(turn.reader, done)], home_dirty=True)


def in_words(turn: Turn, words: str) -> Reply | None:
    """Words that say that one is late; None when there is no meeting today, or when it is known and these are more words."""
    found = meetings_to_run_late_for(turn.work, turn.actor, now=turn.now)
    if not found:
        return None
    if len(found) > 1:
        return Reply(messages=[views.late_for_which(turn.reader, found)])
    alone = is_all_late(words, turn.say)
    done = run_late(turn.work, turn.actor, found[0][1].id, "" if alone else words, now=turn.now)
    if done.passed_on is None and not alone:
        return None
    return Reply(messages=[views.late(turn.reader, done)], home_dirty=True)


SUBJECT = Subject(presses={RunLate: press_late})
