"""The weekly digest as organizers read it, in private and among others."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from bot.app.digests import Digest, NewLearner, Number, SignupGroup
from bot.app.needs import NeedLine, TakenLine
from bot.app.weeks import MeetingLine
from bot.chat.buttons import LONGEST, TakeOn, decode
from bot.chat.outgoing import Chart, Message, Table
from bot.chat.views.digests import BUTTONS, MOST
from bot.chat.views.digests import digest as view
from bot.domain.hands import Need
from bot.domain.rsvps import Headcount
from bot.domain.weeks import Week
from tests.unit.making import (
    ADA,
    BEN,
    CIRCLE,
    CLEO,
    HOSTILE,
    TEAM,
    circle,
    labels,
    meeting,
    reader,
    team,
    words,
)

WEEK = Week(date(2026, 10, 12))
CROWD = tuple(f"Learner {number}" for number in range(200))


def seen(
    name: str = "Intro to Python", learners: Iterable[str] = ("Ben", "Cleo"), goal: str = "Reach the stars"
) -> Digest:
    """A week in which one circle begins, needs a hand, and is signed up for."""
    of = circle(name)
    line = MeetingLine(meeting(), of, 6, Headcount((ADA,), (), (BEN, CLEO), ()), rating=4)
    found = tuple(NewLearner(one, goal, waits=number % 2 == 1) for number, one in enumerate(learners))
    return Digest(
        team=team(name=name),
        week=WEEK,
        needs=tuple(NeedLine(of, need, tuple(one.name for one in found), None) for need in Need),
        taken=(
            TakenLine(of, Need.STALE_DRAFT, name, solved=True),
            TakenLine(of, Need.UNREACHABLE, name, solved=False),
        ),
        this_week=(line,),
        last_week=(replace(line, rating=None),),
        starting=(of,),
        finished=(of,),
        signups=(SignupGroup(of, found),),
        coming=((WEEK.before.before, 3), (WEEK.before, 5)),
        all_told=False,
        since={Number.COMING: 2, Number.SIGNUPS: -1},
    )


def read(found: Digest, *, public: bool = False) -> Message:
    message = view(reader(), found, public=public)
    return replace(message, parts=tuple(part for part in message.parts if not isinstance(part, Chart)))


@pytest.mark.parametrize(
    ("all_told", "title"),
    [(True, "Who came, by week"), (False, "Who came, or said yes where nobody told, by week")],
)
def test_the_chart_is_called_what_it_shows(all_told: bool, title: str) -> None:
    """SPEC 3.8."""
    message = view(reader(), replace(seen("Ada", []), all_told=all_told), public=False)
    charts = [part for part in message.parts if isinstance(part, Chart)]
    assert [chart.title for chart in charts] == [title]
    assert ("nobody has told" in charts[0].alt) is not all_told


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("public", [False, True])
def test_hostile_names_stay_names(name: str, public: bool) -> None:
    """SPEC 4.27."""
    message, plain = (
        read(seen(name, [name] * 3, name), public=public),
        read(seen("Ada", ["Ada"] * 3, "Ada"), public=public),
    )
    assert len(message.parts) == len(plain.parts)
    assert sum(text.count(name) for text in words(message)) >= sum(text.count("Ada") for text in words(plain))
    assert all(len(b.action.encode()) <= LONGEST for row in message.buttons for b in row)


def test_among_others_there_is_no_name_and_no_goal_of_a_learner() -> None:
    """SPEC 3.8, 9: in a public channel names and goals become counts, with details in private."""
    private, public = (words(read(seen(), public=public)) for public in (False, True))
    assert any("Ben" in text and "Cleo" in text for text in private)
    assert any("Reach the stars" in text for text in private)
    assert not any(hidden in text for text in public for hidden in ("Ben", "Cleo", "Reach the stars"))
    assert "Intro to Python: 2" in public
    assert "Details in private" in public


def test_every_need_has_its_rule_beside_it_and_a_button_to_take_it_on() -> None:
    """SPEC 3.8."""
    message = read(seen())
    (needs,) = (text for text in words(message) if text.startswith("Needs a hand"))
    assert len(needs.splitlines()) == 1 + len(Need)
    assert [decode(button.action) for row in message.buttons for button in row] == [
        TakeOn(TEAM, "2026-10-12", CIRCLE, need) for need in Need
    ]


def test_what_is_taken_on_says_by_whom_and_has_no_button() -> None:
    """SPEC 3.8: shown as "Omar is on it"."""
    found = seen()
    taken = replace(found, needs=tuple(replace(line, taken_by="Omar") for line in found.needs))
    message = read(taken)
    assert sum(text.count("Omar is on it") for text in words(message)) == len(Need)
    assert labels(message) == []


def test_what_was_taken_on_is_told_with_its_outcome() -> None:
    """SPEC 3.8: reported next Monday."""
    (told,) = (text for text in words(read(seen())) if text.startswith("Taken on"))
    assert [line[:1] for line in told.splitlines()] == ["T", "✅", "⏳"]


def test_this_weeks_meetings_stand_with_their_time_and_their_answers() -> None:
    """SPEC 3.8: n of m, local time, right zone label."""
    this_week, last_week = (part for part in read(seen()).parts if isinstance(part, Table))
    assert this_week.rows == (
        (
            "Intro to Python",
            "Tue 13 Oct, 18:00 (Berlin time)",
            "1 of 6",
            "✅ 1 🤔 0 ❌ 2 · 0 silent",
            "Pretty well",
        ),
    )
    assert last_week.rows[0][-1] == "–"
    assert len(this_week.head) == len(this_week.rows[0])


def test_what_has_changed_since_it_was_sent_is_said() -> None:
    """SPEC 3.8: a later view adds *since then*."""
    assert "Since it was sent: +2 coming and −1 sign-ups" in words(read(seen()))


def test_the_chart_says_in_words_what_it_shows() -> None:
    """SPEC 3.8."""
    (chart,) = (part for part in view(reader(), seen(), public=True).parts if isinstance(part, Chart))
    assert [value for _, value in chart.series] == [3.0, 5.0]
    assert all(f"{label}: {value:g}" in chart.alt for label, value in chart.series)


def test_an_empty_week_says_so() -> None:
    """SPEC 3.8."""
    empty = replace(
        seen(), needs=(), taken=(), this_week=(), last_week=(), starting=(), finished=(), signups=()
    )
    assert empty.is_empty
    assert words(read(empty)) == [
        "Intro to Python · the week of Mon 12 Oct",
        "Nothing happened last week, and nothing is planned for this one.",
    ]


@pytest.mark.parametrize("public", [False, True])
def test_two_hundred_learners_give_a_digest_that_can_be_read(public: bool) -> None:
    """SPEC 4.28: what is too long is shortened as a person would."""
    message = read(
        seen(learners=CROWD, goal="I would like to learn how to write programs for my work"), public=public
    )
    assert max(len(text) for text in words(message)) < 4000
    assert sum(len(text) for text in words(message)) < 12_000


def test_forty_needs_have_as_many_buttons_as_a_message_holds() -> None:
    found = seen(learners=())
    message = read(replace(found, needs=found.needs * 6))
    assert len(labels(message)) == BUTTONS


def test_of_very_many_meetings_and_needs_there_is_a_count_and_a_way_to_all() -> None:
    """SPEC 4.28: what is too long is shortened as a person would."""
    few = seen()
    many = replace(few, this_week=few.this_week * 500, needs=few.needs[:1] * 500)
    message = read(many)
    found = words(message)
    assert max(len(part.rows) for part in message.parts if isinstance(part, Table)) == MOST
    assert "… and 460 more: /week" in found
    (needs,) = (text for text in found if text.startswith("Needs a hand"))
    assert needs.count("\n") == MOST + 1
    assert needs.endswith("\n… and 460 more: /circles")
