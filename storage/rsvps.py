"""Answers to meetings."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, bindparam

from bot.domain.ids import CircleId, MeetingId, PersonId
from bot.domain.rsvps import Rsvp
from storage.shelves import Drawer, LastCounts, Rows, in_pages
from storage.tables import MeetingRow, RsvpRow, table_of

RSVPS = Rows(Rsvp, RsvpRow)

_rsvps, _MEETINGS = RSVPS.table.c, table_of(MeetingRow)
_OF = RSVPS.select.where(_rsvps.meeting_id == bindparam("meeting"), _rsvps.person_id == bindparam("person"))
_OF_MEETINGS = RSVPS.select.where(_rsvps.meeting_id.in_(bindparam("meetings", expanding=True))).order_by(
    _rsvps.answered_at, _rsvps.person_id
)
_OF_THESE = RSVPS.select.where(
    _rsvps.meeting_id.in_(bindparam("meetings", expanding=True)),
    _rsvps.person_id.in_(bindparam("people", expanding=True)),
)
_OF_PERSON = RSVPS.select.join(_MEETINGS, _MEETINGS.c.id == _rsvps.meeting_id).where(
    _MEETINGS.c.circle_id == bindparam("circle"), _rsvps.person_id == bindparam("person")
)
_PUT = LastCounts(RSVPS, "meeting_id", "person_id")


class Rsvps(Drawer[Rsvp]):
    """Answers; one a meeting and person."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, RSVPS)

    def of(self, meeting: MeetingId, person: PersonId) -> Rsvp | None:
        """What the person last said about the meeting."""
        return self._one(_OF, meeting=meeting, person=person)

    def put(self, rsvp: Rsvp) -> None:
        """The last one counts."""
        self._touched(_PUT.on(self._connection), RSVPS.values(rsvp))

    def of_meetings(self, meetings: Collection[MeetingId]) -> Mapping[MeetingId, Mapping[PersonId, Rsvp]]:
        """For each of the meetings its answers by person, the earliest first."""
        answers: dict[MeetingId, dict[PersonId, Rsvp]] = {meeting: {} for meeting in meetings}
        for page in in_pages(answers):
            for rsvp in self._all(_OF_MEETINGS, meetings=page):
                answers[rsvp.meeting_id][rsvp.person_id] = rsvp
        return answers

    def foresee_of(self, asked: Collection[tuple[MeetingId, PersonId]]) -> None:
        """Reads what all those said about those meetings at once, to be remembered."""
        for page in in_pages(asked):
            given = {
                "meetings": sorted({meeting for meeting, _ in page}),
                "people": sorted({person for _, person in page}),
            }
            found = {(rsvp.meeting_id, rsvp.person_id): rsvp for rsvp in self._read_all(_OF_THESE, given)}
            self._foresee(
                _OF,
                (
                    ({"meeting": meeting, "person": person}, found.get((meeting, person)))
                    for meeting, person in page
                ),
            )

    def of_person(self, person: PersonId, circle: CircleId) -> Mapping[MeetingId, Rsvp]:
        """The person's answers to the circle's meetings."""
        return {rsvp.meeting_id: rsvp for rsvp in self._all(_OF_PERSON, person=person, circle=circle)}
