"""Processes killed while they send (SPEC 3.1, 3.2): nothing is lost silently, nothing goes out twice but what may."""

import random
import signal
import time
from datetime import timedelta

from bot.chat.tick import LEASE, WAVE
from bot.domain.posts import PostKind, PostState
from tests.crash.conftest import MakeScene
from tests.crash.life import At
from tests.crash.scene import START, Scene
from tests.crash.world import World

KILLS = 50
LATEST = 0.03
"""How many seconds after its begin, or after a message was accepted, a process is killed at the latest."""


def test_killed_at_any_moment(make_scene: MakeScene) -> None:
    """SPEC 3.1, 3.2: fifty deaths in the middle of the work, each followed by a restart."""
    scene = make_scene(World(START, circles=70, apart=timedelta(minutes=1)))
    chance = random.Random(3)
    kills = 0
    for _ in range(4 * KILLS):
        kills += live_and_be_killed(scene, chance)
        if kills == KILLS:
            break
        # Restarted at once, when the leases of the dead still run, or later.
        scene.pass_time(chance.choice((timedelta(seconds=5), LEASE + timedelta(seconds=1))))
    assert kills == KILLS

    found = scene.finish()
    assert found.complaints(scene.world) == []

    # That it was a test at all: each rule of SPEC 3.2 was needed, and no death made more unknown than a wave.
    reminders, nudges, digests = map(found.of, (PostKind.REMINDER, PostKind.NUDGE, PostKind.DIGEST))
    again = [post for post in reminders if post.again]
    unknown = [post for post in found.posts if post.state is PostState.UNKNOWN or post.again]
    assert {found.times(post) for post in again} >= {1, 2}
    for posts in (nudges, digests):
        assert any(post.state is PostState.UNKNOWN for post in posts)
    assert 0 < len(unknown) <= KILLS * WAVE


def live_and_be_killed(scene: Scene, chance: random.Random) -> bool:
    """One life with a death in it, by its own hand at a certain point or by ours at any; False if it ended before."""
    at = chance.choice((None, *At))
    match at:
        case At.CLAIMED:
            nth = chance.randint(1, 2)
        case At.UNCOMMITTED:
            nth = chance.randint(1, 6)
        case _:
            nth = chance.randint(1, WAVE)
    with scene.process(at=at, nth=nth, dies=True) as process:
        if at is None:
            process.hears("begun")
            for _ in range(chance.randint(0, WAVE)):
                if not process.hears("accepted"):
                    break
            # No waiting for anything: this is what makes the moment any moment.
            time.sleep(chance.uniform(0, LATEST))
            process.signal(signal.SIGKILL)
        return process.end() == -signal.SIGKILL
