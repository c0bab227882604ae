"""A sitting at the terminal, with the real desk and the real tick on a clock that stands still."""

import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from rich.console import Console

from adapters.clock import MovedClock
from adapters.terminal.courier import TerminalCourier
from adapters.terminal.screen import Screen
from adapters.terminal.talk import HOW_TO, Talk
from bot.app.invitations import invite_as_operator
from bot.chat.catalog import Catalog
from bot.chat.courier import Delivered, ToAccount, ToPlace
from bot.chat.desk import Desk
from bot.chat.incoming import Command, Resumed, Said
from bot.chat.outgoing import Button, Message, Plain, Reply, Text
from bot.chat.tick import Tick
from bot.domain.people import AccountKey, Platform
from storage.store import open_store

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


class Script:
    """Lines that are typed; each is put on the screen, and a function among them is called."""

    def __init__(self, screen: Screen, *lines: str | Callable[[], str]) -> None:
        self.screen = screen
        self.lines = list(lines)

    async def next(self, prompt: str) -> str | None:
        if not self.lines:
            return None
        line = self.lines.pop(0)
        typed = line if isinstance(line, str) else line()
        self.screen.note(f"{prompt}{typed}")
        return typed


class Deaf:
    """A desk that keeps what it is given and answers with what it is told."""

    def __init__(self, *replies: Reply) -> None:
        self.taken = []
        self.replies = list(replies)

    async def take(self, incoming):
        if isinstance(incoming, Resumed):
            return Reply()
        self.taken.append(incoming)
        return self.replies.pop(0) if self.replies else Reply()


async def sat(desk, courier: TerminalCourier, *lines, send_due=None) -> str:
    """What was on the screen in the end."""

    async def nothing() -> None: ...

    shown = io.StringIO()
    screen = Screen(Console(file=shown, force_terminal=False, width=30))
    await Talk(desk, courier, screen, Script(screen, *lines), name="Ada", send_due=send_due or nothing).run()
    return shown.getvalue()


def said(text: str, *labels: str, confirm: str | None = None) -> Message:
    return Message((Text((Plain(text),)),), (tuple(Button(name, name, confirm=confirm) for name in labels),))


def to(name: str) -> ToAccount:
    return ToAccount(AccountKey(Platform.TERMINAL, "local", name))


async def test_the_first_lines_tell_how_buttons_are_pressed():
    shown = await sat(Deaf(), TerminalCourier())
    assert shown.splitlines() == list(HOW_TO)
    assert "letter" in HOW_TO[0]
    assert "/in alone goes back" in HOW_TO[1]


async def test_a_post_appears_and_the_words_after_it_reply_to_it():
    courier, desk = TerminalCourier(), Deaf()
    delivered = await courier.deliver(to("ada"), said("Are you coming?", "Yes"))
    assert isinstance(delivered, Delivered)
    shown = await sat(desk, courier, "/in", "", "yes", "perhaps")
    assert "Are you coming?" in shown
    assert [(one.text, one.reply_to) for one in desk.taken] == [
        ("yes", delivered.reference),
        ("perhaps", None),
    ]


async def test_what_was_sent_to_someone_away_is_shown_when_they_come_and_the_rest_at_the_end():
    courier = TerminalCourier()

    async def post() -> None:
        if not posted:
            posted.append(await courier.deliver(to("ben"), said("For Ben")))
            posted.append(await courier.deliver(to("cleo"), said("For Cleo")))
            posted.append(
                await courier.deliver(ToPlace(Platform.TERMINAL, "local", "#hall"), said("For all"))
            )

    posted = []
    shown = await sat(Deaf(), courier, "hello", "/as Ben", "/quit", send_due=post)
    before, _, after = shown.partition("Ada> /as Ben\n")
    assert "✉ ben has a new message: /as ben" in before
    assert "✉ #hall has a new message: /in #hall" in before
    assert "For Ben" not in before
    assert after.startswith("For Ben")
    assert "Not read yet by cleo:\nFor Cleo" in after
    assert "Not read yet by #hall:\nFor all" in after
    assert courier.unread() == []
    assert len({delivered.reference for delivered in posted}) == 3


