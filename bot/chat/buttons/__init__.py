"""Typed buttons, by subject."""

from bot.chat.buttons.afterwards import Rate, TellProgress
from bot.chat.buttons.circles import (
    Browse,
    InviteCoFacilitator,
    Leave,
    Manage,
    NewCircle,
    Publish,
    SeeCircle,
    SignUp,
)
from bot.chat.buttons.codec import LONGEST, Press, UnknownButton, decode, encode
from bot.chat.buttons.forms import BackToField, CancelForm, EmptyField, PickOption, SendForm, SkipField
from bot.chat.buttons.meetings import CancelMeeting, GiveRsvp, MoveMeeting, SeeMeeting, SeeMeetings
from bot.chat.buttons.menu import RunVerb, WasInvited
from bot.chat.buttons.posts import (
    EditLead,
    EditStandingWords,
    EditWords,
    LooksGood,
    PreviewPlan,
    SeeDeliveries,
    SeePlan,
    SeeTimeline,
    SendAgain,
    SendPlanNow,
    SkipPlan,
)
from bot.chat.buttons.teams import DigestHere, InviteToTeam, RevokeInvitations, SeeDigest, SeeTeam, TakeOn

__all__ = [
    "LONGEST",
    "BackToField",
    "Browse",
    "CancelForm",
    "CancelMeeting",
    "DigestHere",
    "EditLead",
    "EditStandingWords",
    "EditWords",
    "EmptyField",
    "GiveRsvp",
    "InviteCoFacilitator",
    "InviteToTeam",
    "Leave",
    "LooksGood",
    "Manage",
    "MoveMeeting",
    "NewCircle",
    "PickOption",
    "Press",
    "PreviewPlan",
    "Publish",
    "Rate",
    "RevokeInvitations",
    "RunVerb",
    "SeeCircle",
    "SeeDeliveries",
    "SeeDigest",
    "SeeMeeting",
    "SeeMeetings",
    "SeePlan",
    "SeeTeam",
    "SeeTimeline",
    "SendAgain",
    "SendForm",
    "SendPlanNow",
    "SignUp",
    "SkipField",
    "SkipPlan",
    "TakeOn",
    "TellProgress",
    "UnknownButton",
    "WasInvited",
    "decode",
    "encode",
]
