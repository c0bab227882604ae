"""What becomes of each kind of post of which nobody knows whether it arrived (SPEC 3.2)."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import date

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import Shown
from bot.app.circles import remove_facilitator
from bot.app.covers import ask_cover, cover_of, take_cover
from bot.app.deletion import delete_circle
from bot.app.learners import promote_learner, remove_learner
from bot.app.meeting_details import Details, give_details
from bot.app.meetings import restore_meeting
from bot.app.messages import Desired, send_message, write_message
from bot.app.recaps import send_recap, write_recap
from bot.chat.courier import Unclear, Unreachable
from bot.domain.ids import SignupId
from bot.domain.messages import Recipients
from bot.domain.posts import ON_UNKNOWN, OnUnknown, PostKind
from bot.domain.rsvps import Answer
from bot.domain.teams import Role
from tests.scenario.posts_stage import Scene, scene

SEND_AGAIN = "Send again"


async def _next_due(s: Scene) -> None:
    """The clock is moved on to what is due next, which is not sent yet."""
    moments = await s.run(lambda work: (work.plans.next_at(), work.posts.next_at()))
    due = min(moment for moment in moments if moment is not None)
    s.stage.clock.set(max(due, s.now))


async def _no_answer(s: Scene, to: Actor) -> None:
    """The platform does not say what becomes of what is due next."""
    await _next_due(s)
    to.room.outcome = Unclear()
    await s.stage.advance()
    to.room.outcome = None


async def _death(s: Scene, to: Actor) -> None:
    """The process dies while what is due next is on its way."""
    await _next_due(s)
    await s.killed_while_sending()


Way = Callable[[Scene, Actor], Awaitable[None]]

WAYS = pytest.mark.parametrize("way", [_no_answer, _death])


def _asks(*actors: Actor) -> list[str]:
    """Who was asked whether something shall be sent again."""
    return [
        actor.name
        for actor in actors
        for shown in actor.room.shown
        if any(button.label == SEND_AGAIN for button in shown.buttons())
    ]


async def _preview(s: Scene, ben: Actor) -> Actor:
    return s.ada


async def _reminder(s: Scene, ben: Actor) -> Actor:
    await s.until("2026-10-11 17:00")
    return ben


async def _nudge(s: Scene, ben: Actor) -> Actor:
    await s.until("2026-10-12 17:00")
    return ben


async def _today(s: Scene, ben: Actor) -> Actor:
    await s.until("2026-10-13 15:00")
    return ben


async def _how_was_it(s: Scene, ben: Actor) -> Actor:
    await s.until("2026-10-13 19:00")
    return s.ada


async def _how_was_it_again(s: Scene, ben: Actor) -> Actor:
    await s.until("2026-10-14 08:00")
    return s.ada


async def _rating(s: Scene, ben: Actor) -> Actor:
    await s.answers(ben, Answer.YES)
    await s.until("2026-10-13 19:00")
    return ben


async def _goal_check(s: Scene, ben: Actor) -> Actor:
    await s.until("2026-10-28 09:30")
    return ben


async def _digest(s: Scene, ben: Actor) -> Actor:
    await s.until("2026-10-12 09:00")
    return s.omar


async def _wrap_up(s: Scene, ben: Actor) -> Actor:
    await s.until("2026-11-19 19:00")
    return s.ada


async def _moved(s: Scene, ben: Actor) -> Actor:
    await s.answers(ben, Answer.NO)
    await s.move(1, date(2026, 10, 15))
    return ben


async def _cancelled(s: Scene, ben: Actor) -> Actor:
    await s.cancel(1)
    return ben


async def _on_again(s: Scene, ben: Actor) -> Actor:
    await s.cancel(1)
    await s.stage.advance(minutes=10)
    ada, meeting = await s.id_of(s.ada), await s.meeting()
    await s.run(lambda work: restore_meeting(work, ada, meeting.id, now=s.now))
    return ben


async def _changed(s: Scene, ben: Actor) -> Actor:
    await s.until("2026-10-11 19:00")
    ada, meeting = await s.id_of(s.ada), await s.meeting()
    elsewhere = Details("Café Ada", "", "")
    await s.run(lambda work: give_details(work, ada, meeting.id, elsewhere, now=s.now))
    return ben


async def _deleted(s: Scene, ben: Actor) -> Actor:
    ada = await s.id_of(s.ada)
    await s.run(lambda work: delete_circle(work, ada, s.circle, now=s.now))
    return ben


async def _seat(s: Scene, ben: Actor) -> Actor:
    await s.new_circle("Ethics", capacity=1)
    cleo, dana = await s.joins("Cleo"), await s.joins("Dana")
    await s.leaves(cleo)
    return dana


async def _offer(s: Scene, ben: Actor) -> Actor:
    await s.new_circle("Rhetoric", capacity=1)
    gus, hal = await s.joins("Gus"), await s.joins("Hal")
    await s.until("2026-10-13 10:00")
    await s.leaves(gus)
    return hal


async def _removed(s: Scene, ben: Actor) -> Actor:
    eve = await s.joins("Eve")
    ada, signup = await s.id_of(s.ada), await _signup_of(s, eve)
    await s.run(lambda work: remove_learner(work, ada, signup, now=s.now))
    return eve


async def _promoted(s: Scene, ben: Actor) -> Actor:
    ivy = await s.joins("Ivy")
    ada, signup = await s.id_of(s.ada), await _signup_of(s, ivy)
    await s.run(lambda work: promote_learner(work, ada, signup, now=s.now))
    return ivy


async def _signup_of(s: Scene, actor: Actor) -> SignupId:
    person = await s.id_of(actor)
    signup = await s.run(lambda work: work.signups.of(s.circle, person))
    assert signup is not None
    return signup.id


async def _cover(s: Scene, ben: Actor) -> Actor:
    fay = await s.also("Fay", Role.FACILITATOR)
    ada, meeting = await s.id_of(s.ada), await s.meeting()
    await s.run(lambda work: ask_cover(work, ada, meeting.id, now=s.now))
    return fay


async def _cover_open(s: Scene, ben: Actor) -> Actor:
    await _cover(s, ben)
    await s.stage.advance(minutes=10)
    return s.omar


async def _cover_taken(s: Scene, ben: Actor) -> Actor:
    fay, meeting = await _cover(s, ben), await s.meeting()
    await s.stage.advance(minutes=10)
    person = await s.id_of(fay)
    cover = await s.run(lambda work: cover_of(work, meeting))
    assert cover is not None
    await s.run(lambda work: take_cover(work, person, cover.id, now=s.now))
    return s.ada


async def _relay(s: Scene, ben: Actor) -> Actor:
    await ben.says("May I bring cake?")
    return s.ada


async def _message(s: Scene, ben: Actor) -> Actor:
    ada, desired = await s.id_of(s.ada), Desired(Recipients.ALL, "Bring a pen")
    message = await s.run(lambda work: write_message(work, ada, s.circle, desired, now=s.now))
    await s.run(lambda work: send_message(work, ada, message.id, revision=message.revision, now=s.now))
    return ben


async def _recap(s: Scene, ben: Actor) -> Actor:
    await s.until("2026-10-13 20:00")
    ada, meeting = await s.id_of(s.ada), await s.meeting()
    await s.run(lambda work: write_recap(work, ada, meeting.id, "We argued", version=0, now=s.now))
    await s.run(lambda work: send_recap(work, ada, meeting.id, version=1, now=s.now))
    return ben


async def _stepped_back(s: Scene, ben: Actor) -> Actor:
    person = await s.id_of(await s.also("Hal", Role.FACILITATOR))
    await s.run(lambda work: remove_facilitator(work, person, s.circle, person, now=s.now))
    return s.ada


Kind = Callable[[Scene, Actor], Awaitable[Actor]]
"""Sees to it that a post of the kind is due next; returns to whom."""

KINDS: dict[PostKind, Kind] = {
    PostKind.PREVIEW: _preview,
    PostKind.REMINDER: _reminder,
    PostKind.NUDGE: _nudge,
    PostKind.TODAY: _today,
    PostKind.HOW_WAS_IT: _how_was_it,
    PostKind.HOW_WAS_IT_AGAIN: _how_was_it_again,
    PostKind.RATING: _rating,
    PostKind.GOAL_CHECK: _goal_check,
    PostKind.DIGEST: _digest,
    PostKind.WRAP_UP: _wrap_up,
    PostKind.MOVED: _moved,
    PostKind.CANCELLED: _cancelled,
    PostKind.ON_AGAIN: _on_again,
    PostKind.CHANGED: _changed,
    PostKind.DELETED: _deleted,
    PostKind.SEAT: _seat,
    PostKind.OFFER: _offer,
    PostKind.REMOVED: _removed,
    PostKind.PROMOTED: _promoted,
    PostKind.STEPPED_BACK: _stepped_back,
    PostKind.COVER: _cover,
    PostKind.COVER_OPEN: _cover_open,
    PostKind.COVER_TAKEN: _cover_taken,
    PostKind.RELAY: _relay,
    PostKind.MESSAGE: _message,
    PostKind.RECAP: _recap,
}

ABOUT_POSTS = {
    PostKind.UNREACHABLE,
    PostKind.PLACE_LOST,
    PostKind.UNSURE,
    PostKind.UNDELIVERED,
    PostKind.ALERT,
    PostKind.LINK_LOST,
}

IN_PLACES = {PostKind.CARD}
"""Only to places, where whoever is responsible is asked (see test_linked_places)."""


WALKS = (
    (
        PostKind.PREVIEW,
        PostKind.REMINDER,
        PostKind.CHANGED,
        PostKind.DIGEST,
        PostKind.NUDGE,
        PostKind.TODAY,
        PostKind.HOW_WAS_IT,
        PostKind.RECAP,
        PostKind.GOAL_CHECK,
        PostKind.WRAP_UP,
    ),
    (PostKind.MESSAGE, PostKind.RELAY, PostKind.CANCELLED),
    (PostKind.COVER, PostKind.MOVED, PostKind.DELETED),
    (PostKind.REMOVED, PostKind.PROMOTED, PostKind.ON_AGAIN, PostKind.SEAT, PostKind.OFFER),
    (PostKind.COVER_OPEN, PostKind.RATING),
    (PostKind.STEPPED_BACK,),
    (PostKind.COVER_TAKEN, PostKind.HOW_WAS_IT_AGAIN),
)
"""Kinds that can come one after the other in one life of a circle."""


def test_every_kind_is_tried():
    """SPEC 3.2: a new kind of post needs a rule, and a test of it."""
    assert {kind for kinds in WALKS for kind in kinds} == KINDS.keys()
    assert KINDS.keys() | ABOUT_POSTS | IN_PLACES == set(PostKind)


@WAYS
@pytest.mark.parametrize("kinds", WALKS, ids=lambda kinds: kinds[0])
async def test_each_kind_has_its_rule(kinds: Sequence[PostKind], way: Way):
    """SPEC 3.2: what helps twice goes once more, what somebody is responsible for is asked about, the rest is dropped."""
    async with scene() as s:
        ben = await s.joins("Ben", goal="Argue well")
        for kind in kinds:
            asked_before = len(_asks(ben, s.ada, s.omar))
            to = await KINDS[kind](s, ben)
            await way(s, to)
            assert await s.got(to, kind) == [], kind
            await s.stage.advance(minutes=5)
            asked = _asks(ben, s.ada, s.omar)[asked_before:]
            match ON_UNKNOWN[kind]:
                case OnUnknown.SEND_AGAIN:
                    assert [post.again for post in await s.ended(to) if post.kind is kind] == [True], kind
                    assert asked == [], kind
                case OnUnknown.DROP:
                    assert any(line.startswith(kind) and "unknown" in line for line in await s.missed(to)), (
                        kind
                    )
                    assert asked == [], kind
                    continue
                case OnUnknown.ASK:
                    assert await s.got(to, kind) == [], kind
                    await _presses_ten_times(s, kind)
            assert len(await s.got(to, kind)) == 1, kind
        assert await s.settled()


async def _presses_ten_times(s: Scene, kind: PostKind) -> None:
    """Whoever is responsible has it sent again."""
    asked = s.ada if kind in {PostKind.MESSAGE, PostKind.RECAP} else s.omar
    for _ in range(10):
        await asked.presses(SEND_AGAIN)
    assert asked.sees("That was done already."), kind
    await s.stage.advance(minutes=5)


async def test_the_author_of_a_message_is_asked_and_nobody_else():
    """SPEC 3.2: of two facilitators the one who wrote it; a learner never."""
    async with scene() as s:
        ben = await s.joins("Ben")
        fay = await s.also("Fay", Role.FACILITATOR)
        await _message(s, ben)
        await _no_answer(s, ben)
        await s.stage.advance(minutes=5)
        assert _asks(ben, s.ada, fay, s.omar) == ["Ada"]
        assert s.ada.sees("I don’t know whether Ben got your message of Logic.")


@pytest.mark.parametrize(
    ("kind", "until"),
    [(PostKind.REMINDER, "2026-10-13 18:00"), (PostKind.TODAY, "2026-10-13 18:00")],
)
async def test_what_is_found_too_late_is_not_sent_once_more(kind: PostKind, until: str):
    """SPEC 3.2, 3.4: only what is still in time; the ledger and the facilitator's list do not hide it."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await KINDS[kind](s, ben)
        await _death(s, ben)
        await s.down_until(until)
        await s.stage.advance(minutes=5)
        assert await s.got(ben, kind) == []
        assert f"{kind} 1: unknown, None" in await s.missed(ben)
        await ben.says("/why")
        assert ben.sees("I don’t know whether it arrived")


