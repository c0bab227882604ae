"""What organizers read about their team."""

from datetime import timedelta

from babel.dates import get_day_names

from bot.app.teams import TeamOverview
from bot.chat.buttons import (
    ChangeTeam,
    DigestHere,
    InviteToTeam,
    NewCircle,
    SeeCircles,
    SeeDigest,
    SeeWeek,
    encode,
)
from bot.chat.outgoing import Button, DeepLink, Facts, Message, Part, Plain, Spans, Style, Text
from bot.chat.turn import Reader
from bot.chat.views.members import team_rows
from bot.chat.views.names import people
from bot.domain.people import Place
from bot.domain.teams import Role, Team


def invitation_link(code: str) -> DeepLink:
    """The link that accepts an invitation."""
    return DeepLink(f"i-{code}")


def made(reader: Reader, team: Team) -> Message:
    """That a team was made, and what to do next."""
    say = reader.say
    invite = Button(
        say.line("button-invite-facilitator"),
        encode(InviteToTeam(team.id, Role.FACILITATOR)),
        style=Style.PRIMARY,
    )
    new = Button(say.line("menu-new"), encode(NewCircle(team.id)), opens_form=True)
    return Message((Text(say("team-made", team=team.name)), Text(say("team-next"))), ((invite, new),))


def overview(reader: Reader, seen: TeamOverview) -> Message:
    """The team's members by role, its zone and digest."""
    say, team = reader.say, seen.team
    facts = Facts(
        (
            (say.line("team-zone-label"), (Plain(team.zone),)),
            (say.line("team-digest-label"), _digest(reader, team, seen.digest_place)),
            (say.line("team-defaults-label"), _defaults(reader, team)),
        )
    )
    parts: list[Part] = [Text(say("team-heading", team=team.name)), facts]
    for role, heading in ((Role.ORGANIZER, "team-organizers"), (Role.FACILITATOR, "team-facilitators")):
        parts += people(reader, heading, [member.name for member in seen.members if role in member.roles])
    return Message(tuple(parts), _buttons(reader, team))


def digest_here(reader: Reader, team: Team) -> Message:
    """That the digest comes here from now on, and who will see it."""
    return Message((Text(reader.say("team-digest-here", team=team.name, **_clock(reader, team))),))


def pausing(reader: Reader, team: Team) -> Message:
    """Where the digest is paused, and put on again."""
    say = reader.say
    settings = Button(say.line("button-change-team"), encode(ChangeTeam(team.id)), opens_form=True)
    return Message((Text(say("team-digest-pausing", team=team.name)),), ((settings,),))


def which(reader: Reader, teams: list[Team], monday: str | None) -> Message:
    """Asks for which team the digest is meant: of the week of that Monday ("" the present one), or None to come here."""
    say = reader.say
    buttons = tuple(
        (
            Button(
                say.line("button-digest-here", team=team.name),
                encode(DigestHere(team.id) if monday is None else SeeDigest(team.id, monday or None)),
            ),
        )
        for team in teams
    )
    return Message((Text(say("team-which")),), buttons)


def _digest(reader: Reader, team: Team, place: Place | None) -> Spans:
    if team.digest_paused:
        return reader.say("team-digest-paused")
    if place is None:
        return reader.say("team-digest-private", **_clock(reader, team))
    return reader.say("team-digest-place", place=place.title, **_clock(reader, team))


def _defaults(reader: Reader, team: Team) -> Spans:
    return reader.say(
        "team-defaults",
        count=team.default_count,
        minutes=team.default_minutes,
        capacity=-1 if team.default_capacity is None else team.default_capacity,
        hours=team.reminder_lead // timedelta(hours=1),
    )


def _clock(reader: Reader, team: Team) -> dict[str, str]:
    days = get_day_names("wide", locale=reader.say.locale)
    return {"weekday": days[team.digest_weekday], "time": reader.say.time(team.digest_at)}


def _buttons(reader: Reader, team: Team) -> tuple[tuple[Button, ...], ...]:
    say = reader.say
    return (
        (
            Button(say.line("button-invite-facilitator"), encode(InviteToTeam(team.id, Role.FACILITATOR))),
            Button(say.line("button-invite-organizer"), encode(InviteToTeam(team.id, Role.ORGANIZER))),
        ),
        *team_rows(reader, team.id),
        (
            Button(say.line("menu-circles"), encode(SeeCircles(team.id))),
            Button(say.line("menu-week"), encode(SeeWeek(team.id))),
            Button(say.line("button-digest-now"), encode(SeeDigest(team.id))),
        ),
    )
