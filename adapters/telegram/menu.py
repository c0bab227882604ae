"""The menu beside the text field, and what is said of the bot before one has written to it: set only where it differs."""

import logging
from collections.abc import Sequence

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.chat.catalog import SOURCE_LANGUAGE, Catalog, Say
from bot.chat.commands import COMMANDS, Declared, Where

LONGEST_HELP = 256

log = logging.getLogger(__name__)


async def set_up_menu(bot: Bot, catalog: Catalog) -> None:
    """Makes Telegram's menus and descriptions what the declared list and the catalogs say. A failure is only logged."""
    try:
        for language in catalog.languages:
            say = catalog.speaker(language)
            # English is for whoever reads no language that we speak.
            code = "" if language == SOURCE_LANGUAGE else language[:2]
            await _set_commands(bot, BotCommandScopeAllPrivateChats(), private_commands(), say, code)
            await _set_commands(bot, BotCommandScopeAllGroupChats(), group_commands(), say, code)
            await _set_descriptions(bot, say, code)
    except TelegramError as error:
        log.warning("the menu is not set up: %s", error)


def private_commands() -> list[Declared]:
    """What the menu of a private chat lists."""
    return [command for command in COMMANDS if command.listed]


def group_commands() -> list[Declared]:
    """What the menu of a group lists."""
    return [command for command in COMMANDS if command.listed and command.where is Where.ANYWHERE]


async def _set_commands(
    bot: Bot, scope: BotCommandScope, commands: Sequence[Declared], say: Say, code: str
) -> None:
    wanted = tuple(
        BotCommand(command.verb, say.line(f"help-{command.verb}")[:LONGEST_HELP]) for command in commands
    )
    if await bot.get_my_commands(scope, code) != wanted:
        await bot.set_my_commands(wanted, scope, code)


async def _set_descriptions(bot: Bot, say: Say, code: str) -> None:
    description, about = say.line("bot-description"), say.line("bot-about")
    if (await bot.get_my_description(code)).description != description:
        await bot.set_my_description(description, code)
    if (await bot.get_my_short_description(code)).short_description != about:
        await bot.set_my_short_description(about, code)