async def test_a_button_that_asks_to_be_confirmed():
    desk = Deaf(Reply(messages=[said("Sure?", "Drop", confirm="Drop it?")]))
    shown = await sat(desk, TerminalCourier(), "x", "a", "n", "a", "y", "a")
    assert shown.count("Drop it? [y/n]") == 2  # the lines ended at the third
    assert [one.button for one in desk.taken[1:]] == ["Drop"]


@pytest.mark.parametrize("answer", ["y", "YES", " yes. ", "[y]", "ok"])
async def test_a_yes_to_a_question(answer):
    desk = Deaf(Reply(messages=[said("Sure?", "Drop", confirm="Drop it?")]))
    shown = await sat(desk, TerminalCourier(), "x", "a", answer)
    assert [one.button for one in desk.taken[1:]] == ["Drop"]
    assert "Nothing has changed." not in shown


@pytest.mark.parametrize("answer", ["n", "no", "a", "", "/help", "yesterday"])
async def test_anything_else_says_that_nothing_has_changed(answer):
    desk = Deaf(Reply(messages=[said("Sure?", "Drop", confirm="Drop it?")]))
    shown = await sat(desk, TerminalCourier(), "x", "a", answer)
    assert len(desk.taken) == 1
    assert shown.endswith(f"{answer}\nNothing has changed.\n")


async def test_an_edited_card_keeps_its_reference_and_other_letters_stay():
    desk = Deaf(
        Reply(messages=[said("first", "One"), said("second", "Two")]),
        Reply(edit=said("first, done", "One"), toast="Noted"),
    )
    shown = await sat(desk, TerminalCourier(), "x", "a", "b", "a")
    assert "· Noted\nfirst, done\n[a] One\n" in shown
    first, second, again = desk.taken[1:]
    assert first.card == again.card != second.card


async def test_people_and_places_change():
    desk = Deaf()
    shown = await sat(
        desk, TerminalCourier(), "/as", "/in organizers", "/help", "/as BEN", "hi", "/in #", "/quit", "no"
    )
    assert "Who? Type /as and a name" in shown
    assert "Ada in #organizers> /help" in shown
    command, words = desk.taken
    assert isinstance(command, Command)
    assert (command.spot.key, command.spot.title) == ("#organizers", "#organizers")
    assert isinstance(words, Said)
    assert (words.sender.account.user, words.spot.key) == ("ben", "ben")


async def test_a_team_is_founded_with_the_real_desk():
    store = await open_store("sqlite://", serving=True)
    clock, courier = MovedClock(NOW), TerminalCourier()
    desk = Desk(store, clock, Catalog.load())
    tick = Tick(store, clock, Catalog.load(), {Platform.TERMINAL: courier})
    code = await store.run(lambda work: invite_as_operator(work, None, now=NOW))
    shown = await sat(
        desk, courier, f"/start i-{code}", "a", "Library", "Europe/Berlin", "a", "/help", send_due=tick.once
    )
    teams = await store.run(lambda work: [(team.name, team.zone) for team in work.teams.all()])
    await store.close()
    assert teams == [("Library", "Europe/Berlin")]
    assert "Library is ready" in shown
    assert "/team: " in shown


async def test_after_a_restart_the_open_question_is_shown_to_whoever_speaks():
    """A letter that is typed then presses what is on the screen, and is not taken for the answer."""
    store = await open_store("sqlite://", serving=True)
    desk = Desk(store, MovedClock(NOW), Catalog.load())
    code = await store.run(lambda work: invite_as_operator(work, None, now=NOW))
    first = await sat(desk, TerminalCourier(), f"/start i-{code}", "a")
    assert "What is the team called?" in first
    shown = await sat(desk, TerminalCourier(), "/as Ben", "/as Ada", "Library", "Europe/Berlin", "a")
    before, _, after = shown.partition("Ada> /as Ben\n")
    assert "You were here already." in before
    assert "What is the team called?" in before
    ben, _, again = after.partition("Ben> /as Ada\n")
    assert "called" not in ben
    assert "What is the team called?" in again.partition("Ada> Library")[0]
    assert "Library is ready" in again
    known = await store.run(lambda work: work.accounts.by_key(AccountKey(Platform.TERMINAL, "local", "ben")))
    await store.close()
    assert known is None
