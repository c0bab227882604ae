"""Plans and posts: what is due, who may send it, and that nothing is handed out twice (SPEC 3.1, 3.2)."""

import asyncio
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import IntegrityError

from bot.domain.posts import Claim, PlanState, PostKind, PostState, Reason

LEASE = timedelta(minutes=2)
HOUR = timedelta(hours=1)


def _mark_sending(posts, post, *, now) -> bool:
    return post.id in posts.mark_sending([post], now=now, lease=LEASE)


FENCED = (
    lambda posts, post, now: _mark_sending(posts, post, now=now),
    lambda posts, post, now: posts.finish(post, PostState.SENT, now=now),
    lambda posts, post, now: posts.put_back(post, until=now),
    lambda posts, post, now: posts.postpone(post, until=now),
)
"""All that only the holder of a post may do."""


async def test_plans_by_kind_and_subject(store, cast, now):
    first, second = cast.plan(), cast.plan(revision=1)
    await store.run(lambda work: work.plans.add(first, second, cast.plan(kind=PostKind.MOVED)))
    subject = cast.meeting.id
    assert await store.run(lambda work: work.plans.of(PostKind.REMINDER, subject)) == [second, first]
    assert await store.run(lambda work: work.plans.find_for(PostKind.REMINDER, subject, 1)) == second
    assert await store.run(lambda work: work.plans.find_for(PostKind.REMINDER, subject, 2)) is None
    with pytest.raises(IntegrityError):
        await store.run(lambda work: work.plans.add(cast.plan()))


async def test_plans_about_several_subjects(store, cast, now):
    late, early = cast.plan(due_at=now + HOUR), cast.plan(kind=PostKind.MOVED)
    other = cast.plan(subject="circle", state=PlanState.DROPPED, due_at=now + LEASE)
    await store.run(lambda work: work.plans.add(late, early, other, cast.plan(subject="unasked")))
    asked = [cast.meeting.id, "circle", "nothing"]
    assert await store.run(lambda work: work.plans.about(asked)) == [early, other, late]
    assert await store.run(lambda work: work.plans.about([])) == []


async def test_plans_are_due_until_they_are_done(store, cast, now):
    late, early = cast.plan(), cast.plan(revision=1, due_at=now - HOUR)
    future, dropped = cast.plan(revision=2, due_at=now + HOUR), cast.plan(revision=3, state=PlanState.DROPPED)
    await store.run(lambda work: work.plans.add(late, early, future, dropped))

    async def due(at=now, limit=10):
        return await store.run(lambda work: work.plans.due(now=at, limit=limit))

    assert await due() == [early, late]
    assert await due(limit=1) == [early]
    await store.run(lambda work: work.plans.change(early.id, state=PlanState.FANNED_OUT))
    assert await due() == [late]
    await store.run(lambda work: work.plans.change(late.id, due_at=now + 2 * HOUR, useless_at=now + 3 * HOUR))
    assert await due() == []
    await store.run(lambda work: work.plans.change(future.id, reason=None))
    moved = replace(late, due_at=now + 2 * HOUR, useless_at=now + 3 * HOUR)
    assert await due(now + 2 * HOUR) == [future, moved]
    await store.run(
        lambda work: work.plans.change(future.id, state=PlanState.DROPPED, reason=Reason.SUBJECT_CHANGED)
    )
    assert await due(now + 2 * HOUR) == [moved]
    await store.run(lambda work: work.plans.change(future.id, state=PlanState.PLANNED, due_at=now))
    assert [plan.id for plan in await due()] == [future.id]


async def test_a_post_is_put_once_for_each_recipient(store, cast):
    to_ben, to_hall = cast.post(cast.ben), cast.post(place=cast.hall)
    assert await store.run(lambda work: work.posts.put([to_ben, to_hall])) == 2
    again = [cast.post(cast.ben), cast.post(place=cast.hall), cast.post(cast.cleo)]
    assert await store.run(lambda work: work.posts.put(again)) == 1
    assert await store.run(lambda work: work.posts.put([cast.post(cast.ben, revision=1)])) == 1
    assert await store.run(lambda work: work.posts.put([])) == 0
    assert await store.run(lambda work: work.posts.get(to_ben.id)) == to_ben
    found = await store.run(lambda work: work.posts.of(PostKind.REMINDER, cast.meeting.id))
    assert [post.revision for post in found] == [0, 0, 0, 1]
    assert {to_ben, to_hall, again[2]} == set(found[:3])
    assert await store.run(lambda work: work.posts.of(PostKind.MOVED, cast.meeting.id)) == []


