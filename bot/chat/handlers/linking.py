"""Linking a second account: a code here, both names and a yes there; and unlinking."""

from bot.app.linking import link_accounts, look_at_link, make_link_code, unlink_account
from bot.chat.buttons import LinkAccounts, UnlinkAccount
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import Reader, Turn
from bot.chat.views import linking as views


def link(turn: Turn, rest: str) -> Reply:
    """`/link` gives a code; `/link CODE` on the other account shows who would become one."""
    if not rest.strip():
        code = make_link_code(turn.work, turn.actor, now=turn.now)
        return Reply(messages=[Message((Text(turn.say("link-code", code=code)),))])
    seen = look_at_link(turn.work, turn.actor, rest, now=turn.now)
    return Reply(messages=[views.proposal(turn.reader, seen, rest, turn.sender.account)])


def confirm(turn: Turn, press: LinkAccounts) -> Reply:
    """Links them, and says where they are written to."""
    here = turn.sender.account if press.here else None
    done = link_accounts(turn.work, turn.actor, press.code, receives=here, now=turn.now)
    reader = Reader(turn.say, done.person.zone, turn.now)
    return Reply(edit=views.linked(reader, done), home_dirty=True)


def unlink(turn: Turn, press: UnlinkAccount) -> Reply:
    """Makes a new person of that account."""
    account = unlink_account(turn.work, turn.actor, press.account, now=turn.now)
    return Reply(edit=views.unlinked(turn.reader, account), home_dirty=True)


SUBJECT = Subject(verbs={"link": link}, presses={LinkAccounts: confirm, UnlinkAccount: unlink})
