"""A team's course list."""

from bot.app.courses import (
    add_course,
    all_courses,
    change_course,
    put_course_aside,
    see_course,
    see_courses,
)
from bot.app.members import see_members
from bot.chat.buttons import (
    AddCourse,
    CoursesFile,
    EditCourse,
    OfferCourseAgain,
    PutCourseAside,
    SeeCourse,
    SeeCourses,
)
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind
from bot.chat.incoming import Values
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import courses as views
from bot.domain.ids import CourseId, TeamId
from bot.domain.text import NAME


def page(turn: Turn, press: SeeCourses) -> Reply:
    """A page of the list, in place of the one before."""
    seen = see_courses(turn.work, turn.actor, press.team, offset=press.offset, now=turn.now)
    face = views.courses(turn.reader, seen)
    return Reply(edit=face) if press.offset else Reply(messages=[face])


def one(turn: Turn, press: SeeCourse) -> Reply:
    """One course."""
    return _course(turn, press.course)


def add(turn: Turn, press: AddCourse) -> Reply:
    """Opens the form for a new one, for organizers."""
    see_members(turn.work, turn.actor, press.team, now=turn.now)
    return open_form(turn, CoursePaper.key, {"team": press.team})


def edit(turn: Turn, press: EditCourse) -> Reply:
    """Opens the form with what it holds."""
    see_course(turn.work, turn.actor, press.course, now=turn.now)
    return open_form(turn, CoursePaper.key, {"course": press.course})


def aside(turn: Turn, press: PutCourseAside) -> Reply:
    """Offers it no longer."""
    put_course_aside(turn.work, turn.actor, press.course, aside=True, now=turn.now)
    return Reply(edit=_face(turn, press.course))


def again(turn: Turn, press: OfferCourseAgain) -> Reply:
    """Offers it again."""
    put_course_aside(turn.work, turn.actor, press.course, aside=False, now=turn.now)
    return Reply(edit=_face(turn, press.course))


def as_file(turn: Turn, press: CoursesFile) -> Reply:
    """The whole list as a table."""
    seen = all_courses(turn.work, turn.actor, press.team, now=turn.now)
    text = Text(turn.say("courses-file", total=len(seen)))
    return Reply(messages=[Message((text,), attachments=(views.file_of(turn.reader, seen),))])


class CoursePaper:
    """A course's title and link."""

    key = "course"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """Both, with what they hold."""
        say, held = turn.say, None
        if "course" in about:
            held = see_course(turn.work, turn.actor, CourseId(about["course"]), now=turn.now).course
        title, link = (held.title, held.link) if held else (None, None)
        return (
            Field("title", FieldKind.LINE, say.line("new-title"), initial=title, max=NAME),
            Field("link", FieldKind.LINK, say.line("new-course-link"), required=False, initial=link),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Adds or changes it."""
        given = {"title": str(values["title"]), "link": str(values["link"])}
        course = (
            change_course(turn.work, turn.actor, CourseId(about["course"]), **given, now=turn.now)
            if "course" in about
            else add_course(turn.work, turn.actor, TeamId(about["team"]), **given, now=turn.now)
        )
        return _course(turn, course.id)


def _course(turn: Turn, course: CourseId) -> Reply:
    return Reply(messages=[_face(turn, course)])


def _face(turn: Turn, course: CourseId) -> Message:
    return views.course(turn.reader, see_course(turn.work, turn.actor, course, now=turn.now))


SUBJECT = Subject(
    presses={
        SeeCourses: page,
        SeeCourse: one,
        AddCourse: add,
        EditCourse: edit,
        PutCourseAside: aside,
        OfferCourseAgain: again,
        CoursesFile: as_file,
    },
    papers=(CoursePaper(),),
    leads_to="team",
)