async def test_many_posts_are_put_at_once(store, cast):
    people = [cast.person() for _ in range(2100)]
    await store.run(lambda work: work.people.add(*people))
    posts = [cast.post(person) for person in people]
    assert await store.run(lambda work: work.posts.put(posts)) == 2100
    assert await store.run(lambda work: work.posts.put(posts)) == 0


async def test_the_database_holds_a_post_to_one_recipient(store, cast):
    for wrong in (cast.post(), cast.post(cast.ben, cast.hall)):
        with pytest.raises(IntegrityError):
            await store.run(lambda work, wrong=wrong: work.posts.put([wrong]))
    with pytest.raises(IntegrityError):
        await store.run(lambda work: work.posts.add(cast.post(cast.ben), cast.post(cast.ben)))


async def test_a_post_can_change_its_person(store, cast):
    post = cast.post(cast.ben)
    await store.run(lambda work: work.posts.put([post]))
    await store.run(lambda work: work.posts.change(post.id, person_id=cast.cleo.id))
    assert await store.run(lambda work: work.posts.put([cast.post(cast.cleo)])) == 0
    assert await store.run(lambda work: work.posts.put([cast.post(cast.ben)])) == 1


async def test_claims_come_in_order_and_are_counted(store, cast, now):
    first = cast.post(cast.ben, due_at=now - HOUR)
    second = cast.post(cast.cleo, due_at=now - LEASE)
    third = cast.post(cast.ada, due_at=now)
    future = cast.post(cast.omar, due_at=now + HOUR)
    await store.run(lambda work: work.posts.put([third, future, second, first]))
    claimed = await claim(store, now, limit=2)
    assert claimed == [replace(post, state=PostState.CLAIMED, epoch=1) for post in (first, second)]
    assert await store.run(lambda work: work.posts.get(first.id)) == claimed[0]
    assert await claim(store, now) == [replace(third, state=PostState.CLAIMED, epoch=1)]
    assert await claim(store, now) == []


async def test_a_claim_whose_lease_ran_out_is_due_again_for_others(store, another, cast, now):
    await store.run(lambda work: work.posts.put([cast.post(cast.ben)]))
    (ours,) = await claim(store, now)
    assert await claim(another, now + LEASE / 2) == []
    later = now + LEASE
    (theirs,) = await claim(another, later)
    assert theirs == replace(ours, epoch=2)
    assert await store.run(lambda work: _mark_sending(work.posts, ours, now=later)) is False
    assert await store.run(lambda work: work.posts.finish(ours, PostState.SENT, now=later)) is False
    assert await store.run(lambda work: work.posts.put_back(ours, until=later)) is False
    assert await store.run(lambda work: work.posts.get(ours.id)) == theirs
    assert await another.run(lambda work: _mark_sending(work.posts, theirs, now=later)) is True


async def test_who_wakes_after_its_lease_is_refused_even_if_nobody_took_over(store, cast, now):
    await store.run(lambda work: work.posts.put([cast.post(cast.ben)]))
    (ours,) = await claim(store, now)
    late = now + LEASE
    assert await store.run(lambda work: _mark_sending(work.posts, ours, now=late)) is False
    assert [post.id for post in await claim(store, late)] == [ours.id]


async def test_what_was_being_sent_when_its_lease_ran_out_is_unknown(store, cast, now):
    await store.run(lambda work: work.posts.put([cast.post(cast.ben)]))
    (ours,) = await claim(store, now)
    assert await store.run(lambda work: _mark_sending(work.posts, ours, now=now)) is True
    assert await store.run(lambda work: work.posts.get(ours.id)) == replace(ours, state=PostState.SENDING)
    unknown = replace(ours, state=PostState.UNKNOWN, epoch=ours.epoch + 1)
    assert await take(store, now + LEASE) == Claim(due=[], lost=[unknown])
    assert await store.run(lambda work: work.posts.get(ours.id)) == unknown
    assert await take(store, now + 9 * LEASE) == Claim(due=[], lost=[])


async def test_what_is_lost_is_handed_out_beside_what_is_due_up_to_the_limit(store, cast, now):
    lost, waiting = cast.post(cast.ben, due_at=now - HOUR), cast.post(cast.cleo, due_at=now + 1.5 * LEASE)
    await store.run(lambda work: work.posts.put([lost, waiting]))
    (ours,) = await claim(store, now)
    await store.run(lambda work: _mark_sending(work.posts, ours, now=now))
    later = now + 2 * LEASE
    unknown = replace(ours, state=PostState.UNKNOWN, epoch=ours.epoch + 1)
    assert await take(store, later, limit=1) == Claim(due=[], lost=[unknown])
    assert [post.id for post in await claim(store, later, limit=1)] == [waiting.id]


