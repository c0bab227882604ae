"""However often meetings and circles change and are put back: who heard what does not hold hears what does, each thing once."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from bot.app.audiences import places_to_write_to
from bot.app.deletion import delete_circle
from bot.app.heard import Recipient
from bot.app.meeting_details import Details, add_meeting, give_details
from bot.app.meetings import cancel_meeting, move_following, move_meeting, restore_meeting
from bot.app.messages import Desired, send_message, write_message
from bot.app.ports import Work
from bot.app.rsvps import record_rsvp
from bot.app.timeline import send_now
from bot.app.undo import undo_change
from bot.domain.circles import Stage
from bot.domain.ids import MeetingId, PersonId, UndoId
from bot.domain.meetings import Meeting
from bot.domain.messages import Recipients
from bot.domain.posts import PlanState, Post, PostKind, PostState, Reason
from bot.domain.rsvps import Answer
from bot.domain.telling import NOTICES
from tests.property.test_posts import LEARNERS, NOW, TIMES, ZONES, Histories

TELLS = (
    PostKind.REMINDER,
    PostKind.TODAY,
    PostKind.NUDGE,
    PostKind.MOVED,
    PostKind.ON_AGAIN,
    PostKind.CHANGED,
)
ONCE = (PostKind.REMINDER, PostKind.NUDGE, PostKind.TODAY)

EXCUSES = frozenset(
    {Reason.UNREACHABLE, Reason.USELESS_BY_NOW, Reason.GAVE_UP, Reason.RECIPIENT_LEFT, Reason.MUTED}
)
"""Why somebody could not hear."""


@dataclass(frozen=True)
class Heard:
    """What somebody read or saw of a meeting, and when: its start, or None that it is off."""

    start: datetime | None
    at: datetime
    kind: PostKind | None


@dataclass(frozen=True)
class Plot:
    """What Ada changes of the next meeting or one of those after it, and what happens within her two minutes."""

    change: str
    nth: int
    days: int
    at: time
    then: list[str]
    seconds: int
    name: str
    takes_back: bool


PLOTS = st.builds(
    Plot,
    change=st.sampled_from(["move", "move", "later", "off", "on", "place", "add", "delete"]),
    nth=st.integers(0, 1),
    days=st.sampled_from([0, 1, 2]),
    at=st.sampled_from([time(8), time(18), time(20)]),
    then=st.lists(
        st.sampled_from(
            [
                "answer",
                "answer",
                "join",
                "remind",
                "today",
                "back",
                "off",
                "on",
                "place",
                "write",
                "undo",
                "wait",
            ]
        ),
        min_size=1,
        max_size=4,
    ),
    seconds=st.integers(0, 60),
    name=st.sampled_from(LEARNERS),
    takes_back=st.booleans(),
)


class Changes(Histories):
    """The same people and circle; Ada changes her mind within two minutes, again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.undos: list[UndoId] = []
        self.deletions = 0
        self.heard: dict[tuple[Recipient, MeetingId], list[Heard]] = {}

    @initialize(
        zones=ZONES,
        at=TIMES,
        learners=st.sets(st.sampled_from(LEARNERS), min_size=1),
        hours=st.integers(0, 10 * 24),
    )
    def begin_with(self, zones: list[str | None], at: time, learners: set[str], hours: int) -> None:
        """Some are in it already, and the first meeting is more or less near."""
        self.begin(zones, at)
        for name in sorted(learners):
            self.joins(name, "")
        self._pass(timedelta(hours=hours))

    @rule(plots=st.lists(PLOTS, min_size=1, max_size=4))
    def changes_her_mind(self, plots: list[Plot]) -> None:
        """Ada changes things, others happen meanwhile, and mostly she takes it back."""
        for plot in plots:
            self._play(plot)
            self._pass(timedelta(minutes=2))

    def _play(self, plot: Plot) -> None:
        before = self.runner.run(self.store.run(lambda work: self._ahead(work, plot.nth)))
        if before is None:
            return
        self._change(plot.change, before, before.on + timedelta(days=plot.days), plot.at)
        for what in plot.then:
            self._pass(timedelta(seconds=1))
            match what:
                case "answer":
                    for name in LEARNERS:
                        self._answers(name, before)
                case "join":
                    self.joins(plot.name, "")
                case "remind" | "today":
                    self._sends_now(PostKind.REMINDER if what == "remind" else PostKind.TODAY, before)
                case "back":
                    self._change("move", before, before.on, before.at)
                case "write":
                    self.writes_to_all()
                case "undo":
                    self.takes_back(0)
                case "wait":
                    self._pass(timedelta(seconds=plot.seconds))
                case _:
                    self._change(what, before, before.on, plot.at)
        self._pass(timedelta(seconds=plot.seconds))
        if plot.takes_back or plot.change == "delete":
            self.takes_back(0)

    @rule(which=st.integers(0, 3))
    def takes_back(self, which: int) -> None:
        """The last change, or one before it."""
        if which < len(self.undos):
            undo = self.undos[-1 - which]
            self._try(lambda work: undo_change(work, self.people["Ada"], undo, now=self.clock.now()))

    @rule()
    def deletes_for_good(self) -> None:
        self.deletions += 1
        if self.deletions % 8 == 0:
            self._change("delete", None, NOW.date(), time(8))

    @rule()
    def writes_to_all(self) -> None:
        def job(work: Work) -> None:
            now, ada = self.clock.now(), self.people["Ada"]
            message = write_message(work, ada, self.circle, Desired(Recipients.ALL, "Bring a pen"), now=now)
            send_message(work, ada, message.id, revision=message.revision, now=now)

        self._try(job)

    @rule(seconds=st.integers(5, 150))
    def a_moment_passes(self, seconds: int) -> None:
        self._pass(timedelta(seconds=seconds))

    def _ahead(self, work: Work, nth: int) -> Meeting | None:
        now = self.clock.now()
        ahead = [one for one in work.meetings.of_circle(self.circle) if not one.has_started(now=now)]
        return ahead[nth] if nth < len(ahead) else None

    def _change(self, change: str, one: Meeting | None, on: date, at: time) -> None:
        ada, now = self.people["Ada"], self.clock.now()

        def job(work: Work) -> UndoId | None:
            if change == "delete" or one is None:
                return delete_circle(work, ada, self.circle, now=now).undo
            match change:
                case "move":
                    return move_meeting(work, ada, one.id, on=on, at=at, now=now).undo
                case "later":
                    return move_following(work, ada, one.id, weeks=1, now=now).undo
                case "off":
                    return cancel_meeting(work, ada, one.id, now=now).undo
                case "on":
                    return restore_meeting(work, ada, one.id, now=now).undo
                case "place":
                    details = Details(place=f"Room {at.hour}", link="", agenda="")
                    return give_details(work, ada, one.id, details, now=now).undo
                case _:
                    done = add_meeting(work, ada, self.circle, on=on, at=time(17), minutes=60, now=now)
                    return done.undo

        def noted(work: Work) -> None:
            undo = job(work)
            if undo is not None:
                self.undos.append(undo)

        if change != "add" or len(self.undos) < 30:
            self._try(noted)

    def _answers(self, name: str, one: Meeting) -> None:
        def job(work: Work) -> None:
            record_rsvp(work, self.people[name], one.id, Answer.YES, now=self.clock.now())
            self.has_seen(work, self.people[name], work.meetings.get(one.id))

        self._try(job)

    def _sends_now(self, kind: PostKind, one: Meeting) -> None:
        def job(work: Work) -> None:
            plan = work.plans.find_for(kind, one.id, work.meetings.get(one.id).revision)
            if plan is not None:
                send_now(work, self.people["Ada"], plan.id, now=self.clock.now())

        self._try(job)
        self._pass(timedelta(seconds=1))

    def has_seen(self, work: Work, person: Recipient, meeting: Meeting, by: PostKind | None = None) -> None:
        """Keeps what they know; a reminder never says again what they know by one."""
        if by not in {None, PostKind.CANCELLED, *TELLS}:
            return
        known = self.heard.setdefault((person, meeting.id), [])
        start = meeting.starts_at if meeting.is_on else None
        if by in ONCE:
            before = [one for one in known if one.kind in {by, *NOTICES}]
            again = bool(before) and before[-1].kind is by and before[-1].start == start
            again = again and all(one.start == start for one in known[known.index(before[-1]) :])
            assert not again, f"{by} at {start} came twice"
        known.append(Heard(start, self.clock.now(), by))

    def has_left(self, person: PersonId) -> None:
        """What was told to them before is no matter any more."""
        for key in [key for key in self.heard if key[0] == person]:
            del self.heard[key]

    def _tick(self) -> None:
        super()._tick()
        self.runner.run(self.store.run(self._everybody_knows))

    def _ended_well(self) -> None:
        super()._ended_well()
        self.runner.run(self.store.run(self._nothing_is_lost))

    def _nothing_is_lost(self, work: Work) -> None:
        """What was written to all went to whoever was there, unless the circle is no more."""
        if work.circles.get(self.circle).stage is Stage.DELETED:
            return
        for message in work.messages.of_circle(self.circle):
            plan = work.plans.find_for(PostKind.MESSAGE, message.id, message.revision)
            assert plan is not None
            assert plan.state is PlanState.FANNED_OUT or plan.reason is Reason.USELESS_BY_NOW
            for post in work.posts.of(PostKind.MESSAGE, message.id):
                assert post.reason is not Reason.SUBJECT_CHANGED
        for meeting in work.meetings.of_circle(self.circle):
            plan = work.plans.find_for(PostKind.REMINDER, meeting.id, meeting.revision)
            if meeting.is_on and meeting.starts_at <= self.clock.now() - timedelta(days=60):
                assert plan is not None
            for post in work.posts.of(PostKind.REMINDER, meeting.id):
                if meeting.is_on and post.revision == meeting.revision:
                    assert post.reason is not Reason.SUBJECT_CHANGED

    def _everybody_knows(self, work: Work) -> None:
        """Each learner's last word of a meeting is what holds, or word is on its way; else the ledger says why it is not."""
        circle, now = work.circles.get(self.circle), self.clock.now()
        if work.undos.open_until(self.circle, now=now) is not None:
            return
        meetings = {meeting.id: meeting for meeting in work.meetings.of_circle(self.circle)}
        learners = {signup.person_id for signup in work.signups.seated(self.circle)}
        here = learners | set(places_to_write_to(work, self.circle))
        for (person, meeting_id), known in self.heard.items():
            if person not in here or (person not in learners and circle.stage is Stage.DELETED):
                continue
            if circle.stage is Stage.DELETED:
                word = [
                    one for one in work.posts.of(PostKind.DELETED, self.circle) if one.person_id == person
                ]
                assert any(one.state is not PostState.SKIPPED or one.reason in EXCUSES for one in word)
                continue
            meeting, last = meetings[meeting_id], known[-1]
            holds = meeting.starts_at if meeting.is_on else None
            if last.start == holds or meeting.starts_at <= now:
                continue
            tries = [
                post
                for post in work.posts.about((*NOTICES, PostKind.REMINDER), [meeting_id])
                if person in {post.person_id, post.place_id}
                and self._excused(post)
                and post.due_at >= last.at
            ]
            assert tries, f"last heard {last}, but it holds {holds}"

    def _excused(self, post: Post) -> bool:
        waits = post.state in {PostState.PLANNED, PostState.CLAIMED, PostState.SENDING, PostState.UNKNOWN}
        return waits or post.reason in EXCUSES


TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=8, stateful_step_count=10, deadline=None)
