"""Which platforms the settings turn on."""

from adapters.cli.alerts import operator_place
from adapters.cli.settings import Settings, TelegramMode
from adapters.pictures.painter import Painter
from adapters.platform import Adapter, PlatformProblem
from adapters.slack.adapter import SlackAdapter, SlackOptions
from adapters.telegram.adapter import TelegramAdapter, TelegramOptions
from adapters.telegram.webhook import PATH
from bot.app.ports import Clock, Store
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk


def adapters_of(
    settings: Settings, desk: Desk, store: Store, clock: Clock, catalog: Catalog
) -> list[Adapter]:
    """One for each platform that has a token, made but not started. Raises PlatformProblem."""
    found: list[Adapter] = []
    if settings.telegram.token:
        found.append(TelegramAdapter(telegram_options(settings), desk, store, clock, catalog, Painter()))
    if settings.slack.bot_token:
        found.append(
            SlackAdapter(slack_options(settings), desk, store, clock, catalog, operator_place(settings))
        )
    return found


def telegram_options(settings: Settings) -> TelegramOptions:
    """How Telegram is reached. Raises PlatformProblem where updates are to be brought and cannot be."""
    telegram = settings.telegram
    options = TelegramOptions(telegram.token, telegram.base_url)
    if telegram.mode is TelegramMode.POLLING:
        return options
    if not settings.web.public_url:
        raise PlatformProblem(
            'telegram.mode is "webhook", and web.public_url is empty: set it to how this machine is reached from outside, '
            'such as https://circles.example.org, or set telegram.mode to "polling"'
        )
    if not telegram.webhook_secret:
        raise PlatformProblem(
            'telegram.mode is "webhook", and telegram.webhook_secret is empty: make one up, '
            "such as 40 random letters and digits, so that nobody else can bring updates"
        )
    url = f"{settings.web.public_url.rstrip('/')}{PATH}"
    return TelegramOptions(telegram.token, telegram.base_url, webhook=url, secret=telegram.webhook_secret)


def slack_options(settings: Settings) -> SlackOptions:
    """How Slack is reached. Raises PlatformProblem where there is no way in, or tokens are mixed up."""
    slack = settings.slack
    if not slack.bot_token.startswith("xoxb-"):
        raise PlatformProblem(
            "slack.bot_token does not begin with xoxb-: copy the Bot User OAuth Token, "
            "under OAuth & Permissions in the app's settings"
        )
    if slack.app_token and not slack.app_token.startswith("xapp-"):
        raise PlatformProblem(
            "slack.app_token does not begin with xapp-: make an app-level token with the scope connections:write, "
            "under Basic Information in the app's settings"
        )
    if not slack.app_token and not slack.signing_secret:
        raise PlatformProblem(
            "slack.bot_token is set, and neither slack.app_token nor slack.signing_secret is: "
            "set slack.app_token for Socket Mode"
        )
    if not slack.app_token and not settings.web.public_url:
        raise PlatformProblem(
            "slack.signing_secret is set without slack.app_token, and web.public_url is empty: "
            "set it to how Slack reaches this machine, "
            "such as https://circles.example.org, or set slack.app_token for Socket Mode"
        )
    return SlackOptions(
        slack.bot_token,
        app_token=slack.app_token,
        signing_secret=slack.signing_secret,
        base_url=f"{slack.base_url.rstrip('/')}/",
    )