async def test_two_who_look_at_once_are_handed_what_was_lost_once(store, another, cast, now):
    people = [cast.person() for _ in range(60)]
    await store.run(lambda work: work.people.add(*people))
    await store.run(lambda work: work.posts.put([cast.post(person) for person in people]))

    def send_all(work):
        for post in work.posts.claim(now=now, lease=LEASE, limit=100).due:
            assert _mark_sending(work.posts, post, now=now)

    await store.run(send_all)
    looks = await asyncio.gather(*(take(each, now + LEASE, limit=7) for each in (store, another) * 20))
    lost = [post.id for look in looks for post in look.lost]
    assert [look.due for look in looks] == [[]] * 40
    assert len(lost) == len(set(lost))
    assert len(lost) + len((await take(store, now + LEASE, limit=100)).lost) == 60


@pytest.mark.parametrize("was_sending", [True, False])
async def test_a_frozen_process_that_wakes_after_others_took_over_is_refused(
    store, another, cast, now, was_sending
):
    """SPEC 3.2"""
    await store.run(lambda work: work.posts.put([cast.post(cast.ben)]))
    (ours,) = await claim(store, now)
    if was_sending:
        await store.run(lambda work: _mark_sending(work.posts, ours, now=now))
    later = now + LEASE
    await take(another, later)
    found = await another.run(lambda work: work.posts.get(ours.id))
    for refused in FENCED:
        assert await store.run(lambda work, refused=refused: refused(work.posts, ours, later)) is False
    assert await store.run(lambda work: work.posts.get(ours.id)) == found
    # Nor when the post goes out once more.
    if was_sending:
        assert await another.run(lambda work: work.posts.send_again(ours.id, now=later)) is True
        (theirs,) = await claim(another, later)
        assert await another.run(lambda work: _mark_sending(work.posts, theirs, now=later)) is True
        for refused in FENCED:
            assert await store.run(lambda work, refused=refused: refused(work.posts, ours, later)) is False
        assert await another.run(lambda work: work.posts.finish(theirs, PostState.SENT, now=later)) is True


async def test_sent(store, cast, now):
    await store.run(lambda work: work.posts.put([cast.post(cast.ben)]))
    (ours,) = await claim(store, now)
    await store.run(lambda work: _mark_sending(work.posts, ours, now=now))
    later = now + HOUR
    ended = replace(ours, state=PostState.SENT, reference="telegram:1:7", sent_at=later)

    def finish(work):
        return work.posts.finish(ours, PostState.SENT, now=later, reference="telegram:1:7")

    assert await store.run(finish) is True
    assert await store.run(finish) is False
    assert await store.run(lambda work: work.posts.by_reference("telegram:1:7")) == ended
    assert await store.run(lambda work: work.posts.by_reference("telegram:1:8")) is None
    assert await claim(store, now + 9 * HOUR) == []


@pytest.mark.parametrize("state", [PostState.SKIPPED, PostState.FAILED, PostState.UNKNOWN])
async def test_other_ends(store, cast, now, state):
    await store.run(lambda work: work.posts.put([cast.post(cast.ben)]))
    (ours,) = await claim(store, now)
    reason = Reason.USELESS_BY_NOW
    assert await store.run(lambda work: work.posts.finish(ours, state, now=now, reason=reason)) is True
    assert await store.run(lambda work: work.posts.get(ours.id)) == replace(ours, state=state, reason=reason)
    assert await claim(store, now + 9 * HOUR) == []


async def test_an_end_that_is_none_is_refused(store, cast, now):
    await store.run(lambda work: work.posts.put([cast.post(cast.ben)]))
    (ours,) = await claim(store, now)
    with pytest.raises(ValueError, match="no end"):
        await store.run(lambda work: work.posts.finish(ours, PostState.PLANNED, now=now))


async def test_put_back(store, cast, now):
    await store.run(lambda work: work.posts.put([cast.post(cast.ben)]))
    (ours,) = await claim(store, now)
    await store.run(lambda work: _mark_sending(work.posts, ours, now=now))
    later = now + HOUR
    assert await store.run(lambda work: work.posts.put_back(ours, until=later)) is True
    waiting = replace(ours, state=PostState.PLANNED, attempts=1, due_at=later)
    assert await store.run(lambda work: work.posts.get(ours.id)) == waiting
    assert await claim(store, later - LEASE) == []
    assert await claim(store, later) == [replace(waiting, state=PostState.CLAIMED, epoch=2)]


