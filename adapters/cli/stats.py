"""`circlebot stats`: how much there is, without names (SPEC 8)."""

import typer

from adapters.cli.options import Database, database_of, settings_of
from adapters.cli.running import opened, run
from adapters.clock import SystemClock
from adapters.terminal.render import clean
from bot.app.ports import Work
from bot.app.stats import LATELY, tally_of
from bot.domain.ids import TeamId
from bot.domain.tallies import Tally, TeamTally


def stats(context: typer.Context, db: Database = None) -> None:
    """Count circles, learners and posts, naming nobody."""
    run(_stats(context, db))


async def _stats(context: typer.Context, database: str | None) -> None:
    now = SystemClock().now()

    def take(work: Work) -> tuple[Tally, dict[TeamId, str]]:
        return tally_of(work, now=now), {team.id: team.name for team in work.teams.all()}

    async with opened(database_of(database, settings_of(context))) as store:
        tally, names = await store.run(take)
    for team in tally.teams:
        typer.echo(f"{clean(names[team.team_id])}: {_in_words(team)}")
    accounts = ", ".join(
        f"{number} on {platform} ({tally.unreachable.get(platform, 0)} unreachable)"
        for platform, number in sorted(tally.accounts.items())
    )
    typer.echo(f"People: {tally.people}. Accounts: {accounts or 'none'}.")
    posts = ", ".join(f"{number} {state}" for state, number in sorted(tally.posts.items()))
    typer.echo(
        f"Posts of the last {LATELY.days} days: {posts or 'none'}. Due and waiting now: {tally.overdue}."
    )
    if tally.undone:
        typer.echo(f"What came in and is not answered yet: {tally.undone}.")


def _in_words(team: TeamTally) -> str:
    return (
        f"organizers {team.organizers}, facilitators {team.facilitators}; "
        f"circles {team.running} that meet, {team.over} over, {team.drafts} drafts; "
        f"learners {team.learners}, in line {team.waiting}; "
        f"meetings held {team.meetings}, attendance {team.attended}"
    )
