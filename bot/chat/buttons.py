"""Typed buttons: what a press means, written in at most 64 bytes (Telegram's `callback_data`).

A button may be months old when it is pressed, so it names things by id and the state is loaded again. Codes are never used
anew for something else.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from types import NoneType
from typing import TypeVar, get_args, get_type_hints

from bot.domain.errors import BrokenRule
from bot.domain.feedback import Progress
from bot.domain.hands import Need
from bot.domain.ids import CircleId, DraftId, MeetingId, PlanId, PostId, SignupId, TeamId
from bot.domain.rsvps import Answer
from bot.domain.teams import Role

LONGEST = 64
"""Bytes of an encoded button: the Bot API's limit for `callback_data`; Slack's `action_id` and `value` hold more."""


class UnknownButton(BrokenRule):
    """A button that this version does not know."""


class Press:
    """What pressing a button means."""


_BY_CODE: dict[str, type[Press]] = {}
_CODE_OF: dict[type[Press], str] = {}
P = TypeVar("P", bound=Press)


def _coded(code: str) -> Callable[[type[P]], type[P]]:
    def register(kind: type[P]) -> type[P]:
        if code in _BY_CODE:
            raise ValueError(f"two buttons have the code {code}")
        _BY_CODE[code] = kind
        _CODE_OF[kind] = code
        return kind

    return register


@_coded("v")
@dataclass(frozen=True, slots=True)
class RunVerb(Press):
    """As if the command had been typed without arguments."""

    verb: str


@_coded("b")
@dataclass(frozen=True, slots=True)
class Browse(Press):
    """A page of circles."""

    offset: int


@_coded("c")
@dataclass(frozen=True, slots=True)
class SeeCircle(Press):
    """A circle's card."""

    circle: CircleId


@_coded("su")
@dataclass(frozen=True, slots=True)
class SignUp(Press):
    """Sign up; an answer that was given before signing up is kept for the meeting (SPEC 4.10)."""

    circle: CircleId
    meeting: MeetingId | None = None
    answer: Answer | None = None


@_coded("lv")
@dataclass(frozen=True, slots=True)
class Leave(Press):
    """Leave a circle."""

    circle: CircleId


@_coded("r")
@dataclass(frozen=True, slots=True)
class GiveRsvp(Press):
    """Answer for a meeting at the time that `revision` stands for."""

    meeting: MeetingId
    answer: Answer
    revision: int


@_coded("mg")
@dataclass(frozen=True, slots=True)
class Manage(Press):
    """A circle's dashboard."""

    circle: CircleId


@_coded("pb")
@dataclass(frozen=True, slots=True)
class Publish(Press):
    """Open a draft for sign-up."""

    circle: CircleId


@_coded("cf")
@dataclass(frozen=True, slots=True)
class InviteCoFacilitator(Press):
    """A link for someone to facilitate the circle too."""

    circle: CircleId


@_coded("ms")
@dataclass(frozen=True, slots=True)
class SeeMeetings(Press):
    """A circle's meetings, to change one."""

    circle: CircleId


@_coded("mt")
@dataclass(frozen=True, slots=True)
class SeeMeeting(Press):
    """One meeting and what can be done about it."""

    meeting: MeetingId


@_coded("mv")
@dataclass(frozen=True, slots=True)
class MoveMeeting(Press):
    """The form that moves a meeting."""

    meeting: MeetingId


@_coded("mx")
@dataclass(frozen=True, slots=True)
class CancelMeeting(Press):
    """Call a meeting off."""

    meeting: MeetingId


@_coded("nw")
@dataclass(frozen=True, slots=True)
class NewCircle(Press):
    """The form for a new circle of a team."""

    team: TeamId


@_coded("tm")
@dataclass(frozen=True, slots=True)
class SeeTeam(Press):
    """A team and its members."""

    team: TeamId


@_coded("ti")
@dataclass(frozen=True, slots=True)
class InviteToTeam(Press):
    """A link for someone to join a team in a role."""

    team: TeamId
    role: Role


@_coded("tr")
@dataclass(frozen=True, slots=True)
class RevokeInvitations(Press):
    """Take back a team's open invitations."""

    team: TeamId


@_coded("dh")
@dataclass(frozen=True, slots=True)
class DigestHere(Press):
    """Send a team's digest to the place where the button is."""

    team: TeamId


@_coded("dg")
@dataclass(frozen=True, slots=True)
class SeeDigest(Press):
    """The present week's digest of a team."""

    team: TeamId


@_coded("iv")
@dataclass(frozen=True, slots=True)
class WasInvited(Press):
    """A stranger says that they were invited."""


@_coded("tl")
@dataclass(frozen=True, slots=True)
class SeeTimeline(Press):
    """What will be sent in a circle."""

    circle: CircleId


@_coded("pl")
@dataclass(frozen=True, slots=True)
class SeePlan(Press):
    """One thing that will be sent."""

    plan: PlanId


