"""What organizers look at: names stay names, and every button fits (SPEC 4.27, 5)."""

import pytest

from bot.app.courses import CourseSeen, CoursesPage
from bot.app.health import CircleHealth, HealthPage
from bot.app.members import MembersPage
from bot.app.reports import Report, Row
from bot.app.weeks import MeetingLine, TeamWeek
from bot.chat.buttons import LONGEST
from bot.chat.outgoing import Message
from bot.chat.views.courses import courses
from bot.chat.views.health import circles
from bot.chat.views.members import members
from bot.chat.views.reports import report
from bot.chat.views.weeks import week
from bot.domain.health import Mark, Rule, Signs
from bot.domain.reports import By, Mean, Span
from bot.domain.rsvps import Headcount
from bot.domain.teams import Role
from bot.domain.weeks import week_of
from tests.unit.making import ADA, BEN, HOSTILE, circle, course, meeting, reader, team, words


def looked_at(name: str) -> dict[str, Message]:
    of, when, here = circle(name), meeting(), team(name=name)
    line = MeetingLine(when, of, 6, Headcount((ADA,), (), (BEN,), ()), rating=None)
    row = Row("key", name, 1, Mean(4, 1), Mean(), Mean(3, 1), 2, 1, 3, 2, 1)
    ill = CircleHealth(of, tuple(Rule), Signs(silent=1), (name,), when, when, (name,))
    marks = dict.fromkeys(Mark, 0)
    return {
        "week": week(reader(), TeamWeek(here, week_of(when.on), (line,), 0, 1)),
        "circles": circles(reader(), HealthPage(here, (ill,), 0, 1, marks)),
        "report": report(reader(), Report(here, By.CIRCLE, None, Span(), (row, row), row, 0, 2)),
        "courses": courses(
            reader(), CoursesPage(here, (CourseSeen(course(name), 1, Mean(4, 1), Mean()),), 0, 1)
        ),
        "members": members(reader(), MembersPage(here, ((ADA, name, (Role.ORGANIZER,), 1),), 0, 1)),
    }


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("which", looked_at("Ada"))
def test_hostile_names_stay_names(name: str, which: str) -> None:
    """SPEC 4.27: whatever a circle, course, team or person is called."""
    message, plain = looked_at(name)[which], looked_at("Ada")[which]
    assert len(message.parts) == len(plain.parts)
    assert sum(text.count(name) for text in words(message)) >= sum(text.count("Ada") for text in words(plain))
    assert all(len(b.action.encode()) <= LONGEST for row in message.buttons for b in row)


def test_every_rule_stands_beside_the_mark() -> None:
    """SPEC 2, circles: the rule behind each mark is printed beside it."""
    (line,) = (text for text in words(looked_at("Ada")["circles"]) if text.startswith("🔴 Ada: "))
    assert line.startswith("🔴 Ada: nobody can lead the next meeting, nobody came last time")
    assert line.count(", ") >= len(Rule) - 1
