"""Erasing what was said and who said it; what remains counts, and says nothing about anybody (SPEC 2, `forgetme`; 9)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Update, delete, func, or_, select, update

from bot.domain.ids import CircleId, PersonId
from bot.domain.people import Person
from bot.domain.posts import PlanState, PostKind, PostState, Reason
from bot.domain.quiet import QUIET_FROM, QUIET_UNTIL
from storage import tables as t

(
    _people, _accounts, _signups, _rsvps, _feedbacks, _relays, _messages, _posts, _plans, _meetings, _circles, _mutes,
    _drafts, _searches, _feeds, _codes, _undos, _facilitations, _memberships, _checks, _recaps, _refusals,
) = (
    t.table_of(row)
    for row in (
        t.PersonRow, t.AccountRow, t.SignupRow, t.RsvpRow, t.FeedbackRow, t.RelayRow, t.MessageRow, t.PostRow, t.PlanRow,
        t.MeetingRow, t.CircleRow, t.MuteRow, t.DraftRow, t.SearchRow, t.FeedRow, t.LinkCodeRow, t.UndoRow, t.FacilitationRow,
        t.MembershipRow, t.CheckInCodeRow, t.RecapRow, t.CoverRefusalRow,
    )
)  # fmt: skip

NOT_YET_SENDING = (PostState.PLANNED, PostState.CLAIMED)
"""States of a post that can still be dropped."""


class Erasing:
    """Erases: a person, or what the learners of a circle said."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def person(self, person: PersonId, *, called: str, now: datetime) -> None:
        """Takes away name, contacts and all that the person said or was told alone.

        The row stays, called `called`, and so do the rows by which meetings, ratings and answers are counted. What was on its
        way to the person, or from them, is dropped.
        """
        self._drop_posts(person)
        for table in (_accounts, _drafts, _searches, _mutes, _feeds, _codes, _checks, _refusals):
            column = table.c.made_by if table is _checks else table.c.person_id
            self._connection.execute(delete(table).where(column == person))
        self._connection.execute(
            delete(_rsvps).where(
                _rsvps.c.person_id == person,
                _rsvps.c.meeting_id.in_(select(_meetings.c.id).where(_meetings.c.starts_at > now)),
            )
        )
        self._silence(
            _signups.c.person_id == person,
            _rsvps.c.person_id == person,
            _feedbacks.c.person_id == person,
            or_(_relays.c.from_person == person, _relays.c.to_person == person),
            _messages.c.to_person == person,
        )
        self._connection.execute(
            update(_messages).where(_messages.c.written_by == person, self._not_sent()).values(text="")
        )
        self._connection.execute(update(_posts).where(_posts.c.person_id == person).values(reference=None))
        erased = Person(
            PersonId(person), called, "en", None, None, now, QUIET_FROM, QUIET_UNTIL, erased_at=now
        )
        kept = {"id", "language", "created_at"}
        values = {field: getattr(erased, field) for field in erased.__slots__ if field not in kept}
        self._connection.execute(update(_people).where(_people.c.id == person).values(**values))

    def circle(self, circle: CircleId, *, now: datetime) -> None:
        """Takes away what the circle's learners said: goals, offers, reasons, sentences, and words that were passed on."""
        meetings = select(_meetings.c.id).where(_meetings.c.circle_id == circle)
        self._silence(
            _signups.c.circle_id == circle,
            _rsvps.c.meeting_id.in_(meetings),
            _feedbacks.c.meeting_id.in_(meetings) & (_feedbacks.c.author == "learner"),
            _relays.c.circle_id == circle,
            (_messages.c.circle_id == circle) & _messages.c.to_person.is_not(None),
        )
        self._connection.execute(update(_circles).where(_circles.c.id == circle).values(anonymised_at=now))

    def circles_over(self, *, before: datetime, limit: int) -> Sequence[CircleId]:
        """Circles whose last meeting ended before that, and whose learners' words have not been erased since."""
        ended = (
            select(_meetings.c.circle_id, func.max(_meetings.c.ends_at).label("at"))
            .group_by(_meetings.c.circle_id)
            .subquery()
        )
        found = (
            select(_circles.c.id)
            .join(ended, ended.c.circle_id == _circles.c.id)
            .where(
                ended.c.at < before,
                or_(_circles.c.anonymised_at.is_(None), _circles.c.anonymised_at < ended.c.at),
            )
            .order_by(ended.c.at, _circles.c.id)
            .limit(limit)
        )
        return [CircleId(circle) for circle in self._connection.execute(found).scalars()]

    def learners_gone(self, *, before: datetime, limit: int) -> Sequence[PersonId]:
        """Those who have been in a circle, run nothing, and neither did anything since nor are in a circle that met since."""
        met_since = select(_meetings.c.circle_id).where(_meetings.c.ends_at >= before)
        alive = [
            select(_memberships.c.person_id),
            select(_facilitations.c.person_id),
            select(_signups.c.person_id).where(
                or_(_signups.c.circle_id.in_(met_since), _signups.c.changed_at >= before)
            ),
            select(_rsvps.c.person_id).where(_rsvps.c.answered_at >= before),
            select(_feedbacks.c.person_id).where(_feedbacks.c.changed_at >= before),
            select(_relays.c.from_person).where(_relays.c.said_at >= before),
            select(_mutes.c.person_id).where(_mutes.c.since_at >= before),
            select(_drafts.c.person_id).where(_drafts.c.changed_at >= before),
            select(_accounts.c.person_id).where(_accounts.c.created_at >= before),
        ]
        found = (
            select(_people.c.id)
            .where(
                _people.c.erased_at.is_(None),
                _people.c.id.in_(select(_signups.c.person_id)),
                *(_people.c.id.not_in(living) for living in alive),
            )
            .order_by(_people.c.created_at, _people.c.id)
            .limit(limit)
        )
        return [PersonId(person) for person in self._connection.execute(found).scalars()]

    def _silence(
        self,
        signups: ColumnElement[bool],
        rsvps: ColumnElement[bool],
        feedbacks: ColumnElement[bool],
        relays: ColumnElement[bool],
        messages: ColumnElement[bool],
    ) -> None:
        """Takes the words out of those rows."""
        silenced: list[Update] = [
            update(_signups).where(signups).values(goal=None, offer=None),
            update(_rsvps).where(rsvps).values(reason=None),
            update(_feedbacks).where(feedbacks).values(went_well=None, to_change=None, sentence=None),
            update(_relays).where(relays).values(text=""),
            update(_messages).where(messages).values(text=""),
        ]
        for statement in silenced:
            self._connection.execute(statement)

    def _not_sent(self) -> ColumnElement[bool]:
        sent = select(_plans.c.subject).where(
            _plans.c.kind == PostKind.MESSAGE, _plans.c.state == PlanState.FANNED_OUT
        )
        return _messages.c.id.not_in(sent)

    def _drop_posts(self, person: PersonId) -> None:
        """What is not yet on its way to the person, from them, or about their being out of reach."""
        said = select(_relays.c.id).where(or_(_relays.c.from_person == person, _relays.c.to_person == person))
        own = select(_messages.c.id).where(
            or_(_messages.c.written_by == person, _messages.c.to_person == person)
        )
        theirs = or_(
            _posts.c.person_id == person,
            (_posts.c.kind == PostKind.RELAY) & _posts.c.subject.in_(said),
            (_posts.c.kind == PostKind.UNREACHABLE)
            & _posts.c.subject.endswith(f":{person}", autoescape=True),
        )
        self._connection.execute(
            update(_posts)
            .where(theirs, _posts.c.state.in_(NOT_YET_SENDING))
            .values(state=PostState.SKIPPED, reason=Reason.RECIPIENT_LEFT, next_at=None)
        )
        self._connection.execute(
            update(_plans)
            .where(
                _plans.c.kind == PostKind.MESSAGE,
                _plans.c.subject.in_(own),
                _plans.c.state == PlanState.PLANNED,
            )
            .values(state=PlanState.DROPPED, reason=Reason.RECIPIENT_LEFT, next_at=None)
        )
