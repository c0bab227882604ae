"""Which team is meant: the only one, the one that the place belongs to, else it is asked (SPEC 1.2)."""

from collections.abc import Callable

from bot.app.teams import team_at, teams_of
from bot.chat.buttons import Press, encode
from bot.chat.outgoing import Button, Message, Reply, Text
from bot.chat.turn import Turn
from bot.domain.teams import Role, Team


def for_team(turn: Turn, then: Callable[[Team], Reply], ask: Callable[[Team], Press]) -> Reply:
    """Goes on with the team that is meant, of those that the person organizes; where it is asked, `ask` is on the buttons."""
    teams = teams_of(turn.work, turn.actor, role=Role.ORGANIZER, now=turn.now)
    match teams:
        case []:
            return Reply(messages=[Message((Text(turn.say("team-none")),))])
        case [only]:
            return then(only)
        case several:
            at = None if turn.is_private else team_at(turn.work, turn.sender.account, turn.spot.key)
            if at is not None and at in several:
                return then(at)
            rows = tuple((Button(team.name, encode(ask(team))),) for team in several)
            return Reply(messages=[Message((Text(turn.say("team-which")),), rows)])
