"""Whatever comes in, the desk has an answer: never a fault (SPEC 2, 4.10, 4.27)."""

import asyncio
import logging
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.clock import MovedClock
from bot.app.circles import CourseChoice, Wish, make_circle, publish_circle
from bot.app.invitations import invite_as_operator, look_up
from bot.app.people import arrive
from bot.app.ports import Work
from bot.app.signups import sign_up
from bot.app.teams import found_team
from bot.chat.buttons import decode, encode
from bot.chat.catalog import Catalog
from bot.chat.commands import COMMANDS
from bot.chat.desk import Desk
from bot.chat.forms import Form
from bot.chat.handlers.switchboard import PRESSES
from bot.chat.incoming import (
    Change,
    Changed,
    Command,
    Incoming,
    Located,
    Opened,
    Pressed,
    Reach,
    Said,
    Screen,
    Sender,
    Spot,
    Submitted,
)
from bot.chat.outgoing import Reply, Text
from bot.domain.ids import DraftId
from bot.domain.people import AccountKey, PlaceKind, Platform
from bot.domain.rhythm import Rhythm
from bot.domain.signups import Answers
from storage.store import open_store

NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
CAST = ("ada", "ben", "omar", "zed")
NEVER = "abcdefghijk"
"""An id that is nobody's."""


def settle(work: Work) -> list[str]:
    """Omar organizes, Ada facilitates a circle and a draft, Ben has signed up; returns the ids of all there is."""
    keys = {name: AccountKey(Platform.TERMINAL, "here", name) for name in CAST}
    people = {
        name: arrive(work, key, name=name.title(), language="en", zone=None, now=NOW).id
        for name, key in keys.items()
    }
    founding = look_up(work, people["omar"], invite_as_operator(work, None, now=NOW), now=NOW)
    team = found_team(
        work, people["omar"], founding.id, name="Library", zone="Europe/Berlin", language="en", now=NOW
    )
    wish = Wish(CourseChoice(title="Logic"), Rhythm(date(2026, 10, 13), time(18), 2), 90, "Europe/Berlin")
    circles = [make_circle(work, people["omar"], team.id, wish, now=NOW).id for _ in range(2)]
    publish_circle(work, people["omar"], circles[0], now=NOW)
    done = sign_up(work, people["ben"], circles[0], Answers(goal="Learn"), consent=True, now=NOW)
    meetings = [meeting.id for circle in circles for meeting in work.meetings.of_circle(circle)]
    plans = [plan.id for plan in work.plans.about(meetings)]
    return [NEVER, team.id, *circles, *meetings, *plans[:3], done.signup.id, people["ben"], people["ada"]]


TEXTS = st.text(max_size=40) | st.sampled_from(
    ("yes", "no", "stop", "3", "3 thu 18:30", "2026-10-20", "18:00", "here", "9999-12-31", "0001-01-01", "i-", "c-", "v-",
     "v-new", "c-x", "\0", "x" * 5000, "1 " * 200, "\u202e", "{name}", "**", "👍")
)  # fmt: skip
VALUES = st.dictionaries(
    st.sampled_from(("name", "goal", "team", "zone", "on", "at", "x")), TEXTS, max_size=4
)
NUMBERS = st.sampled_from((0, 1, 2, 5, -1, 99, 10**9))


@st.composite
def senders(draw: st.DrawFn) -> Sender:
    name = draw(st.sampled_from(CAST))
    language = draw(st.sampled_from((None, "en", "de", "xx", "")))
    zone = draw(st.sampled_from((None, "Europe/Berlin", "Nowhere/Atlantis", "")))
    return Sender(AccountKey(Platform.TERMINAL, "here", name), name, language, zone)


@st.composite
def spots(draw: st.DrawFn) -> Spot:
    asks = draw(st.booleans())
    private = Spot(PlaceKind.PRIVATE, "me", asks=asks)
    return draw(st.sampled_from((private, private, Spot(PlaceKind.GROUP, "#g", "The others", asks=asks))))


WHO = {"sender": senders(), "spot": spots()}


@dataclass(frozen=True)
class Shown:
    """A button, or a form to be sent, that was shown before; which one is counted from the latest."""

    which: int
    values: dict[str, str]
    sender: Sender
    spot: Spot


def smallest(kind: type) -> Any:
    """A press of that kind with the shortest values."""
    hints = get_type_hints(kind)

    def value(hint: Any) -> Any:
        (plain,) = kinds_of(hint)
        return next(iter(plain)) if issubclass(plain, Enum) else 1 if plain is int else "a"

    return kind(**{field.name: value(hints[field.name]) for field in fields(kind)})


def kinds_of(hint: Any) -> list[Any]:
    """What a hint allows besides nothing, ids as the text that they are."""
    return [
        getattr(kind, "__supertype__", kind) for kind in get_args(hint) or (hint,) if kind is not NoneType
    ]


def presses(ids: list[str]) -> st.SearchStrategy[str]:
    """Buttons of every kind, of things that are and of things that are not."""
    codes = {encode(smallest(kind)).partition(":")[0]: kind for kind in PRESSES}

    def value(name: str, hint: Any) -> st.SearchStrategy[str]:
        nothing = st.just("") if NoneType in get_args(hint) else st.nothing()
        (kind,) = kinds_of(hint)
        if issubclass(kind, Enum):
            return nothing | st.sampled_from([str(one) for one in kind])
        if kind is int:
            return nothing | NUMBERS.map(str)
        if name == "verb":
            return st.sampled_from([command.verb for command in COMMANDS])
        return nothing | st.sampled_from([*ids, "2026-10-05", "x"])

    def press(code: str) -> st.SearchStrategy[str]:
        hints = get_type_hints(codes[code])
        values = (value(field.name, hints[field.name]) for field in fields(codes[code]))
        return st.tuples(*values).map(lambda given: ":".join([code, *given]))

    return st.sampled_from(sorted(codes)).flatmap(press)


