"""People, accounts, places, teams, invitations, drafts and the audit trail, as the store keeps them."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.audit import AuditEntry
from bot.domain.errors import NotFound
from bot.domain.invitations import Purpose
from bot.domain.people import AccountKey, PlaceKey, Platform
from bot.domain.teams import Membership, Role

HOUR = timedelta(hours=1)


async def test_a_thing_comes_back_as_it_was_added(store, cast, now):
    person = cast.person(
        name="<b>Zoë</b> 🧑‍🎓",
        zone="Europe/Berlin",
        named_at=now,
        quiet_from=time(22, 30),
        quiet_until=time(7),
    )
    await store.run(lambda work: work.people.add(person))
    assert await store.run(lambda work: work.people.get(person.id)) == person
    assert await store.run(lambda work: work.people.find(person.id)) == person
    assert await store.run(lambda work: work.teams.get(cast.team.id)) == cast.team
    assert await store.run(lambda work: work.places.get(cast.hall.id)) == cast.hall


async def test_what_is_not_there(store):
    assert await store.run(lambda work: work.people.find("nobody")) is None
    for lacking in (
        lambda work: work.people.get("nobody"),
        lambda work: work.people.change("nobody", name="Zed"),
        lambda work: work.people.change("nobody"),
        lambda work: work.teams.lock("none"),
        lambda work: work.circles.lock("none"),
        lambda work: work.invitations.lock("none"),
    ):
        with pytest.raises(NotFound):
            await store.run(lacking)


async def test_change_writes_those_columns_alone(store, cast):
    await store.run(lambda work: work.people.change(cast.ada.id, name="Ada L.", zone="Europe/London"))
    found = await store.run(lambda work: work.people.get(cast.ada.id))
    assert found == replace(cast.ada, name="Ada L.", zone="Europe/London")
    await store.run(lambda work: work.people.change(cast.ada.id))
    assert await store.run(lambda work: work.people.get(cast.ada.id)) == found


@pytest.mark.parametrize("column", ["nmae", "id"])
async def test_change_refuses_what_is_no_column_to_change(store, cast, column):
    with pytest.raises(TypeError, match=column):
        await store.run(lambda work: work.people.change(cast.ada.id, **{column: "x"}))


async def test_storage_s_own_columns_are_not_for_changing(store, cast):
    post = cast.post(cast.ben)
    await store.run(lambda work: work.posts.put([post]))
    with pytest.raises(TypeError, match="next_at"):
        await store.run(lambda work: work.posts.change(post.id, next_at=None))


async def test_adding_nothing_is_nothing(store):
    await store.run(lambda work: work.people.add())


async def test_names(store, cast):
    asked = [cast.ada.id, cast.ben.id, "nobody"]
    assert await store.run(lambda work: work.people.names(asked)) == {cast.ada.id: "Ada", cast.ben.id: "Ben"}
    assert await store.run(lambda work: work.people.names([])) == {}


async def test_more_names_than_one_statement_takes(store, cast):
    many = [cast.person(name=f"P{number}") for number in range(2500)]
    await store.run(lambda work: work.people.add(*many))
    assert len(await store.run(lambda work: work.people.names({person.id for person in many}))) == 2500


async def test_accounts_by_key_and_person(store, cast, now):
    second = cast.account(cast.ada, platform=Platform.SLACK, workspace="T1", created_at=now + HOUR)
    first = cast.account(cast.ada)
    await store.run(lambda work: work.accounts.add(second, first, cast.account(cast.ben)))
    assert await store.run(lambda work: work.accounts.by_key(second.key)) == second
    other = AccountKey(Platform.SLACK, "T2", second.user)
    assert await store.run(lambda work: work.accounts.by_key(other)) is None
    assert await store.run(lambda work: work.accounts.of(cast.ada.id)) == [first, second]
    await store.run(lambda work: work.accounts.change(first.id, unreachable_at=now))
    assert (await store.run(lambda work: work.accounts.get(first.id))).unreachable_at == now


async def test_an_account_s_key_is_unique(store, cast):
    account = cast.account(cast.ada, user="7")
    await store.run(lambda work: work.accounts.add(account))
    with pytest.raises(IntegrityError):
        await store.run(lambda work: work.accounts.add(cast.account(cast.ben, user="7")))


async def test_an_account_belongs_to_somebody(store, cast):
    with pytest.raises(IntegrityError):
        await store.run(lambda work: work.accounts.add(cast.account(cast.person())))


async def test_a_place_with_its_parts(store, cast, now):
    forum, topic, another = (cast.place(key=key) for key in ("-100_7", "-100_7/77", "-1007/77"))
    await store.run(lambda work: work.places.add(forum, topic, another))
    key = PlaceKey(Platform.SLACK, "T1", "-100_7")
    assert {*await store.run(lambda work: work.places.all_at(key))} == {forum, topic}
    assert await store.run(lambda work: work.places.by_key(key)) == forum


async def test_places_by_key(store, cast, now):
    key = cast.hall.key
    assert await store.run(lambda work: work.places.by_key(PlaceKey(Platform.SLACK, "T1", key))) == cast.hall
    assert await store.run(lambda work: work.places.by_key(PlaceKey(Platform.TELEGRAM, "T1", key))) is None
    with pytest.raises(IntegrityError):
        await store.run(lambda work: work.places.add(cast.place(key=key)))


async def test_teams_and_their_members(store, cast, now):
    later = cast.new_team(name="Another", created_at=now + HOUR)
    as_facilitator = Membership(cast.team.id, cast.omar.id, Role.FACILITATOR, now + HOUR)
    await store.run(lambda work: work.teams.add(later))
    assert await store.run(lambda work: work.teams.all()) == [cast.team, later]
    assert await store.run(lambda work: work.teams.lock(cast.team.id)) == cast.team
    assert await store.run(lambda work: work.teams.join(as_facilitator)) is True
    again = replace(as_facilitator, since_at=now + 2 * HOUR)
    assert await store.run(lambda work: work.teams.join(again)) is False
    as_organizer = Membership(cast.team.id, cast.omar.id, Role.ORGANIZER, now)
    assert await store.run(lambda work: work.teams.members(cast.team.id)) == [as_organizer, as_facilitator]
    assert await store.run(lambda work: work.teams.of(cast.omar.id)) == [as_organizer, as_facilitator]
    assert await store.run(lambda work: work.teams.members(later.id)) == []
    leave = (cast.team.id, cast.omar.id, Role.ORGANIZER)
    assert await store.run(lambda work: work.teams.part(*leave)) is True
    assert await store.run(lambda work: work.teams.part(*leave)) is False
    assert await store.run(lambda work: work.teams.of(cast.omar.id)) == [as_facilitator]


async def test_invitations_are_accepted_once_each(store, cast, now):
    invitation = cast.invitation(limit=2, purpose=Purpose.FACILITATE, circle_id=cast.circle.id)
    await store.run(lambda work: work.invitations.add(invitation))
    assert await store.run(lambda work: work.invitations.by_hash(invitation.code_hash)) == invitation
    assert await store.run(lambda work: work.invitations.by_hash("other")) is None
    assert await store.run(lambda work: work.invitations.lock(invitation.id)) == invitation

    def accept(work):
        return work.invitations.accept(invitation.id, cast.ben.id, now=now)

    assert await store.run(lambda work: work.invitations.accepted(invitation.id, cast.ben.id)) is False
    assert await store.run(accept) is True
    assert await store.run(accept) is False
    assert await store.run(lambda work: work.invitations.accepted(invitation.id, cast.ben.id)) is True
    assert await store.run(lambda work: work.invitations.accepted(invitation.id, cast.cleo.id)) is False
    assert (await store.run(lambda work: work.invitations.get(invitation.id))).used == 1


async def test_an_invitation_is_not_used_beyond_its_limit(store, cast, now):
    invitation = cast.invitation(limit=1)
    await store.run(lambda work: work.invitations.add(invitation))
    await store.run(lambda work: work.invitations.accept(invitation.id, cast.ben.id, now=now))
    with pytest.raises(IntegrityError):
        await store.run(lambda work: work.invitations.accept(invitation.id, cast.cleo.id, now=now))
    assert await store.run(lambda work: work.invitations.accepted(invitation.id, cast.cleo.id)) is False


async def test_open_invitations_are_listed(store, cast, now):
    endless, limited = cast.invitation(), cast.invitation(limit=1, made_at=now - HOUR)
    used, expired = cast.invitation(limit=1, used=1), cast.invitation(expires_at=now)
    revoked, operator_s = cast.invitation(revoked_at=now - HOUR), cast.invitation(team_id=None)
    shelf = (endless, limited, used, expired, revoked, operator_s)
    await store.run(lambda work: work.invitations.add(*shelf))
    found = await store.run(lambda work: work.invitations.open_of(cast.team.id, now=now))
    assert found == [endless, limited]


async def test_drafts(store, cast, now):
    older = cast.draft(cast.ada, changed_at=now - HOUR)
    newer = cast.draft(
        cast.ada,
        about={"meeting": "m1"},
        values={"name": "Logic", "weeks": ("2026-03-02", "2026-03-09"), "none": ()},
        asking="place",
        revision=3,
    )
    elsewhere = cast.draft(cast.ada, spot="slack:C1")
    of_ben = cast.draft(cast.ben)
    await store.run(lambda work: work.drafts.add(newer, older, elsewhere, of_ben))

    def open_here(work):
        return work.drafts.open_at(cast.ada.id, "telegram:1")

    assert await store.run(open_here) == newer
    await store.run(lambda work: work.drafts.change(newer.id, values={"name": "Sets"}, revision=4))
    assert await store.run(open_here) == replace(newer, values={"name": "Sets"}, revision=4)
    await store.run(lambda work: work.drafts.remove(newer.id))
    await store.run(lambda work: work.drafts.remove(newer.id))
    assert await store.run(open_here) == older
    await store.run(lambda work: work.drafts.remove_at(cast.ada.id, "telegram:1"))
    assert await store.run(open_here) is None
    assert await store.run(lambda work: work.drafts.get(elsewhere.id)) == elsewhere
    assert await store.run(lambda work: work.drafts.get(of_ben.id)) == of_ben


async def test_the_audit_trail_keeps_its_order(store, cast, now):
    entries = [
        AuditEntry(cast.team.id, cast.omar.id, action, cast.circle.id, now)
        for action in ("move", "cancel", "move")
    ]
    for entry in entries:
        await store.run(lambda work, entry=entry: work.audit.append(entry))
    team = cast.team.id
    assert await store.run(lambda work: work.audit.page(team, offset=0, limit=2)) == entries[:0:-1]
    assert await store.run(lambda work: work.audit.page(team, offset=2, limit=2)) == entries[:1]
    assert await store.run(lambda work: work.audit.count(team)) == 3
    assert await store.run(lambda work: work.audit.of_team(team)) == entries
    assert await store.run(lambda work: work.audit.page("another", offset=0, limit=2)) == []


@pytest.mark.parametrize("change", ["UPDATE audit SET action = 'nothing'", "DELETE FROM audit"])
async def test_the_audit_trail_only_grows(database, store, cast, now, change):
    """SPEC 1.3: what was done cannot be undone in the trail, whoever writes to the database."""
    entry = AuditEntry(cast.team.id, cast.omar.id, "move", cast.circle.id, now)
    await store.run(lambda work: work.audit.append(entry))

    def tamper(work):
        work.audit._connection.exec_driver_sql(change)

    with pytest.raises(Exception, match="the audit trail only grows"):
        await store.run(tamper)
    assert await store.run(lambda work: work.audit.page(cast.team.id, offset=0, limit=9)) == [entry]


async def test_who_can_be_reached(store, cast, now):
    def add(work):
        work.accounts.add(cast.account(cast.ada, unreachable_at=now), cast.account(cast.ada))
        work.accounts.add(cast.account(cast.ben, unreachable_at=now))

    await store.run(add)
    everybody = {cast.ada.id, cast.ben.id, cast.cleo.id}
    assert await store.run(lambda work: work.accounts.reachable(everybody)) == {cast.ada.id}
    assert await store.run(lambda work: work.accounts.owners(everybody)) == {cast.ada.id, cast.ben.id}