async def test_a_moved_notice_is_of_use_until_the_new_time():
    """SPEC 3.2, 4.16: after an outage beyond the old time it still goes, after one beyond the new time not."""
    for back, heard in (("2026-10-14 12:00", 1), ("2026-10-15 18:00", 0)):
        async with scene() as s:
            ben = await s.joins("Ben")
            await _moved(s, ben)
            await _death(s, ben)
            await s.down_until(back)
            await s.stage.advance(minutes=5)
            assert len(await s.got(ben, PostKind.MOVED)) == heard, back


async def test_send_again_comes_too_late():
    """SPEC 3.2, 3.4: a digest is of no use once the next is due; whoever presses then is told so."""
    async with scene() as s:
        await s.joins("Ben")
        await _digest(s, s.omar)
        await _no_answer(s, s.omar)
        await s.until("2026-10-12 11:00")
        await s.until("2026-10-19 10:30")
        await s.omar.presses(SEND_AGAIN)
        assert s.omar.sees("It would be of no use any more, so I haven’t sent it.")
        assert await s.got(s.omar, PostKind.DIGEST) == ["10-19 10:00 digest"]


async def test_a_group_post_is_shown_to_every_organizer_and_sent_again_once():
    """SPEC 3.2: the digest in a channel may have arrived: those responsible look, and the first to press has it sent."""
    async with scene() as s:
        await s.joins("Ben")
        olga = await s.also("Olga", Role.ORGANIZER)
        channel = s.stage.group("#organizers")
        await s.omar.says("/circle digest here", at=channel)
        await s.until("2026-10-12 09:59")
        channel.outcome = Unclear()
        await s.until("2026-10-12 10:00")
        channel.outcome = None
        await s.until("2026-10-12 10:05")
        for actor in (s.omar, olga):
            assert actor.sees("I don’t know whether the digest of Library has arrived.")
            await actor.presses(SEND_AGAIN)
        assert olga.sees("That was done already.")
        await s.stage.advance(minutes=1)
        assert channel.screen.count("the week of Mon 12 Oct") == 1


