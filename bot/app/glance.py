"""Many circles at a glance: what their week and their health are judged by, each kind of thing read once for all of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property

from bot.app.audiences import was_asked
from bot.app.ports import Work
from bot.domain.attendance import Attendance
from bot.domain.circles import Circle
from bot.domain.covers import Cover
from bot.domain.feedback import Author, Feedback
from bot.domain.ids import CircleId, MeetingId, PersonId
from bot.domain.meetings import Meeting
from bot.domain.posts import PlanState, PostKind
from bot.domain.rsvps import Headcount, Rsvp, headcount, silent_through
from bot.domain.signups import Signup
from bot.domain.telling import ASKING

MARGIN = timedelta(days=2)
"""A circle's local date lies less than this from the team's, wherever on Earth the two are."""


class Glance:
    """Circles as they are at a moment. Answers, feedback and attendance are those of meetings from `since` to before `until`.

    What nobody asks for is not read. The number of reads does not grow with the circles, but for reading in pages.
    """

    def __init__(
        self,
        work: Work,
        circles: Collection[Circle],
        *,
        since: datetime,
        until: datetime | None = None,
        now: datetime,
    ) -> None:
        self._work, self._since, self._until, self.now = work, since, until, now
        self.circles: Mapping[CircleId, Circle] = {circle.id: circle for circle in circles}

    @cached_property
    def meetings(self) -> Mapping[CircleId, Sequence[Meeting]]:
        """All of each circle, by number."""
        return self._work.meetings.of_circles(self.circles)

    @cached_property
    def signups(self) -> Mapping[CircleId, Sequence[Signup]]:
        """The learners of each circle, by seat."""
        return self._work.signups.seated_in(self.circles)

    @cached_property
    def facilitators(self) -> Mapping[CircleId, Sequence[PersonId]]:
        """Of each circle."""
        return self._work.circles.facilitators_of(self.circles)

    @cached_property
    def names(self) -> Mapping[PersonId, str]:
        """Of all who learn or facilitate in the circles."""
        return self._work.people.names(self._people)

    @cached_property
    def answers(self) -> Mapping[MeetingId, Mapping[PersonId, Rsvp]]:
        """The answers to each meeting, by person."""
        return self._work.rsvps.of_meetings(self._looked_at)

    @cached_property
    def feedback(self) -> Mapping[MeetingId, Feedback]:
        """What a facilitator said about each meeting, the last to say so."""
        given = self._work.feedbacks.of_meetings(self._looked_at)
        return {one.meeting_id: one for one in given if one.author is Author.FACILITATOR}

    @cached_property
    def attendances(self) -> Mapping[MeetingId, Attendance]:
        """Who came to each meeting, where that was told."""
        return self._work.attendances.of_meetings(self._looked_at)

    @cached_property
    def reminded(self) -> frozenset[tuple[str, int]]:
        """Meetings, each with its revision, whose reminder has gone out."""
        plans = self._work.plans.about(self._looked_at, kind=PostKind.REMINDER)
        return frozenset(
            (plan.subject, plan.revision) for plan in plans if plan.state is PlanState.FANNED_OUT
        )

    def learners(self, circle: CircleId) -> list[PersonId]:
        """Those who have a seat, by seat."""
        return [signup.person_id for signup in self.signups[circle]]

    def held(self, circle: CircleId) -> list[Meeting]:
        """The meetings that took place and are over, in order."""
        return [m for m in self.meetings[circle] if m.is_on and m.is_over(now=self.now)]

    def next_meeting(self, circle: CircleId) -> Meeting | None:
        """The first meeting that is on and is not over."""
        return next((m for m in self.meetings[circle] if m.is_on and not m.is_over(now=self.now)), None)

    def heads(self, meeting: Meeting) -> Headcount:
        """The headcount: of all who are in, but for a meeting that has begun not who signed up only then and said nothing."""
        said = self.answers.get(meeting.id, {})
        begun = meeting.has_started(now=self.now)
        invited = [
            one.person_id
            for one in self.signups[meeting.circle_id]
            if not begun or one.signed_up_at < meeting.starts_at or one.person_id in said
        ]
        return headcount(meeting, invited, said)

    def was_reminded(self, meeting: Meeting) -> bool:
        """Whether the reminder for the meeting's present time has gone out."""
        return (meeting.id, meeting.revision) in self.reminded

    def silent_twice(self, circle: CircleId) -> list[PersonId]:
        """Learners who were asked about the last two meetings that took place and answered neither, by seat."""
        past = self._begun[circle][-2:]
        if len(past) < 2:
            return []
        return silent_through(past, self.learners(circle), self.answers, self._asked)

    def lost(self, circle: CircleId) -> list[PersonId]:
        """Learners who had an account and cannot be reached any more, by seat."""
        return [p for p in self.learners(circle) if p in self._owners and p not in self._reachable]

    def leaders(self, meeting: Meeting) -> list[PersonId]:
        """Who can lead the meeting: facilitators who can be reached, but for whom a cover is sought, and who covers."""
        covers = [c for c in self._covers.get(meeting.id, ()) if c.revision == meeting.revision]
        present = covers[0] if covers else None
        if present is not None and present.taken_by is not None:
            return [present.taken_by]
        away = {present.asked_by} if present else set[PersonId]()
        return [person for person in self.in_reach(meeting.circle_id) if person not in away]

    def in_reach(self, circle: CircleId) -> list[PersonId]:
        """Facilitators who can be reached."""
        return [person for person in self.facilitators[circle] if person in self._reachable]

    @cached_property
    def _begun(self) -> Mapping[CircleId, Sequence[Meeting]]:
        """Of each circle the meetings that have begun, unless they were called off."""
        return {
            circle: [m for m in meetings if m.is_on and m.has_started(now=self.now)]
            for circle, meetings in self.meetings.items()
        }

    @cached_property
    def _looked_at(self) -> Sequence[MeetingId]:
        found = {m.id for meetings in self.meetings.values() for m in meetings if self._is_within(m)}
        # The last two that are over, and one that is going on.
        return sorted(found | {m.id for begun in self._begun.values() for m in begun[-3:]})

    def _is_within(self, meeting: Meeting) -> bool:
        return self._since <= meeting.starts_at and (self._until is None or meeting.starts_at < self._until)

    @cached_property
    def _asked(self) -> Mapping[MeetingId, Collection[PersonId]]:
        meetings = {m.id: m for begun in self._begun.values() if len(begun) > 1 for m in begun[-2:]}
        asked: dict[MeetingId, set[PersonId]] = {meeting: set() for meeting in meetings}
        for post in self._work.posts.about(ASKING, list(meetings)):
            meeting = meetings[MeetingId(post.subject)]
            if post.person_id is not None and was_asked(post, meeting, before=self.now):
                asked[meeting.id].add(post.person_id)
        return asked

    @cached_property
    def _covers(self) -> Mapping[MeetingId, Sequence[Cover]]:
        ahead = [m.id for circle in self.circles if (m := self.next_meeting(circle)) is not None]
        found: dict[MeetingId, list[Cover]] = {}
        for cover in self._work.covers.of_meetings(ahead):
            found.setdefault(cover.meeting_id, []).append(cover)
        return found

    @cached_property
    def _people(self) -> frozenset[PersonId]:
        learning = (one.person_id for signups in self.signups.values() for one in signups)
        return frozenset(learning) | {p for leading in self.facilitators.values() for p in leading}

    @cached_property
    def _owners(self) -> frozenset[PersonId]:
        return self._work.accounts.owners(self._people)

    @cached_property
    def _reachable(self) -> frozenset[PersonId]:
        return self._work.accounts.reachable(self._people)
