"""The whole bot on Telegram, with only the network faked: real store, desk, tick and adapter against a server of ours."""

from tests.telegram_world.world import TelegramWorld

__all__ = ["TelegramWorld"]
