"""One's settings on one card."""

from collections.abc import Collection
from datetime import timedelta

from bot.app.preferences import Preferences
from bot.chat.buttons import ChangeSettings, MuteCircle, ReceiveHere, RunVerb, UnlinkAccount, Unmute, encode
from bot.chat.locales import language_name
from bot.chat.outgoing import Button, Facts, Message, Plain, Spans, Style, Text
from bot.chat.turn import Reader
from bot.chat.views.names import few, literal
from bot.domain.people import Account

Row = tuple[Button, ...]


def card(reader: Reader, seen: Preferences) -> Message:
    """How it is now, with a button for each thing that can be changed."""
    say, person = reader.say, seen.person
    quiet = (
        say("settings-quiet-none")
        if person.quiet_from == person.quiet_until
        else say("settings-quiet-hours", start=say.time(person.quiet_from), end=say.time(person.quiet_until))
    )
    zone = (literal(person.zone),) if person.zone else say("settings-zone-none")
    today = lead_in_words(reader, person.today_lead) if person.wants_today else say.line("settings-off")
    rows: list[tuple[str, Spans]] = [
        (say.line("settings-name"), (literal(person.name),)),
        (say.line("settings-language"), (Plain(language_name(person.language)),)),
        (say.line("settings-zone"), zone),
        (say.line("settings-quiet"), quiet),
        (say.line("settings-today"), (Plain(today),)),
        (say.line("settings-muted"), _muted(reader, seen)),
        (say.line("settings-accounts"), _accounts(reader, seen)),
    ]
    change = Button(
        say.line("button-change-settings"), encode(ChangeSettings()), style=Style.PRIMARY, opens_form=True
    )
    own = tuple(Button(say.line(f"menu-{verb}"), encode(RunVerb(verb))) for verb in ("mydata", "forgetme"))
    buttons = ((change,), *_mutes(reader, seen), *_account_rows(reader, seen), own)
    return Message((Text(say("settings-heading")), Facts(tuple(rows))), buttons)


def lead_in_words(reader: Reader, lead: timedelta) -> str:
    """How long before a meeting somebody hears of it on its day."""
    return reader.say.line("settings-lead", hours=int(lead.total_seconds() // 3600))


def receives(reader: Reader, account: Account) -> Message:
    """Where they are written to from now on."""
    return Message((Text(reader.say("settings-receives", account=account_name(reader, account))),))


def account_name(reader: Reader, account: Account, among: Collection[Account] = ()) -> str:
    """An account as its owner knows it: its platform, and where several are on the same one since when we know it."""
    say = reader.say
    platform = say.line(f"platform-{account.platform}", user=account.user)
    if not any(other.platform is account.platform and other.id != account.id for other in among):
        return platform
    return say.line("account-since", platform=platform, day=say.date(account.created_at.date()))


def _muted(reader: Reader, seen: Preferences) -> Spans:
    if seen.muting.everything is not None:
        return reader.say("settings-muted-everything")
    names = [circle.name for circle in seen.muting.circles if circle.id in seen.muting.muted]
    return (Plain(few(reader, names)),) if names else reader.say("settings-muted-nothing")


def _accounts(reader: Reader, seen: Preferences) -> Spans:
    names = few(reader, [account_name(reader, account, seen.accounts) for account in seen.accounts])
    if len(seen.accounts) < 2 or seen.receives is None:
        return (Plain(names),)
    return reader.say(
        "settings-accounts-several",
        accounts=names,
        receives=account_name(reader, seen.receives, seen.accounts),
    )


def _mutes(reader: Reader, seen: Preferences) -> list[Row]:
    """A button for each circle and one for everything; whether cancellations are muted too is asked after that."""
    say, muting = reader.say, seen.muting
    everything = Button(say.line("button-mute-all"), encode(MuteCircle(None, 0)))
    if muting.everything is not None:
        everything = Button(say.line("button-unmute"), encode(Unmute(None)))
    rows: list[Row] = []
    for circle in muting.circles:
        if circle.id in muting.muted or muting.everything is not None:
            rows.append(
                (Button(say.line("button-unmute-circle", circle=circle.name), encode(Unmute(circle.id))),)
            )
        else:
            rows.append(
                (Button(say.line("button-mute", circle=circle.name), encode(MuteCircle(circle.id, 0))),)
            )
    return [*rows, (everything,)] if muting.circles or muting.runs or muting.everything else rows


def _account_rows(reader: Reader, seen: Preferences) -> list[Row]:
    """Where to be written to, and which accounts can be unlinked, once there are several."""
    say = reader.say
    rows: list[Row] = []
    for account in seen.accounts if len(seen.accounts) > 1 else ():
        name = account_name(reader, account, seen.accounts)
        confirm = say.line("unlink-confirm", account=name)
        unlink = Button(
            say.line("button-unlink", account=name), encode(UnlinkAccount(account.id)), confirm=confirm
        )
        here = Button(say.line("button-receive-here", account=name), encode(ReceiveHere(account.id)))
        if seen.receives is None or account.id != seen.receives.id:
            rows.append((here,))
        if account.linked_at is not None:
            rows.append((unlink,))
    return rows