async def test_who_may_not_send_again_is_refused():
    """SPEC 1.3, 3.2: the button in the hands of a learner does nothing."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await _message(s, ben)
        await _no_answer(s, ben)
        await s.stage.advance(minutes=5)
        message = next(shown.message for shown in s.ada.room.shown if list(_labels(shown)) == [SEND_AGAIN])
        assert message is not None
        ben.room.show(message, "passed-on")
        await ben.presses(SEND_AGAIN)
        assert ben.sees("That’s for others to decide here.")
        await s.stage.advance(minutes=5)
        assert await s.got(ben, PostKind.MESSAGE) == []


async def test_an_unknown_word_that_somebody_is_lost_goes_once_more():
    """SPEC 3.2, 3.3: the notice that Ben is out of reach must not be lost either; nobody is asked about notices."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await _reminder(s, ben)
        ben.room.outcome = Unreachable()
        await _no_answer(s, s.ada)
        await s.stage.advance(minutes=5)
        assert [line[12:] for line in await s.got(s.ada, PostKind.UNREACHABLE)] == ["unreachable"]
        assert _asks(s.ada, s.omar) == []


async def test_an_unknown_question_goes_once_more():
    """SPEC 3.2: when the question whether to send again is unknown itself, it is asked once more, and no more than that."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await _message(s, ben)
        s.ada.room.outcome = Unclear()
        await _no_answer(s, ben)
        await s.stage.advance(minutes=1)
        s.ada.room.outcome = None
        await s.stage.advance(minutes=10)
        assert _asks(s.ada, s.omar) == ["Ada"]


def _labels(shown: Shown) -> Iterator[str]:
    return (button.label for button in shown.buttons())