def anything(ids: list[str]) -> st.SearchStrategy[Incoming | Shown]:
    """Whatever a platform may hand over."""
    drafts = st.sampled_from(ids).map(DraftId)
    shown = st.builds(
        Shown, st.integers(0, 9), st.dictionaries(st.integers(0, 9).map(str), TEXTS, max_size=5), **WHO
    )
    return st.one_of(
        st.builds(Command, verb=st.sampled_from([c.verb for c in COMMANDS]), rest=TEXTS | st.just(""), **WHO),
        st.builds(Command, verb=TEXTS, rest=TEXTS, **WHO),
        st.builds(Said, text=TEXTS, reply_to=st.none() | st.just("m1"), **WHO),
        shown,
        shown,
        shown,
        st.builds(Pressed, button=presses(ids), **WHO),
        st.builds(Pressed, button=presses(ids), **WHO),
        st.builds(Pressed, button=TEXTS, **WHO),
        st.builds(Submitted, draft=drafts, revision=NUMBERS, values=VALUES, **WHO),
        st.builds(Changed, draft=drafts, revision=NUMBERS, changed=st.just("team"), values=VALUES, **WHO),
        st.builds(Opened, screen=st.sampled_from(Screen), code=TEXTS, **WHO),
        st.builds(Located, latitude=st.floats(-90, 90), longitude=st.floats(-180, 180), **WHO),
        st.builds(Reach, change=st.sampled_from(Change), **WHO),
    )


class Conversation:
    """What was shown so far, the latest first."""

    def __init__(self) -> None:
        self.shown: list[str | Form] = []

    def note(self, reply: Reply) -> None:
        messages = [*reply.messages, *([reply.edit] if reply.edit else [])]
        buttons = [button.action for message in messages for row in message.buttons for button in row]
        self.shown = [*([reply.form] if reply.form else []), *buttons, *self.shown][:30]

    def meant(self, one: Incoming | Shown) -> Incoming | None:
        """What comes in when something shown is pressed or sent."""
        if isinstance(one, Incoming):
            return one
        if not self.shown:
            return None
        match self.shown[one.which % len(self.shown)]:
            case Form() as form:
                typed = {
                    field.key: one.values[key]
                    for key, field in zip("0123456789", form.fields, strict=False)
                    if key in one.values
                }
                values = {**form.values, **typed}
                return Submitted(
                    sender=one.sender, spot=one.spot, draft=form.draft, revision=form.revision, values=values
                )
            case button:
                return Pressed(sender=one.sender, spot=one.spot, button=button)


def test_whatever_comes_in_has_an_answer(caplog: pytest.LogCaptureFixture) -> None:
    """SPEC 4.10: old buttons never fail, nor does anything else that people press, type or send."""
    with asyncio.Runner() as runner:
        store = runner.run(open_store("sqlite://", serving=True))
        desk = Desk(store, MovedClock(NOW), Catalog.load())
        ids = runner.run(store.run(settle))

        @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(st.lists(anything(ids), min_size=1, max_size=12))
        def answers(several: list[Incoming | Shown]) -> None:
            conversation = Conversation()
            for one in several:
                incoming = conversation.meant(one)
                if incoming is not None:
                    conversation.note(runner.run(desk.take(incoming)))
                    faults = [record for record in caplog.records if record.levelno >= logging.ERROR]
                    caplog.clear()
                    assert not faults, f"{incoming} ended in {faults[0].exc_info}"

        try:
            answers()
        finally:
            runner.run(store.close())


@pytest.mark.parametrize(
    ("button", "key"),
    [("zz:1", "error-unknown-button"), ("", "error-unknown-button")],
)
def test_a_button_from_another_time_is_answered_in_words(button: str, key: str) -> None:
    """SPEC 4.10."""
    (message,) = pressed_by_ben(button).messages
    assert message.parts == (Text(Catalog.load().speaker("en")(key)),)


def test_a_button_of_a_form_that_is_gone_is_answered_in_passing() -> None:
    """SPEC 4.10: *Send* under a form that was sent already, as by a double tap."""
    said = Catalog.load().speaker("en").line("error-form-is-gone")
    assert pressed_by_ben(f"fd:{NEVER}:0") == Reply(toast=said)


def pressed_by_ben(button: str) -> Reply:
    ben = Sender(AccountKey(Platform.TERMINAL, "here", "ben"), "Ben")
    with asyncio.Runner() as runner:
        store = runner.run(open_store("sqlite://", serving=True))
        desk = Desk(store, MovedClock(NOW), Catalog.load())
        press = Pressed(sender=ben, spot=Spot(PlaceKind.PRIVATE, "me"), button=button)
        reply = runner.run(desk.take(press))
        runner.run(store.close())
    return reply


def test_every_kind_of_button_is_tried() -> None:
    """The test above would say nothing about a kind that it never presses."""
    assert {type(decode(encode(smallest(kind)))) for kind in PRESSES} == set(PRESSES)
