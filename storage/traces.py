"""Where people leave traces: every column of every table that says who, with what of the row is theirs to read.

Export, erasure and the linking of accounts all go by this one list, and a test holds it to the tables: who adds a table
or a column says here what it is to the person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, select

from bot.domain.ids import PersonId
from storage import tables as t

HASHED = "a hash that opens nothing and says nothing about anybody"
ANOTHER = "it names somebody else"
OF_THE_CIRCLE = "it is the circle's, and shown there"
INWARD = "the machinery of sending, which says nothing about the person"


@dataclass(frozen=True, slots=True)
class Trace:
    """One column that says who: under which heading its rows are exported, and with which columns.

    `left_out` gives for every other column the reason why it is not exported. With the columns `kin` the person is unique.
    """

    heading: str
    row: type[t.Row]
    person: str
    columns: tuple[str, ...]
    left_out: Mapping[str, str] = field(default_factory=dict[str, str])
    kin: tuple[str, ...] | None = None


def _why(reason: str, *columns: str) -> dict[str, str]:
    return dict.fromkeys(columns, reason)


_MESSAGE = (
    "id",
    "circle_id",
    "recipients",
    "meeting_id",
    "text",
    "for_later",
    "goes_at",
    "revision",
    "written_at",
)
_RELAY = ("id", "circle_id", "kind", "meeting_id", "text", "answers", "said_at")
_COVER = ("id", "meeting_id", "revision", "asked_at", "taken_at")
_INVITATION = (
    "id",
    "purpose",
    "team_id",
    "circle_id",
    "limit",
    "used",
    "made_at",
    "expires_at",
    "revoked_at",
)

PERSON = Trace(
    "person",
    t.PersonRow,
    "id",
    (
        "name",
        "language",
        "zone",
        "named_at",
        "created_at",
        "quiet_from",
        "quiet_until",
        "wants_today",
        "today_lead",
        "erased_at",
    ),
)

TRACES: tuple[Trace, ...] = (
    Trace(
        "accounts",
        t.AccountRow,
        "person_id",
        ("id", "platform", "workspace", "user", "unreachable_at", "created_at", "linked_at", "preferred_at"),
    ),
    Trace("link_codes", t.LinkCodeRow, "person_id", ("made_at", "used_at"), _why(HASHED, "code_hash")),
    Trace(
        "roles_in_teams",
        t.MembershipRow,
        "person_id",
        ("team_id", "role", "since_at"),
        kin=("team_id", "role"),
    ),
    Trace(
        "circles_facilitated", t.FacilitationRow, "person_id", ("circle_id", "since_at"), kin=("circle_id",)
    ),
    Trace(
        "circles_made",
        t.CircleRow,
        "created_by",
        ("id", "name", "created_at"),
        _why(OF_THE_CIRCLE, "team_id", "course_id", "stage", "zone", "language", "place", "link", "capacity")
        | _why(
            OF_THE_CIRCLE, "reminder_lead", "published_at", "reminder_words", "last_line_no", "anonymised_at"
        )
        | _why(OF_THE_CIRCLE, "names_in_places", "link_in_places")
        | _why(OF_THE_CIRCLE, "city", "region", "country", "latitude", "longitude", "pinned", "words"),
    ),
    Trace("places_linked", t.PlaceLinkRow, "linked_by", ("circle_id", "place_id", "linked_at")),
    Trace(
        "reminder_words",
        t.MeetingRow,
        "words_by",
        ("id", "circle_id", "number", "reminder_words"),
        _why(OF_THE_CIRCLE, "on", "at", "zone", "minutes", "starts_at", "ends_at", "revision", "cancelled_at")
        | _why(OF_THE_CIRCLE, "moved_from_at", "reminder_lead", "place", "link", "sequence", "agenda"),
    ),
    Trace(
        "signups",
        t.SignupRow,
        "person_id",
        (
            "id",
            "circle_id",
            "standing",
            "seat",
            "line_no",
            "goal",
            "offer",
            "consented_at",
            "signed_up_at",
            "changed_at",
            "held_until",
            "passed_until",
            "times_offered",
        ),
        kin=("circle_id",),
    ),
    Trace(
        "seat_links_made",
        t.SeatLinkRow,
        "made_by",
        ("id", "signup_id", "made_at", "expires_at", "used_at"),
        _why(HASHED, "code_hash") | _why(ANOTHER, "used_by"),
    ),
    Trace(
        "seat_links_used",
        t.SeatLinkRow,
        "used_by",
        ("id", "signup_id", "made_at", "expires_at", "used_at"),
        _why(HASHED, "code_hash") | _why(ANOTHER, "made_by"),
    ),
    Trace(
        "answers",
        t.RsvpRow,
        "person_id",
        ("meeting_id", "answer", "reason", "revision", "answered_at"),
        kin=("meeting_id",),
    ),
    Trace(
        "feedback",
        t.FeedbackRow,
        "person_id",
        ("meeting_id", "author", "rating", "given_at", "changed_at", "went_well", "to_change", "sentence"),
        kin=("meeting_id", "author"),
    ),
    Trace("came_to", t.AttendeeRow, "person_id", ("meeting_id",), kin=("meeting_id",)),
    Trace("checked_in", t.CheckInRow, "person_id", ("meeting_id", "at"), kin=("meeting_id",)),
    Trace("attendance_saved", t.AttendanceRow, "saved_by", ("meeting_id", "total", "saved_at")),
    Trace(
        "check_in_codes",
        t.CheckInCodeRow,
        "made_by",
        ("meeting_id", "made_at"),
        _why(HASHED, "code_hash"),
        kin=("meeting_id",),
    ),
    Trace("recaps", t.RecapRow, "by", ("meeting_id", "words", "version", "written_at", "sent_at")),
    Trace("covers_asked", t.CoverRow, "asked_by", _COVER, _why(ANOTHER, "taken_by")),
    Trace("covers_taken", t.CoverRow, "taken_by", _COVER, _why(ANOTHER, "asked_by")),
    Trace("covers_declined", t.CoverRefusalRow, "person_id", ("cover_id", "at"), kin=("cover_id",)),
    Trace("messages_written", t.MessageRow, "written_by", _MESSAGE, _why(ANOTHER, "to_person")),
    Trace("messages_for_you", t.MessageRow, "to_person", _MESSAGE, _why(ANOTHER, "written_by")),
    Trace("words_passed_on", t.RelayRow, "from_person", _RELAY, _why(ANOTHER, "to_person")),
    Trace("words_for_you", t.RelayRow, "to_person", _RELAY, _why(ANOTHER, "from_person")),
    Trace(
        "mutes", t.MuteRow, "person_id", ("scope", "circle_id", "cancellations", "since_at"), kin=("scope",)
    ),
    Trace(
        "unfinished_forms",
        t.DraftRow,
        "person_id",
        ("id", "spot", "form", "about", "values", "asking", "revision", "made_at", "changed_at"),
    ),
    Trace(
        "searches",
        t.SearchRow,
        "person_id",
        (
            "id",
            "spot",
            "city",
            "latitude",
            "longitude",
            "topic",
            "language",
            "weekdays",
            "online",
            "seats",
            "made_at",
            "used_at",
        ),
    ),
    Trace("needs_taken_on", t.HandRow, "person_id", ("team_id", "monday", "circle_id", "need", "taken_at")),
    Trace(
        "changes_made",
        t.UndoRow,
        "person_id",
        ("id", "circle_id", "before", "after", "made_at", "until_at", "undone_at"),
        _why(INWARD, "dropped"),
    ),
    Trace(
        "calendar_feeds", t.FeedRow, "person_id", ("id", "made_at", "revoked_at"), _why(HASHED, "code_hash")
    ),
    Trace("audit", t.AuditRow, "actor", ("team_id", "action", "subject", "at"), _why(INWARD, "no")),
    Trace(
        "invitations_made",
        t.InvitationRow,
        "made_by",
        _INVITATION,
        _why(HASHED, "code_hash") | _why(ANOTHER, "for_person"),
    ),
    Trace(
        "invitations_for_you",
        t.InvitationRow,
        "for_person",
        _INVITATION,
        _why(HASHED, "code_hash") | _why(ANOTHER, "made_by"),
    ),
    Trace(
        "invitations_accepted",
        t.AcceptanceRow,
        "person_id",
        ("invitation_id", "accepted_at"),
        kin=("invitation_id",),
    ),
    Trace(
        "messages_sent_to_you",
        t.PostRow,
        "person_id",
        ("kind", "subject", "state", "reason", "due_at", "sent_at", "attempts", "again", "reference"),
        _why(
            INWARD, "id", "revision", "epoch", "next_at", "listed_at", "useless_at", "place_id", "recipient"
        ),
        kin=("kind", "subject", "revision"),
    ),
)

THROUGH_SIGNUPS = Trace(
    "goal_checks", t.GoalCheckRow, "signup_id", ("last", "progress", "answered_at"), kin=("last",)
)
"""What says who by their sign-up."""

NOBODY_S: Mapping[type[t.Row], str] = {
    t.TeamRow: "a team is nobody's own",
    t.CourseRow: "a course is nobody's own",
    t.PlaceRow: "a group or channel, not a person",
    t.CardRow: "a message in a group, of which only a hash of what it shows is kept",
    t.PlanRow: "it says what will be due, not for whom; of a loss only the post's subject says who",
    t.DigestNumbersRow: "counts",
    t.ImportRow: "what a circle was called elsewhere",
    t.ArrivalRow: "what came in, only until it is answered; then nothing of it says who",
}
"""Tables in which no column says who, with the reason."""


class Traces:
    """All that refers to a person, whatever the table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, person: PersonId) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """All that is stored about the person, by heading; secrets, others' ids and the machinery left out."""
        found = {trace.heading: self._rows(trace, person) for trace in (PERSON, *TRACES)}
        return found | {THROUGH_SIGNUPS.heading: self._goal_checks(person)}

    def _rows(self, trace: Trace, person: PersonId) -> Sequence[Mapping[str, object]]:
        table = t.table_of(trace.row)
        shown = select(*(table.c[name] for name in trace.columns))
        statement = shown.where(table.c[trace.person] == bindparam("the_person")).order_by(*table.primary_key)
        return [dict(row) for row in self._connection.execute(statement, {"the_person": person}).mappings()]

    def _goal_checks(self, person: PersonId) -> Sequence[Mapping[str, object]]:
        checks, signups = t.table_of(THROUGH_SIGNUPS.row), t.table_of(t.SignupRow)
        shown = select(signups.c.circle_id, *(checks.c[name] for name in THROUGH_SIGNUPS.columns))
        statement = shown.join(signups, signups.c.id == checks.c.signup_id).where(
            signups.c.person_id == bindparam("the_person")
        )
        return [dict(row) for row in self._connection.execute(statement, {"the_person": person}).mappings()]
