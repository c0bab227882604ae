"""Buttons: what a press means, written in at most 64 bytes and read from any text."""

from dataclasses import fields
from enum import Enum
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import buttons
from bot.chat.buttons import LONGEST, Browse, Press, RunVerb, SignUp, UnknownButton, decode, encode
from bot.chat.commands import COMMANDS
from bot.domain.ids import CircleId, MeetingId, new_id
from bot.domain.rsvps import Answer
from tests.unit.making import SOME

KINDS = sorted(
    (
        kind
        for kind in vars(buttons).values()
        if isinstance(kind, type) and issubclass(kind, Press) and kind is not Press
    ),
    key=lambda kind: kind.__name__,
)
IDS = st.text("abcXYZ019-_", min_size=11, max_size=11)
REVISIONS = st.integers(0, 10**9)


def values_for(name: str, hint: Any) -> st.SearchStrategy[Any]:
    """What may stand in a field of that kind."""
    kinds = [kind for kind in getattr(hint, "__args__", (hint,)) if kind is not type(None)]
    optional = len(kinds) < len(getattr(hint, "__args__", (hint,)))
    (kind,) = kinds
    if isinstance(kind, type) and issubclass(kind, Enum):
        values: st.SearchStrategy[Any] = st.sampled_from(kind)
    elif kind is int:
        values = REVISIONS
    elif name == "verb":
        values = st.sampled_from([command.verb for command in COMMANDS])
    elif kind is str:
        # No free text fits a button: what is typed str and is no verb must be short.
        values = st.text("abc-", min_size=1, max_size=20)
    else:
        values = IDS
    return st.none() | values if optional else values


def presses(kind: type[Press]) -> st.SearchStrategy[Press]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{f.name: values_for(f.name, hints[f.name]) for f in fields(kind)})  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_button_comes_back_as_it_was_and_fits(kind: type[Press]) -> None:
    """SPEC 5: `callback_data` has at most 64 bytes; SPEC 4.10: a button may be months old."""

    @SOME
    @given(presses(kind))
    def comes_back(press: Press) -> None:
        text = encode(press)
        assert len(text.encode()) <= LONGEST
        assert text.isascii()
        assert decode(text) == press

    comes_back()


def test_codes_are_never_used_for_something_else() -> None:
    """SPEC 4.10: buttons that hang in old messages keep their meaning."""
    kept = {
        "v": "RunVerb", "b": "Browse", "c": "SeeCircle", "su": "SignUp", "lv": "Leave", "r": "GiveRsvp", "mg": "Manage",
        "pb": "Publish", "cf": "InviteCoFacilitator", "ms": "SeeMeetings", "mt": "SeeMeeting", "mv": "MoveMeeting",
        "mx": "CancelMeeting", "nw": "NewCircle", "tm": "SeeTeam", "ti": "InviteToTeam", "tr": "RevokeInvitations",
        "dh": "DigestHere", "dg": "SeeDigest", "iv": "WasInvited", "fp": "PickOption", "fs": "SkipField",
        "fe": "EmptyField", "fm": "TurnToMonth", "fv": "PickValue", "fb": "BackToField", "fc": "CancelForm",
        "fd": "SendForm",
    }  # fmt: skip
    codes = {encode(press_of(kind)).partition(":")[0]: kind.__name__ for kind in KINDS}
    assert len(codes) == len(KINDS)
    assert {code: codes.get(code) for code in kept} == kept


def press_of(kind: type[Press]) -> Press:
    """A press of that kind with the shortest values."""
    hints = get_type_hints(kind)

    def shortest(hint: Any) -> Any:
        plain = next(one for one in getattr(hint, "__args__", (hint,)) if one is not type(None))
        return (
            next(iter(plain))
            if isinstance(plain, type) and issubclass(plain, Enum)
            else 1
            if plain is int
            else "a"
        )

    return kind(**{f.name: shortest(hints[f.name]) for f in fields(kind)})  # pyright: ignore[reportArgumentType]


def test_what_may_be_missing_may_be_missing() -> None:
    alone = SignUp(CircleId("abcdefghijk"))
    assert decode(encode(alone)) == alone
    answered = SignUp(CircleId("abcdefghijk"), MeetingId("lmnopqrstuv"), Answer.MAYBE)
    assert decode(encode(answered)) == answered


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "::::",
        "zz:1",
        "b",
        "b:",
        "b:x",
        "b:1:2",
        "b:1.5",
        "r:abcdefghijk:perhaps:0",
        "r:abcdefghijk:yes:",
        "r::yes:0",
        "ti:abcdefghijk:owner",
        "c:",
        "v:",
        "Press",
        "b:" + "9" * 5000,
        "\0",
        "\ud800",
    ],
)
def test_what_we_never_wrote_is_unknown(text: str) -> None:
    with pytest.raises(UnknownButton):
        decode(text)


CODES = st.sampled_from([encode(press_of(kind)).partition(":")[0] for kind in KINDS])
PIECES = (
    st.text(max_size=12)
    | st.sampled_from(["", "yes", "-1", "0", "none", "organizer", "٣", "1_0", " 1"])
    | CODES
)


@SOME
@given(
    st.text(max_size=80)
    | st.builds(lambda code, rest: ":".join([code, *rest]), CODES, st.lists(PIECES, max_size=4))
)
def test_any_text_is_a_press_or_unknown(text: str) -> None:
    """SPEC 4.10: old buttons never fail."""
    try:
        press = decode(text)
    except UnknownButton:
        return
    assert type(press) in KINDS


def test_a_button_that_is_too_long_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="more than 64 bytes"):
        encode(RunVerb("x" * LONGEST))
    with pytest.raises(ValueError, match="more than 64 bytes"):
        encode(Browse(10**LONGEST))


def test_new_ids_fit_a_button() -> None:
    assert len(encode(SignUp(CircleId(new_id()), MeetingId(new_id()), Answer.MAYBE))) <= LONGEST
