"""As test_changes, with all that happens around it: a linked group, other zones, words passed on, covers and mutes.

And whoever was told where a meeting is hears where it is now (SPEC 4.18).
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from bot.app.audiences import places_to_write_to
from bot.app.covers import ask_cover
from bot.app.heard import Recipient
from bot.app.lateness import run_late
from bot.app.mutes import mute, unmute
from bot.app.places import link_place, unlink_place
from bot.app.ports import Work
from bot.app.relays import pass_on
from bot.app.zones import change_zone
from bot.domain.circles import Stage
from bot.domain.ids import MeetingId
from bot.domain.meetings import Meeting, place_of
from bot.domain.people import PlaceKey, Platform
from bot.domain.posts import Post, PostKind, PostState, Reason
from bot.domain.telling import CARDS, NOTICES, TELLING_PLACE
from tests.property.test_changes import EXCUSES, Changes
from tests.property.test_posts import LEARNERS, TIMES, ZONES

CLUB = PlaceKey(Platform.TERMINAL, "", "#club")

WHAT = st.sampled_from(
    [
        "late",
        "relay",
        "cover",
        "mute",
        "mute all",
        "unmute",
        "link",
        "unlink",
        "zone",
        "answer",
        "join",
        "leave",
    ]
)


@dataclass(frozen=True)
class Told:
    """Where somebody was told that a meeting is, and when."""

    where: str | None
    at: datetime


class Around(Changes):
    """The circle is linked with a club, unless it is unlinked again."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[tuple[Recipient, MeetingId], Told] = {}
        self.relays = 0

    @initialize(
        zones=ZONES,
        at=TIMES,
        learners=st.sets(st.sampled_from(LEARNERS), min_size=1),
        hours=st.integers(0, 10 * 24),
    )
    def begin_with(self, zones: list[str | None], at: time, learners: set[str], hours: int) -> None:
        """Linked from the first day."""
        self.begin(zones, at)
        self._link()
        for name in sorted(learners):
            self.joins(name, "")
        self._pass(timedelta(hours=hours))

    @rule(
        change=st.sampled_from(["move", "later", "off", "on", "place", "place", "add", "zone"]),
        days=st.integers(0, 2),
        at=st.sampled_from([time(8), time(18), time(20)]),
        during=st.lists(st.tuples(WHAT, st.sampled_from(LEARNERS), st.integers(1, 40)), max_size=3),
        takes_back=st.booleans(),
    )
    def changes_while_others_do(
        self, change: str, days: int, at: time, during: list[tuple[str, str, int]], takes_back: bool
    ) -> None:
        """Within Ada's two minutes others do something too."""
        before = self.runner.run(self.store.run(lambda work: self._ahead(work, 0)))
        if before is None:
            return
        if change == "zone":
            self.happens("zone", "Ben", at.hour)
        else:
            self._change(change, before, before.on + timedelta(days=days), at)
        for what, name, seconds in during:
            self._pass(timedelta(seconds=seconds))
            self.happens(what, name, seconds)
        if takes_back:
            self.takes_back(0)
        self._pass(timedelta(minutes=2))

    @rule(what=WHAT, name=st.sampled_from(LEARNERS), number=st.integers(0, 40))
    def happens(self, what: str, name: str, number: int) -> None:
        ada, person, now = self.people["Ada"], self.people[name], self.clock.now()

        def job(work: Work) -> None:
            one = self._ahead(work, 0)
            match what:
                case "relay":
                    pass_on(work, person, self.circle, f"Word {number}", now=now)
                    self.relays += 1
                case "mute" | "mute all":
                    mute(work, person, self.circle, cancellations=what == "mute all", now=now)
                case "unmute":
                    unmute(work, person, self.circle, now=now)
                case "unlink":
                    for place in work.place_links.places(self.circle):
                        unlink_place(work, ada, self.circle, place.id, now=now)
                        self.has_left(place.id)
                case "zone":
                    zone = ("Europe/Berlin", "America/Chicago", "Pacific/Auckland")[number % 3]
                    undo = change_zone(work, ada, self.circle, zone, now=now).undo
                    self.undos += [undo] if undo else []
                case "late" if one is not None:
                    run_late(work, person, one.id, "Sorry", now=now)
                    self.has_seen(work, person, work.meetings.get(one.id))
                case "cover" if one is not None:
                    ask_cover(work, ada, one.id, now=now)
                case _:
                    return

        if what == "link":
            self._link()
        elif what == "join":
            self.joins(name, "")
        elif what == "leave":
            self.leaves(name)
        elif what == "answer":
            one = self.runner.run(self.store.run(lambda work: self._ahead(work, 0)))
            if one is not None:
                self._answers(name, one)
        else:
            self._try(job)

    def has_seen(self, work: Work, person: Recipient, meeting: Meeting, by: PostKind | None = None) -> None:
        super().has_seen(work, person, meeting, by)
        if by in TELLING_PLACE:
            where = place_of(work.circles.get(self.circle), meeting)
            self.told[person, meeting.id] = Told(where, self.clock.now())

    def has_left(self, person: Recipient) -> None:
        super().has_left(person)
        for key in [key for key in self.told if key[0] == person]:
            del self.told[key]

    def _link(self) -> None:
        def job(work: Work) -> None:
            link_place(
                work,
                self.people["Ada"],
                self.circle,
                CLUB,
                title="Club",
                administers=None,
                now=self.clock.now(),
            )

        self._try(job)

    def _was_right(self, work: Work, post: Post, *, now: datetime) -> None:
        if post.place_id is None:
            super()._was_right(work, post, now=now)
            return
        assert post.state is PostState.SENT
        assert post.sent_at == now < post.useless_at
        assert post.place_id in places_to_write_to(work, self.circle)
        assert post.kind in {*CARDS, *NOTICES, PostKind.CHANGED}
        meeting = work.meetings.get(MeetingId(post.subject))
        assert work.circles.get(self.circle).stage is Stage.OPEN
        assert meeting.is_on is (post.kind is not PostKind.CANCELLED)
        self.has_seen(work, post.place_id, meeting, post.kind)

    def _ended_well(self) -> None:
        def read(work: Work) -> list[str | None]:
            place = work.places.by_key(CLUB)
            assert place is not None
            kinds = (*CARDS, *NOTICES, PostKind.CHANGED)
            meetings = [meeting.id for meeting in work.meetings.of_circle(self.circle)]
            posts = [post for post in work.posts.about(kinds, meetings) if post.place_id == place.id]
            assert all(post.reference for post in posts if post.state is PostState.SENT)
            return [post.reference for post in posts if post.state is PostState.SENT]

        # What the club got is not looked for among what people got.
        to_club = set(self.runner.run(self.store.run(read)))
        self.mail.handed = [one for one in self.mail.handed if one not in to_club]
        super()._ended_well()

    def _everybody_knows(self, work: Work) -> None:
        super()._everybody_knows(work)
        circle, now = work.circles.get(self.circle), self.clock.now()
        if circle.stage is Stage.DELETED or work.undos.open_until(self.circle, now=now) is not None:
            return
        here = {signup.person_id for signup in work.signups.seated(self.circle)}
        here |= set(places_to_write_to(work, self.circle))
        for (who, meeting_id), told in self.told.items():
            meeting = work.meetings.get(meeting_id)
            if who not in here or not meeting.is_on or meeting.starts_at <= now:
                continue
            if told.where == place_of(circle, meeting):
                continue
            tries = [
                post
                for post in work.posts.about(TELLING_PLACE, [meeting_id])
                if who in {post.person_id, post.place_id} and self._excused(post) and post.due_at >= told.at
            ]
            assert tries, f"was told {told}, but it is in {place_of(circle, meeting)}"

    def _nothing_is_lost(self, work: Work) -> None:
        super()._nothing_is_lost(work)
        if work.circles.get(self.circle).stage is Stage.DELETED:
            return
        ada = work.posts.of_person(self.people["Ada"], limit=10_000)
        relays = [post for post in ada if post.kind is PostKind.RELAY]
        assert len(relays) >= self.relays
        for post in relays:
            assert post.state in {PostState.SENT, PostState.UNKNOWN} or post.reason in EXCUSES | {
                Reason.UNKNOWN_OUTCOME
            }


TestAround = Around.TestCase
TestAround.settings = settings(max_examples=4, stateful_step_count=10, deadline=None)
