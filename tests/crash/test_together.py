"""Several processes on one database (SPEC 3.1)."""

from contextlib import ExitStack

from bot.domain.posts import PostState
from tests.crash.conftest import MakeScene
from tests.crash.scene import START
from tests.crash.world import World


def test_two_processes_share_what_is_due_without_a_double(on_postgres: MakeScene) -> None:
    """SPEC 3.1: 1,000 posts due at once; each goes out once, and both processes have a part in it."""
    scene = on_postgres(World(START, circles=125, learners=8, nudged=0))
    with ExitStack() as processes:
        both = [processes.enter_context(scene.process(tells=False)) for _ in range(2)]
        assert [process.end() for process in both] == [0, 0]
    found = scene.finish()
    assert len(found.posts) == 1000
    assert {post.state for post in found.posts} == {PostState.SENT}
    assert {found.times(post) for post in found.posts} == {1}
    assert found.complaints(scene.world) == []
    assert len({(post.reference or "").partition(":")[0] for post in found.posts}) == 2
