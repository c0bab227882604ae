"""Two accounts that become one person, and that it was done."""

from bot.app.linking import Linked, Proposal
from bot.chat.buttons import LinkAccounts, encode
from bot.chat.outgoing import Button, Message, Style, Text, stacked
from bot.chat.turn import Reader
from bot.chat.views.names import few
from bot.chat.views.settings import account_name
from bot.domain.people import Account, AccountKey


def proposal(reader: Reader, seen: Proposal, code: str, here: AccountKey) -> Message:
    """Both names, and a button for each place where the one person could be written to."""
    say = reader.say
    both = (*seen.first_accounts, *seen.second_accounts)

    def who(name: str, accounts: tuple[Account, ...]) -> dict[str, str]:
        return {"name": name, "accounts": few(reader, [account_name(reader, one, both) for one in accounts])}

    text = stacked(
        [
            say("link-ask"),
            say("link-who", **who(seen.first.name, seen.first_accounts)),
            say("link-who", **who(seen.second.name, seen.second_accounts)),
            say("link-what", name=seen.first.name),
        ]
    )
    bare = "".join(c for c in code.upper() if c.isalnum())
    own = next(one for one in seen.second_accounts if one.key == here)
    here_label = say.line("button-link", account=account_name(reader, own, both))
    there_label = say.line("button-link", account=account_name(reader, seen.first_accounts[0], both))
    if here_label == there_label:
        # Two of one platform that came on one day.
        here_label = say.line("button-link-to-here")
    now_here = Button(here_label, encode(LinkAccounts(bare, 1)), style=Style.PRIMARY)
    stay = Button(there_label, encode(LinkAccounts(bare, 0)))
    return Message((Text(text),), ((now_here,), (stay,)))


def linked(reader: Reader, done: Linked) -> Message:
    """That they are one, and where they are written to."""
    say = reader.say
    accounts = few(reader, [account_name(reader, one, done.accounts) for one in done.accounts])
    lines = [say("linked", name=done.person.name, accounts=accounts)]
    if done.receives is not None:
        lines.append(say("settings-receives", account=account_name(reader, done.receives, done.accounts)))
    return Message((Text(stacked(lines)),))


def unlinked(reader: Reader, account: Account) -> Message:
    """That an account stands on its own again."""
    return Message((Text(reader.say("unlinked", account=account_name(reader, account))),))
