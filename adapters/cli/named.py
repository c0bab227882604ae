"""A team as an operator names it."""

from collections.abc import Sequence

from adapters.cli.running import Refusal
from adapters.terminal.render import clean
from bot.domain.ids import TeamId
from bot.domain.teams import Team


def team_named(teams: Sequence[Team], named: str | None) -> Team:
    """The team of that id, else of that name; the only one where none is named. Raises Refusal with those there are."""
    if not teams:
        missing = (
            "there is no team yet" if named is None else f"no team is called {named!r}, for there is none yet"
        )
        raise Refusal(f"{missing}: `circlebot organizer-link`, without --team, prints a link that founds one")
    if named is None:
        if len(teams) == 1:
            return teams[0]
        raise Refusal(f"there are {len(teams)} teams, name one with --team: {_listed(teams)}")
    by_id = [team for team in teams if team.id == TeamId(named)]
    found = by_id or [team for team in teams if team.name == named]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(f"{len(found)} teams are called {named!r}, name one by its id: {_listed(found)}")
    raise Refusal(f"no team is called {named!r}, there are: {_listed(teams)}")


def _listed(teams: Sequence[Team]) -> str:
    return ", ".join(f"{clean(team.name)} ({team.id})" for team in teams)
