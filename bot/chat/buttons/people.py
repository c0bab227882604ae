"""Buttons about oneself: settings, accounts, being forgotten."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import AccountId


@coded("xs")
@dataclass(frozen=True, slots=True)
class ChangeSettings(Press):
    """The form for one's settings."""


@coded("xp")
@dataclass(frozen=True, slots=True)
class ReceiveHere(Press):
    """Write to me at that account."""

    account: AccountId


@coded("xf")
@dataclass(frozen=True, slots=True)
class ForgetMe(Press):
    """Erase me; with 1 it has been asked twice. `asked` is the UTC moment of the first question, in seconds."""

    asked: int
    sure: int


@coded("xl")
@dataclass(frozen=True, slots=True)
class LinkAccounts(Press):
    """Become one with whoever made the code; with 1, I am written to at this account from now on."""

    code: str
    here: int


@coded("xu")
@dataclass(frozen=True, slots=True)
class UnlinkAccount(Press):
    """Make a new person of that account."""

    account: AccountId
