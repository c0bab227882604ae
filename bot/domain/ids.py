"""Identities: short, random and url-safe, so that a button carries several within 64 bytes."""

from secrets import token_urlsafe
from typing import NewType

PersonId = NewType("PersonId", str)
AccountId = NewType("AccountId", str)
PlaceId = NewType("PlaceId", str)
TeamId = NewType("TeamId", str)
InvitationId = NewType("InvitationId", str)
CourseId = NewType("CourseId", str)
CircleId = NewType("CircleId", str)
MeetingId = NewType("MeetingId", str)
SignupId = NewType("SignupId", str)
SeatLinkId = NewType("SeatLinkId", str)
PlanId = NewType("PlanId", str)
PostId = NewType("PostId", str)
DraftId = NewType("DraftId", str)
UndoId = NewType("UndoId", str)
FeedId = NewType("FeedId", str)
MessageId = NewType("MessageId", str)
RelayId = NewType("RelayId", str)
CoverId = NewType("CoverId", str)
SearchId = NewType("SearchId", str)
ArrivalId = NewType("ArrivalId", str)
CardId = NewType("CardId", str)


def new_id() -> str:
    """A new identity: 64 random bits in 11 url-safe characters."""
    return token_urlsafe(8)
