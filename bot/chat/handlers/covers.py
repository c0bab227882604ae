"""Who leads when a facilitator cannot."""

from bot.app.circles import circles_run_by
from bot.app.covers import ask_cover, decline_cover, take_cover
from bot.chat.buttons import AskCover, DeclineCover, TakeCover
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views import covers as views
from bot.domain.circles import Stage

MOST = 10
"""Meetings that are offered, the soonest first."""


def which(turn: Turn) -> Reply:
    """`/cover`: the meetings ahead that one may be unable to lead."""
    circles = [
        circle
        for circle in circles_run_by(turn.work, turn.actor, now=turn.now)
        if circle.stage is not Stage.DRAFT
    ]
    ahead = [
        (circle, meeting)
        for circle in circles
        for meeting in turn.work.meetings.of_circle(circle.id)
        if meeting.is_on and not meeting.has_started(now=turn.now)
    ]
    if not ahead:
        return Reply(messages=[Message((Text(turn.say("cover-none")),))])
    soonest = sorted(ahead, key=lambda one: one[1].starts_at)[:MOST]
    return Reply(messages=[views.which(turn.reader, soonest)])


def ask(turn: Turn, press: AskCover) -> Reply:
    """The others are asked; pressed again, nobody is asked again."""
    seen = ask_cover(turn.work, turn.actor, press.meeting, now=turn.now)
    return Reply(messages=[views.asked(turn.reader, seen)], home_dirty=True)


def take(turn: Turn, press: TakeCover) -> Reply:
    """The first to press leads; later ones read who does."""
    seen = take_cover(turn.work, turn.actor, press.cover, now=turn.now)
    return Reply(edit=views.taken(turn.reader, seen), home_dirty=True)


def decline(turn: Turn, press: DeclineCover) -> Reply:
    """Whoever cannot either may still change their mind."""
    seen = decline_cover(turn.work, turn.actor, press.cover, now=turn.now)
    return Reply(edit=views.asked(turn.reader, seen))


SUBJECT = Subject(
    verbs={"cover": lambda turn, _: which(turn)},
    presses={AskCover: ask, TakeCover: take, DeclineCover: decline},
)
