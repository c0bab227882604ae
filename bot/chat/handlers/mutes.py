"""Stop words: muting or leaving is offered, done with one tap, and undone with one (SPEC 4.31)."""

from dataclasses import replace

from bot.app.mutes import mute, see_muting, unmute
from bot.chat.buttons import MuteCircle, Unmute
from bot.chat.outgoing import Reply
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views import mutes as views
from bot.chat.views.told_apart import told_apart


def offer(turn: Turn) -> Reply:
    """What somebody who wants to hear less can do."""
    seen = see_muting(turn.work, turn.actor, now=turn.now)
    seen = replace(seen, circles=tuple(told_apart(turn.reader, turn.work, seen.circles)))
    return Reply(messages=[views.offer(turn.reader, seen)])


def be_quiet(turn: Turn, press: MuteCircle) -> Reply:
    """Nothing more by itself."""
    everything = bool(press.cancellations)
    circle = mute(turn.work, turn.actor, press.circle, cancellations=everything, now=turn.now)
    return Reply(edit=views.muted(turn.reader, circle, cancellations=everything), home_dirty=True)


def write_again(turn: Turn, press: Unmute) -> Reply:
    """They are written to again."""
    circle = unmute(turn.work, turn.actor, press.circle, now=turn.now)
    return Reply(edit=views.unmuted(turn.reader, circle), home_dirty=True)


SUBJECT = Subject(
    verbs={"stop": lambda turn, _: offer(turn)},
    presses={MuteCircle: be_quiet, Unmute: write_again},
)
