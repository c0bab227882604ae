"""Which platforms the settings turn on."""

from adapters.cli.settings import Settings
from adapters.platform import Adapter
from bot.app.ports import Clock
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from storage.store import Store


def adapters_of(
    settings: Settings, desk: Desk, store: Store, clock: Clock, catalog: Catalog
) -> list[Adapter]:
    """One for each platform that has a token, made but not started. Raises PlatformProblem."""
    return []
