"""A team's course list, with how circles rated each course."""

from bot.app.courses import PAGE, CourseSeen, CoursesPage
from bot.chat.buttons import (
    AddCourse,
    CoursesFile,
    EditCourse,
    OfferCourseAgain,
    PutCourseAside,
    SeeCourse,
    SeeCourses,
    encode,
)
from bot.chat.markup import isolated
from bot.chat.outgoing import Button, Facts, File, Link, Message, Part, Plain, Spans, Text
from bot.chat.spreadsheet import csv_of
from bot.chat.turn import Reader
from bot.domain.reports import Mean


def courses(reader: Reader, seen: CoursesPage) -> Message:
    """One page of the list, each course with a button."""
    say = reader.say
    parts: list[Part] = [Text(say("courses-heading", team=seen.team.name, total=seen.total))]
    if seen.courses:
        parts.append(Facts(tuple((isolated(one.course.title), _about(reader, one)) for one in seen.courses)))
    rows = [(Button(one.course.title, encode(SeeCourse(one.course.id))),) for one in seen.courses]
    pages: list[Button] = []
    if seen.offset:
        before = SeeCourses(seen.team.id, max(0, seen.offset - PAGE))
        pages.append(Button(say.line("button-earlier"), encode(before)))
    if seen.offset + len(seen.courses) < seen.total:
        pages.append(Button(say.line("button-later"), encode(SeeCourses(seen.team.id, seen.offset + PAGE))))
    tools = [Button(say.line("button-add-course"), encode(AddCourse(seen.team.id)), opens_form=True)]
    if seen.total:
        tools.append(Button(say.line("button-as-file"), encode(CoursesFile(seen.team.id))))
    return Message(tuple(parts), tuple(filter(None, (*rows, tuple(pages), tuple(tools)))))


def course(reader: Reader, seen: CourseSeen) -> Message:
    """One course, with what can be done about it."""
    say, one = reader.say, seen.course
    title: Spans = (Link(isolated(one.title), one.link),) if one.link else say("card-name", circle=one.title)
    edit = Button(say.line("button-edit-course"), encode(EditCourse(one.id)), opens_form=True)
    aside = (
        Button(say.line("button-course-aside"), encode(PutCourseAside(one.id)))
        if one.archived_at is None
        else Button(say.line("button-course-again"), encode(OfferCourseAgain(one.id)))
    )
    return Message((Text(title), Text(_about(reader, seen))), ((edit, aside),))


def file_of(reader: Reader, seen: tuple[CourseSeen, ...]) -> File:
    """The list as a table."""
    head = [reader.say.line(f"courses-head-{name}") for name in ("title", "link", "circles", "facilitators")]
    head += [reader.say.line(f"courses-head-{name}") for name in ("learners", "aside")]
    rows = [
        (
            one.course.title,
            one.course.link,
            one.circles,
            one.facilitators.value,
            one.learners.value,
            one.course.archived_at and one.course.archived_at.date(),
        )
        for one in seen
    ]
    return File("courses.csv", "text/csv", csv_of(head, rows))


def rated(reader: Reader, mean: Mean) -> str:
    """A mean with how many gave it: "4.2 of 5 (12)"."""
    say = reader.say
    if mean.value is None:
        return say.line("report-no-rating")
    return say.line("report-rated", mean=say.number(mean.value), total=mean.count)


def _about(reader: Reader, seen: CourseSeen) -> Spans:
    say = reader.say
    found = say(
        "courses-line",
        circles=seen.circles,
        facilitators=rated(reader, seen.facilitators),
        learners=rated(reader, seen.learners),
    )
    return (*found, Plain(" · "), *say("courses-aside")) if seen.course.archived_at else found