@_coded("pv")
@dataclass(frozen=True, slots=True)
class PreviewPlan(Press):
    """How it will look."""

    plan: PlanId


@_coded("pn")
@dataclass(frozen=True, slots=True)
class SendPlanNow(Press):
    """Send it at once."""

    plan: PlanId


@_coded("ps")
@dataclass(frozen=True, slots=True)
class SkipPlan(Press):
    """Do not send it."""

    plan: PlanId


@_coded("pf")
@dataclass(frozen=True, slots=True)
class LooksGood(Press):
    """It may go out as it is."""

    plan: PlanId


@_coded("pw")
@dataclass(frozen=True, slots=True)
class EditWords(Press):
    """Other words for a meeting's reminder."""

    meeting: MeetingId


@_coded("sw")
@dataclass(frozen=True, slots=True)
class EditStandingWords(Press):
    """Other words for all reminders of a circle."""

    circle: CircleId


@_coded("ld")
@dataclass(frozen=True, slots=True)
class EditLead(Press):
    """Another lead for the reminders of a circle, or of one meeting."""

    circle: CircleId
    meeting: MeetingId | None = None


@_coded("dl")
@dataclass(frozen=True, slots=True)
class SeeDeliveries(Press):
    """What became of a meeting's reminder, by recipient."""

    meeting: MeetingId


@_coded("sa")
@dataclass(frozen=True, slots=True)
class SendAgain(Press):
    """Once more a post of which nobody knows whether it arrived."""

    post: PostId


@_coded("ra")
@dataclass(frozen=True, slots=True)
class Rate(Press):
    """How a meeting was, from 1 to 5."""

    meeting: MeetingId
    rating: int


@_coded("gp")
@dataclass(frozen=True, slots=True)
class TellProgress(Press):
    """How far a goal has come; `last` is 1 after the last meeting, 0 mid-way."""

    signup: SignupId
    last: int
    progress: Progress


@_coded("to")
@dataclass(frozen=True, slots=True)
class TakeOn(Press):
    """I'll take it: what a circle needs in the week of that Monday."""

    team: TeamId
    monday: str
    circle: CircleId
    need: Need


@_coded("fp")
@dataclass(frozen=True, slots=True)
class PickOption(Press):
    """In a form that asks: the option at that position."""

    draft: DraftId
    revision: int
    option: int


@_coded("fs")
@dataclass(frozen=True, slots=True)
class SkipField(Press):
    """In a form that asks: go on, this one stays as it is."""

    draft: DraftId
    revision: int


@_coded("fe")
@dataclass(frozen=True, slots=True)
class EmptyField(Press):
    """In a form that asks: nothing, instead of what the field holds."""

    draft: DraftId
    revision: int


@_coded("fb")
@dataclass(frozen=True, slots=True)
class BackToField(Press):
    """In a form that asks: one field back; with a position, that field."""

    draft: DraftId
    revision: int
    position: int | None = None


@_coded("fc")
@dataclass(frozen=True, slots=True)
class CancelForm(Press):
    """In a form that asks: throw it away."""

    draft: DraftId


@_coded("fd")
@dataclass(frozen=True, slots=True)
class SendForm(Press):
    """In a form that asks: done."""

    draft: DraftId
    revision: int


def encode(press: Press) -> str:
    """The button's text: its code and values with colons between. Raises ValueError when it is too long."""
    values = (getattr(press, name) for name, _ in _shape(type(press)))
    text = ":".join([_CODE_OF[type(press)], *("" if value is None else str(value) for value in values)])
    if len(text.encode()) > LONGEST:
        raise ValueError(f"the button {text!r} has more than {LONGEST} bytes")
    return text


def decode(text: str) -> Press:
    """What the button means. Raises UnknownButton, whatever the text is."""
    code, *given = text.split(":")
    kind = _BY_CODE.get(code)
    if kind is None:
        raise UnknownButton
    shape = _shape(kind)
    if len(given) != len(shape):
        raise UnknownButton
    try:
        return kind(*(read(value) for (_, read), value in zip(shape, given, strict=True)))
    except ValueError:
        raise UnknownButton from None


@cache
def _shape(kind: type[Press]) -> tuple[tuple[str, Callable[[str], object]], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, _reader(hints[f.name])) for f in fields(kind))  # pyright: ignore[reportArgumentType] - all are dataclasses


def _reader(hint: object) -> Callable[[str], object]:
    kinds = [getattr(kind, "__supertype__", kind) for kind in get_args(hint) or (hint,)]
    optional = NoneType in kinds
    kind = next(kind for kind in kinds if kind is not NoneType)
    convert: Callable[[str], object] = kind if isinstance(kind, type) else str

    def read(text: str) -> object:
        if text:
            return convert(text)
        if optional:
            return None
        raise ValueError("a value is missing")

    return read
