"""Which platforms the settings turn on."""

from adapters.cli.settings import Settings, TelegramMode
from adapters.platform import Adapter, PlatformProblem
from adapters.telegram.adapter import TelegramAdapter, TelegramOptions
from adapters.telegram.webhook import PATH
from bot.app.ports import Clock
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from storage.store import Store


def adapters_of(
    settings: Settings, desk: Desk, store: Store, clock: Clock, catalog: Catalog
) -> list[Adapter]:
    """One for each platform that has a token, made but not started. Raises PlatformProblem."""
    found: list[Adapter] = []
    if settings.telegram.token:
        found.append(TelegramAdapter(telegram_options(settings), desk, store, clock, catalog))
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
