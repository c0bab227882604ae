"""Turnout, check-in, covers, and what people read after a meeting."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.attendance import Roster
from bot.app.covers import CoverSeen
from bot.app.feedback import Asked
from bot.app.recaps import RecapSeen
from bot.app.run_again import weeks_between
from bot.chat.buttons import LONGEST, Rate, decode
from bot.chat.outgoing import Message
from bot.chat.qr import png
from bot.chat.views import covers, feedback, recaps
from bot.chat.views.about import About
from bot.domain.attendance import (
    CheckInIsNotOpen,
    CheckInIsOver,
    Turnout,
    ensure_check_in_open,
    usual_turnout,
)
from bot.domain.covers import Cover, organizers_hear_at
from bot.domain.feedback import Author, Feedback, FeedbackIsClosed, ensure_editable
from bot.domain.ids import CoverId, PersonId
from bot.domain.meetings import MeetingIsCancelled
from bot.domain.people import Person
from bot.domain.posts import PostKind
from bot.domain.recaps import Recap
from tests.unit.making import (
    ADA,
    BEN,
    CLEO,
    HOSTILE,
    NOW,
    OMAR,
    SOME,
    attempt,
    circle,
    labels,
    meeting,
    meetings,
    reader,
    words,
)

PEOPLE = st.sets(st.sampled_from([PersonId(name) for name in "abcdefgh"]))
DAY = timedelta(days=1)


def test_what_usually_becomes_of_a_yes() -> None:
    seven = {PersonId(str(n)) for n in range(7)}
    five = set(list(seven)[:5])
    assert usual_turnout([(seven, five), (seven, five | {OMAR})]) == Turnout(came=5, said=7)
    assert usual_turnout([(seven, five)]) is None
    assert usual_turnout([(set(), five), (set(), five)]) is None
    assert usual_turnout([]) is None


@SOME
@given(st.lists(st.tuples(PEOPLE, PEOPLE), max_size=6))
def test_never_more_come_than_say_so(pairs: list[tuple[set[PersonId], set[PersonId]]]) -> None:
    found = usual_turnout(pairs)
    if found is None:
        assert len(pairs) < 2 or not any(yes for yes, _ in pairs)
    else:
        assert 0 <= found.came <= found.said
        assert found.said >= 1


def test_check_in_is_open_around_the_meeting() -> None:
    one = meeting()
    opens, closes = one.starts_at - timedelta(hours=1), one.ends_at + timedelta(hours=2)
    second = timedelta(seconds=1)
    outcomes = [
        type(attempt(lambda now=now: ensure_check_in_open(one, now=now)))
        for now in (opens - second, opens, closes - second, closes)
    ]
    assert outcomes == [CheckInIsNotOpen, type(None), type(None), CheckInIsOver]
    off = replace(one, cancelled_at=NOW)
    assert isinstance(attempt(lambda: ensure_check_in_open(off, now=opens)), MeetingIsCancelled)


def test_organizers_hear_after_a_day_at_once_or_while_it_helps() -> None:
    """SPEC 2, cover."""
    one = meeting()
    assert organizers_hear_at(one, others=True, now=NOW) == NOW + DAY
    assert organizers_hear_at(one, others=False, now=NOW) == NOW
    late = one.starts_at - timedelta(hours=10)
    assert organizers_hear_at(one, others=True, now=late) == late + timedelta(hours=5)


def test_feedback_is_editable_for_a_week() -> None:
    """SPEC 2, feedback."""
    one = Feedback(meeting().id, ADA, Author.FACILITATOR, 4, NOW, NOW)
    assert attempt(lambda: ensure_editable(one, now=NOW + 7 * DAY - timedelta(seconds=1))) is None
    assert isinstance(attempt(lambda: ensure_editable(one, now=NOW + 7 * DAY)), FeedbackIsClosed)
    assert attempt(lambda: ensure_editable(None, now=NOW)) is None


def test_one_that_was_moved_and_a_holiday_make_no_rhythm() -> None:
    weekly = list(meetings(6))
    moved = [*weekly[:2], replace(weekly[2], on=weekly[2].on + 2 * DAY), *weekly[3:]]
    assert weeks_between(weekly) == weeks_between(moved) == weeks_between([*weekly[:2], *weekly[3:]]) == 1
    assert weeks_between(weekly[::2]) == 2
    assert weeks_between(weekly[:1]) == 1
    twice_a_day = [weekly[0], weekly[0]]
    assert weeks_between(twice_a_day) == 1


def test_a_qr_code_is_a_picture_that_grows_with_its_text() -> None:
    small, large = png("https://t.me/circle_bot?start=k-" + "x" * 22), png("x" * 800)
    assert small.startswith(b"\x89PNG\r\n\x1a\n")
    assert width(small) > 200
    assert width(large) > width(small)


def width(picture: bytes) -> int:
    return int.from_bytes(picture[16:20], "big")


def asked(name: str, author: Author = Author.FACILITATOR) -> Asked:
    said = Feedback(meeting().id, ADA, author, 4, NOW, NOW, name, name, name)
    roster = Roster(((BEN, name), (CLEO, name)), (BEN,))
    return Asked(circle(name), meeting(), 6, author, said, roster, 2, meeting(2))


def cover(name: str, taken: str | None = None) -> CoverSeen:
    one = Cover(CoverId("cover-56789"), meeting().id, 0, ADA, NOW)
    return CoverSeen(one, circle(name), meeting(), 6, name, taken, (name, name))


def recap(name: str) -> Message:
    words_of = Recap(meeting().id, name, ADA, 3, NOW)
    seen = RecapSeen(circle(name), meeting(), 6, words_of, 2, 3, 2)
    next_one = replace(
        meeting(2), on=meeting(2).on + 7 * DAY, starts_at=meeting().starts_at + 7 * DAY, agenda=name
    )
    who = Person(ADA, name, "en", None, None, NOW)
    about = About(circle(name), meeting(), (meeting(), next_one), who, None)
    return recaps.preview(reader(), about, seen)


def views_of(name: str) -> list[Message]:
    who = reader()
    return [
        feedback.ask(who, asked(name)),
        feedback.rated(who, asked(name)),
        feedback.rated(who, asked(name, Author.LEARNER)),
        feedback.saved(who, asked(name)),
        feedback.which(who, [(circle(name), meeting())]),
        *(
            covers.notice(who, kind, cover(name, name))
            for kind in (PostKind.COVER, PostKind.COVER_OPEN, PostKind.COVER_TAKEN)
        ),
        covers.asked(who, cover(name)),
        covers.asked(who, cover(name, name)),
        covers.taken(who, cover(name)),
        covers.which(who, [(circle(name), meeting())]),
        recap(name),
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_names(name: str) -> None:
    """SPEC 4.27."""
    for ours, plain in zip(views_of(name), views_of("Ada"), strict=True):
        assert len(words(ours)) == len(words(plain))
        assert len(ours.parts) == len(plain.parts)
        for row in ours.buttons:
            assert all(len(button.action.encode()) <= LONGEST for button in row)


def test_ratings_stand_from_great_to_awful_for_facilitators_and_upwards_for_learners() -> None:
    shown = feedback.ask(reader(), asked("x"))
    assert labels(shown) == ["Great", "Pretty well", "Okay", "Not so good", "Awful", "Say more"]
    learners = feedback.ask(reader(), asked("x", Author.LEARNER))
    presses = [decode(button.action) for button in learners.buttons[0]]
    assert [press.rating for press in presses if isinstance(press, Rate)] == [1, 2, 3, 4, 5]


def test_a_recap_is_previewed_as_it_will_look() -> None:
    """SPEC 3."""
    text = " ".join(words(recap("We read")))
    assert text.index("2 learners who came") < text.index("good to have you") < text.index("we missed you")
    assert labels(recap("x")) == ["Send to 5 learners", "Edit"]
