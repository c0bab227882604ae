"""What is found when all is over: the ledger beside what the platform has accepted, held against SPEC 3.1 and 3.2."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.app.ports import Work
from bot.domain.posts import ON_UNKNOWN, OnUnknown, Post, PostKind, PostState
from tests.crash.world import Due, World

ENDED = frozenset({PostState.SENT, PostState.SKIPPED, PostState.FAILED, PostState.UNKNOWN})


@dataclass(frozen=True)
class Accepted:
    """A message that the platform has: to whom, and what its buttons are about."""

    to: str
    about: tuple[str, ...]

    def is_of(self, post: Post) -> bool:
        if self.to != _recipient(post):
            return False
        return post.kind is PostKind.DIGEST or any(post.subject in action for action in self.about)


@dataclass(frozen=True)
class Aftermath:
    """The ledger's posts, and what the platform has accepted."""

    posts: tuple[Post, ...]
    accepted: Counter[Accepted]

    @property
    def unfinished(self) -> list[Post]:
        return [post for post in self.posts if post.state not in ENDED]

    def of(self, kind: PostKind) -> list[Post]:
        return [post for post in self.posts if post.kind is kind]

    def times(self, post: Post) -> int:
        """How often the platform has accepted it."""
        return sum(count for message, count in self.accepted.items() if message.is_of(post))

    def complaints(self, world: World) -> list[str]:
        """What should not be; nothing when every post is settled as SPEC 3.2 says for its kind."""
        return [*self._wrong_rows(world), *self._wrong_ends(), *self._strays()]

    def _wrong_rows(self, world: World) -> Iterator[str]:
        """Each recipient has one row for what is due to them, and nobody has one for anything else."""
        found = Counter(Due(post.kind, post.subject, _recipient(post)) for post in self.posts)
        expected = Counter(world.due())
        for due in expected - found:
            yield f"no row for {due}"
        for due in found - expected:
            if due.kind is not PostKind.UNSURE or found[due] > 1:
                yield f"{found[due]} rows for {due}"

    def _wrong_ends(self) -> Iterator[str]:
        asked_about = {post.subject for post in self.of(PostKind.UNSURE)}
        for post in self.posts:
            if not self._is_settled(post, asked=post.id in asked_about):
                yield f"accepted {self.times(post)} times: {post}"

    def _is_settled(self, post: Post, *, asked: bool) -> bool:
        times, rule = self.times(post), ON_UNKNOWN[post.kind]
        if post.again and rule is not OnUnknown.SEND_AGAIN:
            return False
        if post.state is PostState.SENT:
            return times == 1 or (times == 2 and post.again)
        if post.state is not PostState.UNKNOWN:
            return False
        match rule:
            case OnUnknown.SEND_AGAIN:
                # Unknown for the second time: somebody hears of it, unless it was about that already.
                return post.again and times <= 2 and (asked or post.kind is PostKind.UNSURE)
            case OnUnknown.ASK:
                return times <= 1 and asked
            case OnUnknown.DROP:
                return times <= 1 and not asked

    def _strays(self) -> Iterator[str]:
        for message in self.accepted:
            if not any(message.is_of(post) for post in self.posts):
                yield f"no row for {message}"


def look(work: Work, world: World, folder: Path) -> Aftermath:
    """Reads both sides."""
    subjects = dict.fromkeys((due.kind, due.subject) for due in world.due())
    found = [post for kind, subject in subjects for post in work.posts.of(kind, subject)]
    # Posts about lost posts may be lost themselves: the list grows while it is gone through.
    for post in found:
        found.extend(work.posts.of(PostKind.UNSURE, post.id))
    return Aftermath(tuple(found), Counter(_accepted(folder)))


def stuck(work: Work, *, now: datetime) -> list[str]:
    """Whatever still wants attention a year from now."""
    later = now + timedelta(days=365)
    claim = work.posts.claim(now=later, lease=timedelta(minutes=1), limit=10)
    return [str(thing) for thing in (*claim.due, *claim.lost, *work.plans.due(now=later, limit=10))]


def _accepted(folder: Path) -> Iterator[Accepted]:
    path = folder / "accepted"
    for line in path.read_text().splitlines() if path.exists() else ():
        told = json.loads(line)
        yield Accepted(told["to"], tuple(told["about"]))


def _recipient(post: Post) -> str:
    return str(post.person_id or post.place_id)
