"""Buttons of what organizers do to their team: members, invitations, courses, settings, reports, the trail."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import CircleId, CourseId, InvitationId, PersonId, TeamId
from bot.domain.reports import By
from bot.domain.teams import Role


@coded("om")
@dataclass(frozen=True, slots=True)
class SeeMembers(Press):
    """A team's members, from so many on."""

    team: TeamId
    offset: int = 0


@coded("op")
@dataclass(frozen=True, slots=True)
class SeeMember(Press):
    """One member of a team."""

    team: TeamId
    person: PersonId


@coded("or")
@dataclass(frozen=True, slots=True)
class GiveRole(Press):
    """A member has another role too."""

    team: TeamId
    person: PersonId
    role: Role


@coded("ox")
@dataclass(frozen=True, slots=True)
class RemoveMember(Press):
    """End a member's role; the form that hands over what nobody else facilitates."""

    team: TeamId
    person: PersonId
    role: Role


@coded("oi")
@dataclass(frozen=True, slots=True)
class SeeInvitations(Press):
    """A team's open invitations."""

    team: TeamId


@coded("on")
@dataclass(frozen=True, slots=True)
class NewInvitation(Press):
    """The form for an invitation: to what, for whom, how many, how long."""

    team: TeamId


@coded("ok")
@dataclass(frozen=True, slots=True)
class RevokeInvitation(Press):
    """Take back one invitation."""

    invitation: InvitationId


@coded("oh")
@dataclass(frozen=True, slots=True)
class HandOver(Press):
    """The form with which a circle goes to somebody else, or to another team."""

    circle: CircleId


@coded("ot")
@dataclass(frozen=True, slots=True)
class SeeTrail(Press):
    """What was done in a team, from so many entries on."""

    team: TeamId
    offset: int = 0


@coded("oc")
@dataclass(frozen=True, slots=True)
class SeeCourses(Press):
    """A team's course list, from so many on."""

    team: TeamId
    offset: int = 0


@coded("oo")
@dataclass(frozen=True, slots=True)
class SeeCourse(Press):
    """One course of the list."""

    course: CourseId


@coded("oa")
@dataclass(frozen=True, slots=True)
class AddCourse(Press):
    """The form for a course."""

    team: TeamId


@coded("oe")
@dataclass(frozen=True, slots=True)
class EditCourse(Press):
    """The form for another title or link."""

    course: CourseId


@coded("os")
@dataclass(frozen=True, slots=True)
class PutCourseAside(Press):
    """Offer a course no longer."""

    course: CourseId


@coded("ob")
@dataclass(frozen=True, slots=True)
class OfferCourseAgain(Press):
    """Offer a course again that was put aside."""

    course: CourseId


@coded("of")
@dataclass(frozen=True, slots=True)
class CoursesFile(Press):
    """The course list as a file."""

    team: TeamId


@coded("og")
@dataclass(frozen=True, slots=True)
class ChangeTeam(Press):
    """The form for a team's settings."""

    team: TeamId


@coded("rp")
@dataclass(frozen=True, slots=True)
class SeeReport(Press):
    """A team's report: by what, of which one alone, over which span, from which row on."""

    team: TeamId
    by: By
    of: str | None = None
    span: str | None = None
    offset: int = 0


@coded("rf")
@dataclass(frozen=True, slots=True)
class ReportFile(Press):
    """The same report as a file."""

    team: TeamId
    by: By
    of: str | None = None
    span: str | None = None


@coded("rs")
@dataclass(frozen=True, slots=True)
class ChooseSpan(Press):
    """The form for the days that a report covers."""

    team: TeamId
    by: By
    of: str | None = None


@coded("rr")
@dataclass(frozen=True, slots=True)
class SeeReflections(Press):
    """What people made of meetings, of one circle alone if it is named, from so many on."""

    team: TeamId
    circle: CircleId | None = None
    offset: int = 0


@coded("re")
@dataclass(frozen=True, slots=True)
class SearchReflections(Press):
    """The form that asks for words to search in what people said."""

    team: TeamId


@coded("ry")
@dataclass(frozen=True, slots=True)
class TakeAwayAll(Press):
    """All that the team owns as files."""

    team: TeamId
