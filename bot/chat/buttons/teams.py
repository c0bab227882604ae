"""Buttons of teams and digests."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.hands import Need
from bot.domain.ids import CircleId, TeamId
from bot.domain.teams import Role


@coded("tm")
@dataclass(frozen=True, slots=True)
class SeeTeam(Press):
    """A team and its members."""

    team: TeamId


@coded("ti")
@dataclass(frozen=True, slots=True)
class InviteToTeam(Press):
    """A link for someone to join a team in a role."""

    team: TeamId
    role: Role


@coded("tr")
@dataclass(frozen=True, slots=True)
class RevokeInvitations(Press):
    """Take back a team's open invitations."""

    team: TeamId


@coded("dh")
@dataclass(frozen=True, slots=True)
class DigestHere(Press):
    """Send a team's digest to the place where the button is."""

    team: TeamId


@coded("dg")
@dataclass(frozen=True, slots=True)
class SeeDigest(Press):
    """A team's digest of the week of that Monday; without, of the present one."""

    team: TeamId
    monday: str | None = None


@coded("tw")
@dataclass(frozen=True, slots=True)
class SeeWeek(Press):
    """What meets in a team's week that begins on that Monday, without in the present one, from so many meetings on."""

    team: TeamId
    monday: str | None = None
    offset: int = 0


@coded("tc")
@dataclass(frozen=True, slots=True)
class SeeCircles(Press):
    """A team's circles by how they do, from so many on."""

    team: TeamId
    offset: int = 0


@coded("to")
@dataclass(frozen=True, slots=True)
class TakeOn(Press):
    """I'll take it: what a circle needs in the week of that Monday."""

    team: TeamId
    monday: str
    circle: CircleId
    need: Need
