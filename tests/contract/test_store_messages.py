"""Messages, relays and mutes, as the store keeps them."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.errors import NotFound
from bot.domain.ids import new_id
from bot.domain.messages import CircleMessage, Recipients
from bot.domain.mutes import Mute
from bot.domain.posts import PostKind, PostState
from bot.domain.relays import Relay, RelayKind

HOUR = timedelta(hours=1)


def message(cast, now, **given) -> CircleMessage:
    return CircleMessage(**{
        "id": new_id(), "circle_id": cast.circle.id, "written_by": cast.ada.id, "recipients": Recipients.ALL,
        "meeting_id": None, "to_person": None, "text": "Hi *all*\n<b>&</b> \u202e👋", "for_later": False,
        "goes_at": None, "revision": 0, "written_at": now, **given,
    })  # fmt: skip


def relay(cast, now, **given) -> Relay:
    return Relay(**{
        "id": new_id(), "circle_id": cast.circle.id, "from_person": cast.ben.id, "to_person": None,
        "kind": RelayKind.WORDS, "meeting_id": None, "text": "May I bring cake?", "answers": None,
        "said_at": now, **given,
    })  # fmt: skip


async def test_messages_are_kept_as_written(store, cast, now):
    to_all = message(cast, now, for_later=True, goes_at=now + HOUR)
    to_group = message(
        cast, now + HOUR, recipients=Recipients.SILENT, meeting_id=cast.meeting.id, written_at=now + HOUR
    )
    to_one = message(
        cast, now, recipients=Recipients.ONE, to_person=cast.ben.id, written_at=now + 2 * HOUR, revision=3
    )
    await store.run(lambda work: work.messages.add(to_all, to_group, to_one))
    found = await store.run(lambda work: work.messages.of_circle(cast.circle.id))
    assert found == [to_one, to_group, to_all]
    assert await store.run(lambda work: work.messages.of_circle("another")) == []
    await store.run(lambda work: work.messages.change(to_all.id, text="Other words", revision=1))
    changed = await store.run(lambda work: work.messages.get(to_all.id))
    assert changed == replace(to_all, text="Other words", revision=1)
    await store.run(lambda work: work.messages.remove(to_all.id))
    with pytest.raises(NotFound):
        await store.run(lambda work: work.messages.get(to_all.id))


@pytest.mark.parametrize(
    "wrong",
    [
        {"recipients": Recipients.YES},
        {"recipients": Recipients.ONE},
        {"meeting_id": "the meeting"},
        {"to_person": "ben"},
    ],
)
async def test_a_message_names_just_what_its_recipients_depend_on(store, cast, now, wrong):
    ids = {"the meeting": cast.meeting.id, "ben": cast.ben.id}
    given = {name: ids.get(value, value) for name, value in wrong.items()}
    with pytest.raises(IntegrityError):
        await store.run(lambda work: work.messages.add(message(cast, now, **given)))


async def test_what_has_gone_out_to_a_person_is_listed(store, cast, now):
    first, second, third, taken_back = (
        message(cast, now, written_at=now + number * HOUR, revision=number == 3) for number in range(4)
    )

    def add(work):
        work.messages.add(first, second, third, taken_back)
        work.posts.put(
            [
                cast.post(cast.ben, kind=PostKind.MESSAGE, subject=first.id),
                cast.post(cast.cleo, kind=PostKind.MESSAGE, subject=second.id),
                cast.post(cast.ben, kind=PostKind.MESSAGE, subject=third.id, state=PostState.SKIPPED),
                cast.post(cast.ben, kind=PostKind.RELAY, subject=second.id),
                cast.post(cast.ben, kind=PostKind.MESSAGE, subject=taken_back.id, revision=0),
            ]
        )

    await store.run(add)

    def of_ben(limit):
        return store.run(lambda work: work.messages.to_person(cast.circle.id, cast.ben.id, limit=limit))

    assert await of_ben(5) == [third, first]
    assert await of_ben(1) == [third]
    assert await store.run(lambda work: work.messages.to_person("other", cast.ben.id, limit=5)) == []


async def test_relays_and_what_answers_them(store, cast, now):
    asked = relay(cast, now)
    answer = relay(
        cast, now, from_person=cast.ada.id, to_person=cast.ben.id, answers=asked.id, said_at=now + HOUR
    )
    another = replace(answer, id=new_id(), said_at=now + 2 * HOUR)
    await store.run(lambda work: work.relays.add(asked))
    await store.run(lambda work: work.relays.add(another, answer))
    assert await store.run(lambda work: work.relays.get(asked.id)) == asked
    assert await store.run(lambda work: work.relays.answers_to(asked.id)) == [answer, another]
    assert await store.run(lambda work: work.relays.answers_to(answer.id)) == []


async def test_one_runs_late_once_for_a_meeting(store, another, cast, now):
    late = relay(cast, now, kind=RelayKind.LATE, meeting_id=cast.meeting.id, text="")
    ways = zip((store, another) * 2, range(4), strict=True)
    put = await asyncio.gather(
        *(way.run(lambda work: work.relays.put_late(replace(late, id=new_id()))) for way, _ in ways)
    )
    assert sorted(put) == [False, False, False, True]
    cleo_s = replace(late, id=new_id(), from_person=cast.cleo.id)
    assert await store.run(lambda work: work.relays.put_late(cleo_s)) is True
    with pytest.raises(IntegrityError):
        await store.run(lambda work: work.relays.add(relay(cast, now, kind=RelayKind.LATE)))


async def test_the_last_mute_counts(store, cast, now):
    circle = Mute(cast.ben.id, cast.circle.id, cancellations=False, since_at=now)
    everything = Mute(cast.ben.id, None, cancellations=False, since_at=now + HOUR)
    more = replace(circle, cancellations=True, since_at=now + 2 * HOUR)
    for mute in (circle, everything, more):
        await store.run(lambda work, mute=mute: work.mutes.put(mute))
    assert await store.run(lambda work: work.mutes.of(cast.ben.id)) == [everything, more]
    assert await store.run(lambda work: work.mutes.of(cast.cleo.id)) == []
    assert await store.run(lambda work: work.mutes.lift(cast.ben.id, None)) is True
    assert await store.run(lambda work: work.mutes.lift(cast.ben.id, None)) is False
    assert await store.run(lambda work: work.mutes.of(cast.ben.id)) == [more]
    assert await store.run(lambda work: work.mutes.lift(cast.ben.id, cast.circle.id)) is True
