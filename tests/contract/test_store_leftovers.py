"""What is of no more use goes by itself, a little at a time, on both engines (SPEC 9)."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.ids import new_id
from bot.domain.leftovers import Leftover
from bot.domain.linking import LinkCode
from bot.domain.messages import CircleMessage, Recipients
from bot.domain.posts import PlanState, PostKind, PostState
from bot.domain.undos import Undo
from tests.contract.conftest import NOW

OLD = NOW - timedelta(days=400)
BEFORE = NOW - timedelta(days=365)
ENDS = (PostState.SENT, PostState.SKIPPED, PostState.FAILED, PostState.UNKNOWN)


def message(cast, **given) -> CircleMessage:
    return CircleMessage(**{
        "id": new_id(), "circle_id": cast.circle.id, "written_by": cast.ada.id, "recipients": Recipients.ALL,
        "meeting_id": None, "to_person": None, "text": "Bring a pen", "for_later": False, "goes_at": None,
        "revision": 0, "written_at": OLD, **given,
    })  # fmt: skip


def undo(cast, **given) -> Undo:
    return Undo(**{
        "id": new_id(), "circle_id": cast.circle.id, "person_id": cast.ada.id, "before": {}, "after": {},
        "dropped": (), "made_at": OLD, "until_at": OLD, "undone_at": None, **given,
    })  # fmt: skip


async def test_old_posts_go_when_they_have_ended_and_what_they_tell_is_behind(store, cast):
    """SPEC 9: what waits stays, and so does what tells of a meeting that is still ahead, however long ago it went out."""

    def post(subject: str, **given):
        return cast.post(
            cast.ben,
            **{"subject": subject, "due_at": OLD, "useless_at": OLD + timedelta(days=2), **given},
        )

    over = [post(f"over {state}", state=state) for state in ENDS]
    stay = [
        post("waits"),
        post("young", state=PostState.SKIPPED, due_at=NOW - timedelta(days=300)),
        post("ahead", state=PostState.SENT, sent_at=OLD, useless_at=NOW + timedelta(days=10)),
        post("words", kind=PostKind.MESSAGE, state=PostState.SENT, sent_at=OLD),
        post("late", state=PostState.SENT, sent_at=NOW - timedelta(days=1)),
    ]
    await store.run(lambda work: work.posts.put([*over, *stay]))

    def forget(work) -> int:
        return work.leftovers.forget(Leftover.POST, before=BEFORE, limit=3)

    assert [await store.run(forget) for _ in range(3)] == [3, 1, 0]
    left = await store.run(lambda work: [one.id for one in [*over, *stay] if work.posts.find(one.id)])
    assert left == [one.id for one in stay]


async def test_old_plans_go_but_for_those_that_would_be_made_again(store, cast):
    """SPEC 3.1: a goal is asked about once, however long a circle lasts; a message that went out is not a preview again."""

    def plan(kind: PostKind, **given):
        return cast.plan(
            **{
                "kind": kind,
                "subject": new_id(),
                "state": PlanState.FANNED_OUT,
                "due_at": OLD,
                "useless_at": OLD + timedelta(days=1),
                **given,
            }
        )

    over = [plan(PostKind.REMINDER), plan(PostKind.NUDGE, state=PlanState.DROPPED), plan(PostKind.DIGEST)]
    stay = [
        plan(PostKind.GOAL_CHECK),
        plan(PostKind.WRAP_UP),
        plan(PostKind.MESSAGE),
        plan(PostKind.REMINDER, state=PlanState.PLANNED),
        plan(PostKind.REMINDER, useless_at=NOW),
    ]
    await store.run(lambda work: work.plans.add(*over, *stay))
    assert await store.run(lambda work: work.leftovers.forget(Leftover.PLAN, before=BEFORE, limit=9)) == 3
    left = await store.run(lambda work: [one.id for one in [*over, *stay] if work.plans.find(one.id)])
    assert left == [one.id for one in stay]


async def test_a_preview_that_was_never_sent_goes_and_what_was_sent_or_will_be_stays(store, cast):
    """SPEC 9: only what a rule needs is kept."""
    never, sent, later, young = (
        message(cast),
        message(cast),
        message(cast, for_later=True, goes_at=NOW + timedelta(days=1)),
        message(cast, written_at=NOW),
    )

    def settle(work):
        work.messages.add(never, sent, later, young)
        planned = cast.plan(kind=PostKind.MESSAGE, subject=later.id)
        done = cast.plan(kind=PostKind.MESSAGE, subject=sent.id, state=PlanState.FANNED_OUT)
        work.plans.add(planned, done)

    await store.run(settle)
    assert await store.run(lambda work: work.leftovers.forget(Leftover.PREVIEW, before=BEFORE, limit=9)) == 1
    messages = (never, sent, later, young)
    left = await store.run(lambda work: [one.id for one in messages if work.messages.find(one.id)])
    assert left == [sent.id, later.id, young.id]


async def test_undos_drafts_and_link_codes_go(store, cast):
    """SPEC 9."""
    code = LinkCode(new_id(), cast.ben.id, OLD, None)

    def settle(work):
        work.undos.add(undo(cast), undo(cast, until_at=NOW))
        work.drafts.add(cast.draft(cast.ben, changed_at=OLD), cast.draft(cast.ben))
        work.link_codes.add(code)
        work.link_codes.add(replace(code, code_hash=new_id(), made_at=NOW))

    await store.run(settle)

    def forget(work) -> list[int]:
        whats = (Leftover.UNDO, Leftover.DRAFT, Leftover.LINK_CODE)
        return [work.leftovers.forget(what, before=BEFORE, limit=9) for what in whats]

    assert await store.run(forget) == [1, 1, 1]
    assert await store.run(forget) == [0, 0, 0]
