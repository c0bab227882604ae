"""The tables, by subject. Importing this package declares them all."""

from storage.tables.arrivals import ArrivalRow
from storage.tables.attendance import (
    AttendanceRow,
    AttendeeRow,
    CheckInCodeRow,
    CheckInRow,
    CoverRefusalRow,
    CoverRow,
    RecapRow,
)
from storage.tables.audit import AuditRow
from storage.tables.base import Row, table_of
from storage.tables.changes import FeedRow, UndoRow
from storage.tables.circles import CircleRow, CourseRow, FacilitationRow
from storage.tables.digests import DigestNumbersRow, HandRow
from storage.tables.drafts import DraftRow
from storage.tables.feedback import FeedbackRow, GoalCheckRow
from storage.tables.imports import ImportRow
from storage.tables.meetings import MeetingRow, RsvpRow
from storage.tables.messages import MessageRow, MuteRow, RelayRow
from storage.tables.people import AccountRow, LinkCodeRow, PersonRow, PlaceRow
from storage.tables.places import CardRow, PlaceLinkRow
from storage.tables.posts import PlanRow, PostRow
from storage.tables.searches import SearchRow
from storage.tables.signups import SeatLinkRow, SignupRow
from storage.tables.teams import AcceptanceRow, InvitationRow, MembershipRow, TeamRow

metadata = Row.metadata

__all__ = [
    "AcceptanceRow",
    "AccountRow",
    "ArrivalRow",
    "AttendanceRow",
    "AttendeeRow",
    "AuditRow",
    "CardRow",
    "CheckInCodeRow",
    "CheckInRow",
    "CircleRow",
    "CourseRow",
    "CoverRefusalRow",
    "CoverRow",
    "DigestNumbersRow",
    "DraftRow",
    "FacilitationRow",
    "FeedRow",
    "FeedbackRow",
    "GoalCheckRow",
    "HandRow",
    "ImportRow",
    "InvitationRow",
    "LinkCodeRow",
    "MeetingRow",
    "MembershipRow",
    "MessageRow",
    "MuteRow",
    "PersonRow",
    "PlaceLinkRow",
    "PlaceRow",
    "PlanRow",
    "PostRow",
    "RecapRow",
    "RelayRow",
    "RsvpRow",
    "SearchRow",
    "SeatLinkRow",
    "SignupRow",
    "TeamRow",
    "UndoRow",
    "metadata",
    "table_of",
]
