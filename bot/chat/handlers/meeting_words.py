"""`/meeting` and what is typed after it: "3 thu 18:30", "3 cancel", "3 later 2", "3 place Library", "add 12 Nov".

Nothing happens by typing alone: what was understood is shown in full, with a button that does it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from bot.app.circles import circles_run_by
from bot.app.overview import see_dashboard
from bot.chat.buttons import (
    AddMeeting,
    ChangeDetails,
    Deed,
    Press,
    Propose,
    ProposeFollowing,
    ProposeMove,
    SeeMeeting,
    SeeMeetings,
    encode,
)
from bot.chat.handlers import changing, meeting_details, meetings
from bot.chat.outgoing import Button, Message, Reply, Text
from bot.chat.plain_words import after_one_of, is_one_of
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.typed import DateIsAmbiguous, read_moment
from bot.chat.views import changes
from bot.chat.views.told_apart import told_apart
from bot.domain.circles import Circle
from bot.domain.meetings import Meeting
from bot.domain.times import zone_named

_NUMBERED = re.compile(r"#?(\d{1,3})\b[.:,]?\s*(.*)", re.DOTALL)
_WEEKS = re.compile(r"([+-]?\d{1,2})?\s*(?:[^\W\d_]{1,10})?")
_BY_WEEKS = re.compile(r"([+-]\d{1,2})\s*(?:[^\W\d_]{1,10})?")
DETAILS = ("place", "link", "agenda")


@dataclass(frozen=True, slots=True)
class Understood:
    """What was meant, as the button that would say the same, and what a form has in it already."""

    press: Press
    given: Mapping[str, str] = field(default_factory=dict[str, str])


def meeting(turn: Turn, rest: str) -> Reply:
    """`/meeting` with or without more: in the circle one runs; with several, it is asked in which."""
    circles = told_apart(turn.reader, turn.work, circles_run_by(turn.work, turn.actor, now=turn.now))
    text = " ".join(rest.split())
    if not circles:
        return meetings.manage(turn)
    found = [(circle, _meetings(turn, circle)) for circle in circles]
    if len(found) == 1:
        return _in_one(turn, *found[0], text)
    understood = [(circle, _understand(turn, circle, those, text)) for circle, those in found]
    rows = tuple(
        (Button(circle.name, encode(meant.press)),) for circle, meant in understood if meant is not None
    )
    if not rows:
        return _unknown(turn, text, circles[0])
    return Reply(messages=[Message((Text(turn.say("manage-which")),), rows)])


def _in_one(turn: Turn, circle: Circle, those: Sequence[Meeting], text: str) -> Reply:
    try:
        meant = _understand(turn, circle, those, text)
    except DateIsAmbiguous as wrong:
        one = _numbered(those, text)
        if one is None:
            raise
        return Reply(messages=[changes.two_readings(turn.reader, one, f"{one.at:%H%M}", wrong)])
    if meant is None:
        return _unknown(turn, text, circle)
    match meant.press:
        case SeeMeetings():
            return meetings.see_all(turn, meant.press)
        case SeeMeeting():
            return meetings.see_one(turn, meant.press)
        case Propose():
            return changing.propose(turn, meant.press)
        case ProposeMove():
            return changing.ask_move(turn, meant.press)
        case ProposeFollowing():
            return changing.ask_following(turn, meant.press)
        case AddMeeting():
            return meeting_details.begin_add(turn, meant.press)
        case ChangeDetails():
            return meeting_details.begin_details(turn, meant.press, **meant.given)
        case _:
            return _unknown(turn, text, circle)


def _understand(turn: Turn, circle: Circle, those: Sequence[Meeting], text: str) -> Understood | None:
    """What was meant for that circle; None when it has no such meeting. Raises what is wrong with a date or a time."""
    if not text:
        return Understood(SeeMeetings(circle.id))
    more = after_one_of(text, turn.say, "meeting-words-add")
    if more is not None:
        on, at = _moment(turn, circle, more) if more else (None, None)
        return Understood(AddMeeting(circle.id, f"{on:%Y%m%d}" if on else None, f"{at:%H%M}" if at else None))
    one = _numbered(those, text)
    if one is None:
        return None
    match = _NUMBERED.fullmatch(text)
    return _about_one(turn, circle, one, match[2].strip() if match else "")


def _about_one(turn: Turn, circle: Circle, one: Meeting, text: str) -> Understood:
    say = turn.say
    if not text:
        return Understood(SeeMeeting(one.id))
    for deed in Deed:
        if is_one_of(text, say, f"meeting-words-{deed}"):
            return Understood(Propose(one.id, deed))
    if match := _BY_WEEKS.fullmatch(text):
        return Understood(ProposeFollowing(one.id, int(match[1]) or 1))
    later = after_one_of(text, say, "meeting-words-later")
    if later is not None and (match := _WEEKS.fullmatch(later)):
        return Understood(ProposeFollowing(one.id, int(match[1] or 1) or 1))
    for name in DETAILS:
        given = after_one_of(text, say, f"meeting-words-{name}")
        if given is not None:
            return Understood(ChangeDetails(one.id), {name: given} if given else {})
    moving = after_one_of(text, say, "meeting-words-move") or text
    on, at = _moment(turn, circle, moving, near=one.on)
    on, at = on or one.on, at or one.at
    return Understood(ProposeMove(one.id, f"{on:%Y%m%d}", f"{at:%H%M}"))


def _moment(
    turn: Turn, circle: Circle, text: str, *, near: date | None = None
) -> tuple[date | None, time | None]:
    """A day and a time, today being what it is where the circle meets; a weekday alone is that of the week of `near`."""
    today: date = turn.now.astimezone(zone_named(circle.zone)).date()
    return read_moment(text, language=turn.say.language, today=today, near=near, field="on")


def _numbered(those: Sequence[Meeting], text: str) -> Meeting | None:
    match = _NUMBERED.fullmatch(text)
    return next((one for one in those if match and one.number == int(match[1])), None)


def _meetings(turn: Turn, circle: Circle) -> Sequence[Meeting]:
    return see_dashboard(turn.work, turn.actor, circle.id, now=turn.now).meetings


def _unknown(turn: Turn, text: str, circle: Circle) -> Reply:
    match = _NUMBERED.fullmatch(text)
    if match is None:
        return Reply(messages=[Message((Text(turn.say("meeting-how")),))])
    say = turn.say("meeting-unknown", number=match[1], circle=circle.name)
    return Reply(messages=[Message((Text(say),))])


SUBJECT = Subject(verbs={"meeting": meeting})
