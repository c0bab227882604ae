"""The menu beside the text field, and what is said of the bot before one has written to it: set only where it differs."""

import logging
from collections import OrderedDict
from collections.abc import Sequence

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.app.ports import Clock, Store, Work
from bot.chat.buttons import SendForm, UnknownButton, decode
from bot.chat.catalog import SOURCE_LANGUAGE, Catalog, Say
from bot.chat.commands import COMMANDS, Audience, Declared, Where
from bot.chat.handlers.menu import audiences_of
from bot.chat.incoming import Command, Incoming, Opened, Pressed
from bot.domain.people import AccountKey

LONGEST_HELP = 256

ANYBODY = frozenset({Audience.EVERYONE, Audience.LEARNERS, Audience.MEMBERS})
"""Whose commands everybody sees in private. Those of facilitators and organizers are shown to them alone."""

REMEMBERED = 4096
"""Chats whose menu we know to be right."""

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


def private_commands(own: frozenset[Audience] = ANYBODY) -> list[Declared]:
    """What the menu of a private chat lists for somebody who is all that."""
    return [command for command in COMMANDS if command.listed and command.audience in own]


def group_commands() -> list[Declared]:
    """What the menu of a group lists."""
    return [command for command in COMMANDS if command.listed and command.where is Where.ANYWHERE]


class OwnMenus:
    """The menus of those who run something: they see more in their private chat than others do (SPEC 1.5)."""

    def __init__(self, bot: Bot, store: Store, clock: Clock, catalog: Catalog) -> None:
        self._bot = bot
        self._store = store
        self._clock = clock
        self._catalog = catalog
        self._known: OrderedDict[int, frozenset[Audience]] = OrderedDict()

    async def refresh(self, chat: int, account: AccountKey) -> None:
        """Makes the menu of that private chat what suits the person by now. A failure is only logged."""
        own, language = await self._store.run(lambda work: self._own(work, account))
        if own == self._known.get(chat):
            return
        scope, say = BotCommandScopeChat(chat), self._catalog.speaker(language)
        try:
            if own <= ANYBODY:
                if await self._bot.get_my_commands(scope):
                    await self._bot.delete_my_commands(scope)
            else:
                await _set_commands(self._bot, scope, private_commands(own), say, "")
        except TelegramError as error:
            log.warning("a menu is not set up: %s", error)
            return
        self._known[chat] = own
        self._known.move_to_end(chat)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def _own(self, work: Work, account: AccountKey) -> tuple[frozenset[Audience], str | None]:
        known = work.accounts.by_key(account)
        if known is None:
            return frozenset({Audience.EVERYONE}), None
        person = work.people.get(known.person_id)
        return audiences_of(work, person.id, now=self._clock.now()), person.language


def may_become(incoming: Incoming) -> bool:
    """Whether somebody may be more after that than before."""
    match incoming:
        case Opened():
            return True
        case Command(verb=verb):
            return verb in {"start", "help"}
        case Pressed(button=button):
            try:
                return isinstance(decode(button), SendForm)
            except UnknownButton:
                return False
        case _:
            return False


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
