"""One's own seat: taking one that is held, passing it on, and taking one with a link."""

from bot.app.claims import claim_seat, see_claim
from bot.app.line import decline_seat, take_seat
from bot.chat.buttons import ClaimSeat, DeclineSeat, TakeSeat
from bot.chat.outgoing import Reply
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views import seats as views
from bot.chat.views.signups import welcome


def take(turn: Turn, press: TakeSeat) -> Reply:
    """The seat is theirs."""
    done = take_seat(turn.work, turn.actor, press.circle, now=turn.now)
    meetings = turn.work.meetings.of_circle(done.circle.id)
    return Reply(edit=views.yours(turn.reader, done.circle, meetings, turn.person.name), home_dirty=True)


def decline(turn: Turn, press: DeclineSeat) -> Reply:
    """It goes to the next in line."""
    done = decline_seat(turn.work, turn.actor, press.circle, press.number, now=turn.now)
    return Reply(
        edit=views.declined(turn.reader, done, turn.work.meetings.of_circle(done.circle.id)), home_dirty=True
    )


def arrive(turn: Turn, code: str) -> Reply:
    """The link was opened: whose seat it is, and nothing more until it is confirmed."""
    seen = see_claim(turn.work, turn.actor, code, now=turn.now)
    return Reply(messages=[views.claim(turn.reader, seen, code)])


def claim(turn: Turn, press: ClaimSeat) -> Reply:
    """The seat that the link leads to is theirs."""
    done = claim_seat(turn.work, turn.actor, press.code, now=turn.now)
    return Reply(messages=[welcome(turn.reader, done)], home_dirty=True)


SUBJECT = Subject(presses={TakeSeat: take, DeclineSeat: decline, ClaimSeat: claim})
