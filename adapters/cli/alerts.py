"""Where the operator hears of trouble, as the settings name it."""

from adapters.cli.settings import Settings, SettingsProblem
from adapters.terminal.courier import WORKSPACE
from bot.domain.people import PlaceKey, Platform


def operator_place(settings: Settings) -> PlaceKey | None:
    """The alert place, None where none is named. Raises SettingsProblem when its platform is not turned on."""
    platform, _, key = settings.operator.alerts.partition(":")
    match platform:
        case "":
            return None
        case Platform.TELEGRAM:
            if not settings.telegram.token:
                raise SettingsProblem(_off("Telegram", "telegram.token"))
            # Telegram's workspace is the bot, whose id its token begins with.
            return PlaceKey(Platform.TELEGRAM, settings.telegram.token.partition(":")[0], key)
        case Platform.SLACK:
            if not settings.slack.bot_token:
                raise SettingsProblem(_off("Slack", "slack.bot_token"))
            workspace, _, channel = key.partition("/")
            return PlaceKey(Platform.SLACK, workspace, channel)
        case _:
            return PlaceKey(Platform.TERMINAL, WORKSPACE, key.casefold())


def ensure_alerts_are_served(settings: Settings) -> None:
    """Raises SettingsProblem where alerts would go to a platform that `circlebot run` does not serve, and wait for ever."""
    operator = operator_place(settings)
    runs = settings.telegram.token or settings.slack.bot_token
    if operator is not None and operator.platform is Platform.TERMINAL and runs:
        raise SettingsProblem(
            "operator.alerts is a place in the terminal, which only circlebot chat serves, "
            "expected one in a platform that is turned on, such as telegram:-1001234567890 or slack:T0123/C0123"
        )


def _off(platform: str, missing: str) -> str:
    return f"operator.alerts is a place in {platform}, expected {missing} to be set as well"
