"""Invitations: for whom they open, and what is kept of their codes."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import BrokenRule
from bot.domain.ids import InvitationId, PersonId, new_id
from bot.domain.invitations import (
    VALID_FOR,
    Invitation,
    InvitationExpired,
    InvitationForAnother,
    InvitationRevoked,
    InvitationUsedUp,
    Purpose,
    ensure_open_to,
    hash_of,
    new_code,
)
from tests.unit.making import ADA, BEN, NOW, OMAR, TEAM

OPEN = Invitation(
    id=InvitationId("invitation1"),
    code_hash=hash_of("code"),
    purpose=Purpose.FACILITATE,
    team_id=TEAM,
    circle_id=None,
    made_by=OMAR,
    for_person=None,
    limit=1,
    used=0,
    made_at=NOW,
    expires_at=NOW + VALID_FOR,
    revoked_at=None,
)


@pytest.mark.parametrize(
    "invitation", [OPEN, replace(OPEN, limit=None, used=99), replace(OPEN, for_person=ADA)]
)
def test_an_open_invitation_opens(invitation: Invitation) -> None:
    ensure_open_to(invitation, ADA, now=NOW)


@pytest.mark.parametrize(
    ("invitation", "reason"),
    [
        (replace(OPEN, for_person=BEN), InvitationForAnother),
        (replace(OPEN, revoked_at=NOW), InvitationRevoked),
        (replace(OPEN, used=1), InvitationUsedUp),
        (replace(OPEN, limit=3, used=3), InvitationUsedUp),
        (replace(OPEN, limit=0), InvitationUsedUp),
        (replace(OPEN, expires_at=NOW), InvitationExpired),
    ],
)
def test_a_closed_invitation_gives_its_reason(invitation: Invitation, reason: type[BrokenRule]) -> None:
    """SPEC 1.3."""
    with pytest.raises(reason):
        ensure_open_to(invitation, ADA, now=NOW)


def test_an_invitation_is_open_until_the_very_end() -> None:
    ensure_open_to(OPEN, ADA, now=OPEN.expires_at - timedelta(microseconds=1))
    with pytest.raises(InvitationExpired):
        ensure_open_to(OPEN, ADA, now=OPEN.expires_at)


def test_strangers_learn_nothing_about_an_invitation_for_another() -> None:
    """Whatever else is wrong with it, it was made for someone else."""
    closed = replace(OPEN, for_person=BEN, revoked_at=NOW, used=1, expires_at=NOW)
    with pytest.raises(InvitationForAnother):
        ensure_open_to(closed, ADA, now=NOW)


def test_codes_are_new_and_fit_a_link() -> None:
    """SPEC 9: unguessable, and hashed at rest."""
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"[\w-]{22}", code, re.ASCII) for code in codes)
    assert all(re.fullmatch(r"[0-9a-f]{64}", hash_of(code)) for code in codes)
    assert len({hash_of(code) for code in codes}) == 200


def test_ids_are_new_short_and_fit_a_button() -> None:
    ids = {PersonId(new_id()) for _ in range(200)}
    assert len(ids) == 200
    assert all(re.fullmatch(r"[\w-]{11}", one, re.ASCII) for one in ids)
