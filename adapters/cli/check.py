"""`circlebot check`."""

from pathlib import Path

import typer

from adapters.cli.alerts import ensure_alerts_are_served, operator_place
from adapters.cli.monitor import ensure_monitor_has_its_own_port
from adapters.cli.options import Database, config_of, database_of, settings_of
from adapters.cli.platforms import slack_options, telegram_options
from adapters.cli.running import opened, run
from adapters.cli.settings import FILE, Settings
from adapters.slack.checking import check_slack
from adapters.telegram.checking import check_telegram
from storage.store import file_of


def check(context: typer.Context, db: Database = None) -> None:
    """Say whether settings and database are in order."""
    run(_check(context, db))


async def _check(context: typer.Context, named: str | None) -> None:
    settings = settings_of(context)
    typer.echo(f"Settings: {_settings_from(config_of(context), settings)}")
    ensure_alerts_are_served(settings)
    where = "go to " + settings.operator.alerts if operator_place(settings) else "go nowhere but the log"
    typer.echo(f"Alerts: they {where} (operator.alerts).")
    typer.echo(_web(settings.web.public_url))
    ensure_monitor_has_its_own_port(settings)
    typer.echo(_monitor(settings))
    if settings.telegram.token:
        options = telegram_options(settings)
        typer.echo(await check_telegram(options.token, options.base_url, webhook=bool(options.webhook)))
    if settings.slack.bot_token:
        typer.echo(await check_slack(slack_options(settings)))
    database = database_of(named, settings)
    file = file_of(database)
    if file is not None and _could_be_made(file.expanduser()):
        typer.echo(f"Database: {file} is not there yet; the first command that needs it makes it.")
        return
    async with opened(database) as store:
        teams = await store.run(lambda work: len(work.teams.all()))
    typer.echo(
        f"Database: {file or 'the server'} is in order, with {'one team' if teams == 1 else f'{teams} teams'}."
    )


def _web(public_url: str) -> str:
    """SPEC 7.3: what is not offered, and why."""
    if public_url:
        return f"Web: we are reached at {public_url}, where circles have pages and calendars have feeds."
    return "Web: web.public_url is empty, so circles have no page or poster, and calendars no feed."


def _monitor(settings: Settings) -> str:
    host, port = settings.monitor.host, settings.monitor.port
    if port:
        return f"Monitor: /metrics, /healthz and /readyz are at http://{host}:{port}."
    return "Monitor: monitor.port is 0, so there are no /metrics."


def _could_be_made(file: Path) -> bool:
    return not file.exists() and file.parent.is_dir()


def _settings_from(named: Path | None, settings: Settings) -> str:
    file = named or (FILE if FILE.is_file() else None)
    level = f"log level {settings.log_level}"
    return f"{file} is in order ({level})." if file else f"no file, so what is usual holds ({level})."