async def test_postpone_counts_no_attempt(store, cast, now):
    await store.run(lambda work: work.posts.put([cast.post(cast.ben, attempts=2)]))
    (ours,) = await claim(store, now)
    later = now + HOUR
    assert await store.run(lambda work: work.posts.postpone(ours, until=later)) is True
    assert await store.run(lambda work: work.posts.postpone(ours, until=later)) is False
    waiting = replace(ours, state=PostState.PLANNED, due_at=later)
    assert await store.run(lambda work: work.posts.get(ours.id)) == waiting
    assert await claim(store, later - LEASE) == []
    assert await claim(store, later) == [replace(waiting, state=PostState.CLAIMED, epoch=2)]


async def test_what_is_unknown_is_sent_again_once(store, cast, now):
    unknown = cast.post(cast.ben, state=PostState.UNKNOWN, reason=Reason.UNKNOWN_OUTCOME)
    sent = cast.post(cast.cleo, state=PostState.SENT, sent_at=now)
    await store.run(lambda work: work.posts.put([unknown, sent]))
    later = now + HOUR

    async def send_again(post):
        return await store.run(lambda work: work.posts.send_again(post, now=later))

    assert await send_again(unknown.id) is True
    assert await send_again(unknown.id) is False
    assert await send_again(sent.id) is False
    assert await send_again("none") is False
    (ours,) = await claim(store, later)
    expected = replace(unknown, state=PostState.CLAIMED, again=True, reason=None, due_at=later, epoch=1)
    assert ours == expected
    await store.run(lambda work: work.posts.finish(ours, PostState.UNKNOWN, now=later))
    assert await send_again(unknown.id) is False


async def test_what_two_ask_for_at_once_is_sent_again_once(store, another, cast, now):
    unknown = cast.post(cast.ben, state=PostState.UNKNOWN)
    await store.run(lambda work: work.posts.put([unknown]))
    answers = await asyncio.gather(
        *(
            each.run(lambda work: work.posts.send_again(unknown.id, now=now + HOUR))
            for each in (store, another) * 5
        )
    )
    assert sorted(answers) == [False] * 9 + [True]
    assert len(await claim(store, now + HOUR)) == 1


async def test_the_latest_that_a_person_got_or_did_not_get(store, cast, now):
    made = [
        cast.post(cast.ben, revision=number, state=state, due_at=now + number * HOUR)
        for number, state in enumerate(PostState)
    ]
    to_others = [cast.post(cast.cleo, state=PostState.SENT), cast.post(place=cast.hall, state=PostState.SENT)]
    await store.run(lambda work: work.posts.put([*made, *to_others]))
    ended = [
        post for post in reversed(made) if post.state in set(PostState) - {"planned", "claimed", "sending"}
    ]
    assert len(ended) == 4
    assert await store.run(lambda work: work.posts.of_person(cast.ben.id, limit=10)) == ended
    assert await store.run(lambda work: work.posts.of_person(cast.ben.id, limit=3)) == ended[:3]


async def test_what_a_person_got_is_listed_by_when_it_was_sent_else_due(store, cast, now):
    sent_late = cast.post(cast.ben, state=PostState.SENT, due_at=now, sent_at=now + 3 * HOUR)
    skipped = cast.post(cast.ben, revision=1, state=PostState.SKIPPED, due_at=now + 2 * HOUR)
    sent_early = cast.post(cast.ben, revision=2, state=PostState.SENT, due_at=now, sent_at=now + HOUR)
    await store.run(lambda work: work.posts.put([sent_early, sent_late, skipped]))

    async def listed():
        return [
            post.revision for post in await store.run(lambda work: work.posts.of_person(cast.ben.id, limit=9))
        ]

    assert await listed() == [0, 1, 2]
    await store.run(lambda work: work.posts.change(sent_early.id, sent_at=now + 4 * HOUR))
    assert await listed() == [2, 0, 1]


