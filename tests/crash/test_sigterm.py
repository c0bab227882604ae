"""SIGTERM: what is on its way arrives and is written down, the rest is due as before (SPEC 3.2, 8)."""

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

from adapters.clock import SystemClock
from bot.chat.tick import WAVE
from bot.domain.posts import PostState
from tests.crash.conftest import MakeScene
from tests.crash.life import serve
from tests.crash.scene import PATIENCE, START
from tests.crash.world import World

CIRCLEBOT = Path(sys.executable).with_name("circlebot")


def test_sigterm_ends_the_wave_and_leaves_the_rest(make_scene: MakeScene) -> None:
    """SPEC 3.2, 8"""
    scene = make_scene(World(START, circles=40))
    with scene.process(serve) as process:
        for _ in range(WAVE + 3):
            assert process.hears("accepted")
        process.signal(signal.SIGTERM)
        assert process.end() == 0
    found = scene.look()
    states = Counter(post.state for post in found.posts)
    assert states.keys() == {PostState.SENT, PostState.PLANNED}
    assert states[PostState.SENT] == found.accepted.total()
    # Waves may have ended between our signal and its arrival, but it does not go on until nothing is left.
    assert states[PostState.PLANNED] > states[PostState.SENT] >= WAVE + 3

    found = scene.finish()
    assert {post.state for post in found.posts} == {PostState.SENT}
    assert found.complaints(scene.world) == []


def test_circlebot_chat_ends_well_on_sigterm(on_sqlite: MakeScene) -> None:
    """SPEC 8: also in the middle of what is due."""
    scene = on_sqlite(World(SystemClock().now() - timedelta(hours=1), circles=20))
    command = [CIRCLEBOT, "chat", "--as", "learner-0000-0000", "--db", scene.database]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=scene.folder,
        env={**os.environ, "CIRCLEBOT_LOG_LEVEL": "warning"},
        text=True,
    ) as chat:
        assert chat.stdout is not None
        for line in chat.stdout:
            if "has a new message" in line:
                break
        chat.send_signal(signal.SIGTERM)
        _, errors = chat.communicate(timeout=PATIENCE)
    assert errors == ""
    assert chat.returncode == 0
    found = scene.look()
    assert PostState.SENT in {post.state for post in found.posts}
    assert {post.state for post in found.posts} <= {PostState.SENT, PostState.PLANNED}
