"""How a meeting was, how far a goal has come."""

from bot.app.feedback import rate, tell_progress
from bot.chat.buttons import Rate, TellProgress
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views.afterwards import thanks_for_rating


def rate_meeting(turn: Turn, press: Rate) -> Reply:
    """A rating; pressed again, the last one counts."""
    author = rate(turn.work, turn.actor, press.meeting, press.rating, now=turn.now)
    thanks = thanks_for_rating(turn.reader, author, press.rating)
    return Reply(toast=thanks, home_dirty=True)


def take_progress(turn: Turn, press: TellProgress) -> Reply:
    """How far a goal has come."""
    tell_progress(turn.work, turn.actor, press.signup, press.progress, last=bool(press.last), now=turn.now)
    return Reply(edit=Message((Text(turn.say("goal-thanks", progress=press.progress)),)))


SUBJECT = Subject(presses={Rate: rate_meeting, TellProgress: take_progress})