async def test_a_person_s_posts_are_found_in_order_by_their_index(database, store, cast, now, postgres):
    people = [cast.person() for _ in range(50)]
    await store.run(lambda work: work.people.add(*people))
    ended = [
        cast.post(person, revision=number, state=PostState.SENT, sent_at=now + number * HOUR)
        for person in people
        for number in range(40)
    ]
    await store.run(lambda work: work.posts.put(ended))
    if database.engine == "postgresql":
        await asyncio.to_thread(postgres.execute, "ANALYZE", database.url)
    with explaining() as explained:
        await store.run(lambda work: work.posts.of_person(people[0].id, limit=5))
    assert "ix_posts_ended" in explained[0]
    assert "Seq Scan" not in explained[0]


async def test_drop_skips_what_is_not_yet_sending(store, cast, now):
    planned = cast.post(cast.ada, due_at=now + HOUR)
    claimed, sending = cast.post(cast.ben), cast.post(cast.cleo)
    other = cast.post(cast.ada, kind=PostKind.MOVED, due_at=now + HOUR)
    await store.run(lambda work: work.posts.put([planned, claimed, sending, other]))
    held = {post.id: post for post in await claim(store, now)}
    await store.run(lambda work: _mark_sending(work.posts, held[sending.id], now=now))

    def drop(work, person=None):
        return work.posts.drop(
            PostKind.REMINDER, cast.meeting.id, reason=Reason.SUBJECT_CHANGED, person=person
        )

    assert await store.run(lambda work: drop(work, cast.omar.id)) == 0
    assert await store.run(lambda work: drop(work, cast.ben.id)) == 1
    assert await store.run(drop) == 1
    found = {
        post.id: (post.state, post.reason)
        for post in await store.run(lambda work: work.posts.of(PostKind.REMINDER, cast.meeting.id))
    }
    skipped = (PostState.SKIPPED, Reason.SUBJECT_CHANGED)
    assert found == {planned.id: skipped, claimed.id: skipped, sending.id: (PostState.SENDING, None)}
    assert (await store.run(lambda work: work.posts.get(other.id))).state is PostState.PLANNED
    ours = held[claimed.id]
    assert await store.run(lambda work: _mark_sending(work.posts, ours, now=now)) is False


async def test_change_keeps_what_is_due_in_step(store, cast, now):
    post = cast.post(cast.ben, due_at=now + HOUR)
    await store.run(lambda work: work.posts.put([post]))
    await store.run(lambda work: work.posts.change(post.id, due_at=now))
    (ours,) = await claim(store, now)
    # A lease is not cut short by a new time.
    await store.run(lambda work: work.posts.change(post.id, due_at=now - HOUR))
    assert await claim(store, now) == []
    await store.run(lambda work: work.posts.change(post.id, state=PostState.SKIPPED))
    assert await claim(store, now + 9 * HOUR) == []
    await store.run(lambda work: work.posts.change(post.id, state=PostState.PLANNED, due_at=now))
    assert [claimed.epoch for claimed in await claim(store, now)] == [ours.epoch + 1]


async def test_what_was_sent_already_can_be_noted(store, cast, now):
    sent = cast.post(cast.ben, state=PostState.SENT, sent_at=now, reference="slack:C1:1")
    await store.run(lambda work: work.posts.put([sent]))
    assert await claim(store, now) == []
    assert await store.run(lambda work: work.posts.by_reference("slack:C1:1")) == sent


async def test_two_who_claim_at_once_never_get_the_same_post(store, another, cast, now):
    people = [cast.person() for _ in range(200)]
    await store.run(lambda work: work.people.add(*people))
    await store.run(lambda work: work.posts.put([cast.post(person) for person in people]))
    waves = await asyncio.gather(*(claim(each, now, limit=7) for each in (store, another) * 20))
    taken = [post.id for wave in waves for post in wave]
    assert len(taken) == len(set(taken))
    rest = await claim(store, now, limit=500)
    assert len(taken) + len(rest) == 200


async def test_idle_looks_use_the_partial_index(database, store, cast, now, postgres):
    people = [cast.person() for _ in range(1000)]
    await store.run(lambda work: work.people.add(*people))
    done = [cast.post(person, state=PostState.SENT, sent_at=now) for person in people]
    plans = [cast.plan(revision=number, state=PlanState.FANNED_OUT) for number in range(1000)]
    await store.run(lambda work: work.posts.put(done))
    await store.run(lambda work: work.plans.add(*plans))
    if database.engine == "postgresql":
        # As autovacuum does in time; until then the planner knows no numbers.
        await asyncio.to_thread(postgres.execute, "ANALYZE", database.url)
    with explaining() as explained:
        await store.run(lambda work: work.posts.claim(now=now, lease=LEASE, limit=100))
        await store.run(lambda work: work.plans.due(now=now, limit=100))
    assert len(explained) == 2
    for plan, table in zip(explained, ("posts", "plans"), strict=True):
        assert f"ix_{table}_next_at" in plan
        assert "Seq Scan" not in plan
        assert "TEMP B-TREE" not in plan


async def test_a_reference_is_found_by_its_index(store, cast):
    with explaining() as explained:
        await store.run(lambda work: work.posts.by_reference("telegram:1:7"))
    assert "ix_posts_reference" in explained[0]


async def claim(store, now, *, limit=10):
    return (await take(store, now, limit=limit)).due


async def take(store, now, *, limit=10):
    return await store.run(lambda work: work.posts.claim(now=now, lease=LEASE, limit=limit))


@contextmanager
def explaining():
    """Notes how the engine goes about each SELECT meanwhile."""
    plans: list[str] = []

    def explain(connection, cursor, statement, parameters, context, many):
        if not statement.startswith("SELECT"):
            return
        how = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
        rows = connection.exec_driver_sql(f"{how} {statement}", parameters).all()
        plans.append("\n".join(str(row[-1]) for row in rows))

    event.listen(Engine, "before_cursor_execute", explain)
    try:
        yield plans
    finally:
        event.remove(Engine, "before_cursor_execute", explain)


async def test_plans_and_posts_about_many_subjects(store, cast):
    mine, other = cast.plan(), cast.plan(kind=PostKind.NUDGE)
    posts = [
        cast.post(cast.ben),
        cast.post(cast.cleo, kind=PostKind.MOVED),
        cast.post(cast.cleo, subject="x"),
    ]

    def add(work):
        work.plans.add(mine, other)
        work.posts.put([*posts, cast.post(cast.ada, kind=PostKind.TODAY)])

    await store.run(add)
    subjects = [cast.meeting.id, "nothing"]
    assert await store.run(lambda work: work.plans.about(subjects, kind=PostKind.NUDGE)) == [other]
    kinds = [PostKind.REMINDER, PostKind.MOVED]
    found = await store.run(lambda work: work.posts.about(kinds, subjects))
    assert {post.id for post in found} == {post.id for post in posts[:2]}


async def test_a_wave_is_marked_at_once_but_for_what_is_no_longer_ours(store, cast, now):
    """SPEC 3.1, 3.2: sending and sent in one statement each, and the fence holds for each post by itself."""
    made = [
        cast.post(person_id=cast.ben.id, kind=kind)
        for kind in (PostKind.REMINDER, PostKind.NUDGE, PostKind.TODAY)
    ]
    await store.run(lambda work: work.posts.put(made))
    kept, lost, again = (await store.run(lambda work: work.posts.claim(now=now, lease=LEASE, limit=10))).due
    await store.run(lambda work: work.posts.postpone(again, until=now))
    (twice,) = (await store.run(lambda work: work.posts.claim(now=now, lease=LEASE, limit=10))).due
    old = replace(lost, epoch=lost.epoch - 1)
    wave = [kept, old, twice]
    marked = await store.run(lambda work: work.posts.mark_sending(wave, now=now, lease=LEASE))
    assert set(marked) == {kept.id, twice.id}
    await store.run(lambda work: work.posts.mark_sent([(post, f"m-{post.kind}") for post in wave], now=now))
    found = await store.run(lambda work: {post.id: work.posts.get(post.id) for post in wave})
    assert {id: (post.state, post.reference, post.sent_at) for id, post in found.items()} == {
        kept.id: (PostState.SENT, f"m-{kept.kind}", now),
        twice.id: (PostState.SENT, f"m-{twice.kind}", now),
        lost.id: (PostState.CLAIMED, None, None),
    }


async def test_what_is_known_of_the_recipients_of_a_wave_is_read_at_once(store, cast, now):
    """One statement for each of people, accounts, mutes, meetings and answers; then what is there and what is not is known."""
    person, meeting = cast.ben.id, cast.meeting.id

    def read(work):
        return (
            work.people.get(person),
            work.accounts.of(person),
            work.mutes.of(person),
            work.meetings.get(meeting),
            work.rsvps.of(meeting, person),
            work.people.find("nobody"),
            work.accounts.of("nobody"),
            work.rsvps.of(meeting, "nobody"),
        )

    def remember(work):
        work.remember([(meeting, person), (meeting, "nobody"), ("no-meeting", person)])
        with explaining() as plans:
            return read(work), plans

    assert await store.run(remember) == (await store.run(read), [])
