"""What people read: with hostile names, with two hundred of them, across zones."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.app.browsing import PAGE, Listed, Page
from bot.app.meetings import MeetingChange
from bot.app.overview import Dashboard, Learner, MyCircle, MyMeeting
from bot.app.rsvps import Prompt, Recorded
from bot.app.signups import SignedUp
from bot.app.teams import Member, TeamOverview
from bot.chat.buttons import LONGEST, GiveRsvp, Leave, Manage, Publish, SignUp, decode
from bot.chat.outgoing import Link, Message, People, Spans, Text
from bot.chat.views import browsing, circles, names, rsvps, signups, teams
from bot.chat.views import meetings as running
from bot.domain.circles import Circle, Stage
from bot.domain.ids import PersonId
from bot.domain.rsvps import Answer, Headcount
from bot.domain.signups import Standing
from bot.domain.teams import Role
from tests.unit import making
from tests.unit.making import BEN, HOSTILE, NOW, card, circle, labels, meeting, reader, signup, words

CROWD = tuple(f"Learner {number} of a very well-attended circle" for number in range(200))


def dashboard(name: str, names: Iterable[str], *, reason: str | None = None) -> Dashboard:
    """A circle whose learners have those names, answer in turn, and aim at what the circle is called."""
    answers = (*Answer, None)
    learners = tuple(
        Learner(
            PersonId(str(number)),
            learner,
            signup(PersonId(str(number)), seat=number + 1, goal=name),
            answers[number % 4],
            reason if answers[number % 4] else None,
        )
        for number, learner in enumerate(names)
    )
    people = tuple(learner.person_id for learner in learners)
    return Dashboard(
        circle=circle(name, place=name, capacity=200),
        meetings=making.meetings(6),
        next_meeting=meeting(),
        reminder_at=NOW + timedelta(days=6),
        headcount=Headcount(people[0::4], people[1::4], people[2::4], people[3::4]),
        learners=learners,
        line=learners[:2],
        unreachable=(),
    )


def listed(of: Circle | None = None, *, far: float | None = None) -> Listed:
    """A circle as one finds it."""
    return Listed(of or circle(), meeting(), 3, 0, far)


def signed_up(
    name: str, others: Iterable[str], *, position: int | None = None, is_new: bool = True
) -> SignedUp:
    return SignedUp(
        signup=signup(BEN),
        circle=circle(name, place=name, link="https://example.org/meet"),
        is_new=is_new,
        position=position,
        next_meeting=meeting(),
        meetings=making.meetings(6),
        others=tuple(others),
    )


def overview(name: str, names: Iterable[str]) -> TeamOverview:
    members = tuple(
        Member(PersonId(str(n)), one, (Role.ORGANIZER, Role.FACILITATOR)) for n, one in enumerate(names)
    )
    return TeamOverview(making.team(name=name), members, None)


def mine(name: str) -> MyCircle:
    return MyCircle(
        circle(name, place=name),
        tuple(MyMeeting(one, None) for one in making.meetings(6)),
        meeting(),
        position=None,
    )


def views_of(name: str) -> dict[str, list[Message]]:
    """Every view, with that name wherever people name something."""
    who, of, one = reader(), circle(name, place=name), meeting()
    change = MeetingChange(of, one, replace(one, revision=1), told=2)
    asked = Prompt(one, of, 6, Answer.MAYBE)
    recorded = Recorded(replace(making.rsvp(BEN, Answer.NO, about=one), reason=name), one, of, changed=True)
    seen = card(of, title=name, facilitators=(name, name))
    return {
        "card": [circles.card(who, seen)],
        "page": [browsing.page(who, Page(None, (listed(replace(of, city=name)),) * 2, 0, 2))],
        "draft": [circles.draft(who, replace(seen, circle=replace(of, stage=Stage.DRAFT)))],
        "published": [circles.published(who, seen)],
        "dashboard": [running.dashboard(who, dashboard(name, [name] * 6, reason=name))],
        "meetings": [running.meetings(who, of, making.meetings(3)), running.meeting(who, of, one, 3)],
        "changes": [running.moved(who, change), running.cancelled(who, change)],
        "rsvps": [rsvps.prompt(who, asked), rsvps.taken(who, recorded, asked)],
        "welcome": [signups.welcome(who, signed_up(name, [name, name]))],
        "in line": [signups.welcome(who, signed_up(name, [], position=3))],
        "mine": [*signups.mine(who, [mine(name)]), signups.leave_which(who, [mine(name)])],
        "team": [teams.overview(who, overview(name, [name] * 3)), teams.made(who, making.team(name=name))],
    }


VIEWS = sorted(views_of("Ada"))


def every_message(views: dict[str, list[Message]]) -> list[Message]:
    return [message for found in views.values() for message in found]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_names(name: str) -> None:
    """SPEC 4.27: what the name of Ada gives, a hostile one gives too, letter by letter, in as many parts."""
    pairs = zip(every_message(views_of(name)), every_message(views_of("Ada")), strict=True)
    for message, plain in pairs:
        assert any(name in text for text in words(message))
        assert len(message.parts) == len(plain.parts)
        assert labels_without(message, name) == labels_without(plain, "Ada")
        assert links_of(message) == links_of(plain)
        assert all(len(b.action.encode()) <= LONGEST for row in message.buttons for b in row)


def labels_without(message: Message, name: str) -> list[str]:
    return ["".join(visible(label).split(visible(name))) for label in labels(message)]


def visible(text: str) -> str:
    """The text without what only steers its direction."""
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


def links_of(message: Message) -> list[object]:
    texts: list[Spans] = [part.spans for part in message.parts if isinstance(part, Text)]
    return [span.to for spans in texts for span in spans if isinstance(span, Link)]


OPENS, CLOSES = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"


@pytest.mark.parametrize("view", VIEWS)
def test_no_name_turns_the_direction_of_what_follows(view: str) -> None:
    """SPEC 4.27: right-to-left marks do not break what stands around them, in a line that a platform puts together."""
    for name in ("\u202eevil", "\u2067right", "a\u202db"):
        for text in (text for message in views_of(name)[view] for text in words(message)):
            opened = sum(text.count(mark) for mark in OPENS)
            closed = sum(text.count(mark) for mark in CLOSES)
            assert opened == closed, ascii(text)


@pytest.mark.parametrize(
    "message",
    [
        running.dashboard(reader(), dashboard("Python", CROWD)),
        signups.welcome(reader(), signed_up("Python", CROWD)),
    ],
    ids=["dashboard", "welcome"],
)
def test_two_hundred_names_give_a_working_message(message: Message) -> None:
    """SPEC 4.28: the most of them become a count."""
    assert sum(len(text) for text in words(message)) < 12_000
    assert sum(any(name in text for text in words(message)) for name in CROWD) < 200
    assert any("200" in text or "+188" in text for text in [*words(message), str(totals(message))])


def totals(message: Message) -> list[int]:
    return [part.total for part in message.parts if isinstance(part, People)]


def test_a_folded_list_keeps_the_count_of_all() -> None:
    """SPEC 4.28."""
    message = running.dashboard(reader(), dashboard("Python", CROWD))
    lists = [part for part in message.parts if isinstance(part, People)]
    assert all(len(part.names) <= names.FOLD for part in lists)
    assert [part.total for part in lists] == [50, 50, 50, 50, 2, 200]


def test_fifty_two_meetings_fit_their_views() -> None:
    """SPEC 2: a circle has up to 52 meetings."""
    many = making.meetings(52)
    message = running.meetings(reader(), circle(), many)
    assert len(labels(message)) == 56
    assert max(len(row) for row in message.buttons) <= 8
    drafted = circles.draft(reader(), card(circle(stage=Stage.DRAFT), found=many))
    assert sum(len(text) for text in words(drafted)) < 4000


def test_a_card_shows_when_where_and_how_many_seats() -> None:
    """SPEC 2, `browse`."""
    said = words(circles.card(reader(), card()))
    assert said[:4] == [
        "Intro to Python",
        "Tue 13 Oct, 18:00 (Berlin time) · 1 of 3",
        "Main library",
        "3 left",
    ]
    assert said[-1] == "Sign up"


def test_a_card_shows_the_viewers_time_where_it_differs() -> None:
    """SPEC 2, `browse`; 4.24: every time names its zone."""
    said = words(circles.card(reader("America/Chicago"), card()))
    assert "Tue 13 Oct, 18:00 (Berlin time) · Tue 13 Oct, 11:00 (Chicago time) for you · 1 of 3" in said
    assert words(circles.card(reader("Europe/Madrid"), card())) == words(circles.card(reader(None), card()))


@pytest.mark.parametrize(
    ("seats_left", "waiting", "said"),
    [
        (None, 0, "no limit"),
        (3, 0, "3 left"),
        (1, 0, "one left"),
        (0, 0, "full – you would be first in line"),
        (0, 1, "full – one person waits"),
        (0, 4, "full – 4 people wait"),
    ],
)
def test_a_card_says_how_full_a_circle_is(seats_left: int | None, waiting: int, said: str) -> None:
    """SPEC 4.3."""
    assert said in words(circles.card(reader(), card(seats_left=seats_left, waiting=waiting)))


@pytest.mark.parametrize(
    ("standing", "runs", "kinds"),
    [
        (None, False, [SignUp]),
        (Standing.LEFT, False, [SignUp]),
        (Standing.SEATED, False, []),
        (Standing.IN_LINE, False, []),
        (None, True, [Manage]),
    ],
)
def test_a_card_offers_what_this_person_can_do(
    standing: Standing | None, runs: bool, kinds: list[type]
) -> None:
    """SPEC 1.5."""
    message = circles.card(reader(), card(standing=standing, runs=runs))
    assert [type(decode(button.action)) for row in message.buttons for button in row] == kinds


def test_a_finished_circle_offers_no_sign_up() -> None:
    """SPEC 4.4."""
    message = circles.card(reader(), card(found=()))
    assert "Finished" in words(message)
    assert message.buttons == ()


@pytest.mark.parametrize(
    ("standing", "runs", "shown"),
    [
        (None, False, False),
        (Standing.IN_LINE, False, False),
        (Standing.SEATED, False, True),
        (None, True, True),
    ],
)
def test_the_link_to_meet_online_is_for_those_in_the_circle(
    standing: Standing | None, runs: bool, shown: bool
) -> None:
    of = circle(link="https://example.org/secret-room")
    message = circles.card(reader(), card(of, standing=standing, runs=runs))
    assert ("https://example.org/secret-room" in str(message)) is shown
    assert "secret-room" not in str(browsing.page(reader(), Page(None, (listed(of),), 0, 1)))


@pytest.mark.parametrize(
    ("offset", "total", "turns"),
    [(0, 1, []), (0, 6, ["More →"]), (5, 6, ["← Before"]), (5, 20, ["← Before", "More →"])],
)
def test_pages_turn_where_there_is_more(offset: int, total: int, turns: list[str]) -> None:
    shown = min(PAGE, total - offset)
    message = browsing.page(reader(), Page(None, (listed(),) * shown, offset, total))
    assert labels(message)[shown : shown + len(turns)] == turns
    assert labels(message)[shown + len(turns)] == "📍 Near…"


def test_a_prompt_shows_ones_own_answer_and_nobody_elses() -> None:
    message = rsvps.prompt(reader(), Prompt(meeting(2, revision=7), circle(), 6, Answer.NO))
    assert "You said no." in words(message)
    assert [decode(b.action) for row in message.buttons for b in row] == [
        GiveRsvp(meeting(2).id, answer, 7) for answer in (Answer.YES, Answer.MAYBE, Answer.NO)
    ]


def test_the_week_strip_shows_every_meeting() -> None:
    """SPEC 2, `rsvp`."""
    marks: list[tuple[int, Answer | str]] = [(1, Answer.YES), (2, Answer.NO), (3, "none"), (4, "cancelled")]
    assert rsvps.week_strip(reader(), marks) == "W1 ✅ W2 ❌ W3 · W4 ✖"


def test_a_welcome_names_the_next_meeting_and_never_the_first() -> None:
    """SPEC 4.5: joining in week 5."""
    done = replace(signed_up("Python", ["Cleo"]), next_meeting=meeting(5, on=date(2026, 11, 10)))
    said = words(signups.welcome(reader(), done))
    assert "Tue 10 Nov, 18:00 (Berlin time) · 5 of 6" in said
    assert "With Cleo." in said


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([], "You are the first to sign up."),
        (["Cleo"], "With Cleo."),
        (["Cleo", "Dana"], "With Cleo and Dana."),
    ],
)
def test_a_welcome_says_who_else_is_there(others: list[str], said: str) -> None:
    assert said in words(signups.welcome(reader(), signed_up("Python", others)))


def test_a_second_sign_up_gets_no_second_welcome() -> None:
    """SPEC 4.1."""
    again = signups.welcome(reader(), signed_up("Python", ["Cleo"], is_new=False))
    assert words(again) == ["You’re in Python already. I’ve kept what you wrote."]
    waiting = signups.welcome(reader(), signed_up("Python", [], is_new=False, position=2))
    assert words(waiting) == ["You’re still number 2 in line for Python. I’ve kept what you wrote."]


def test_leaving_is_asked_first() -> None:
    """SPEC 2, `leave`."""
    (message,) = signups.mine(reader(), [mine("Python")])
    button = message.buttons[-1][0]
    assert (type(decode(button.action)), button.confirm) == (Leave, "Leave Python?")


def test_while_a_meeting_is_going_on_nobody_is_asked_about_it() -> None:
    """SPEC 4.9."""
    during = replace(reader(), now=meeting().starts_at)
    (message,) = signups.mine(during, [mine("Python")])
    assert [type(decode(b.action)) for row in message.buttons for b in row] == [Leave]


def test_facilitators_read_who_comes_by_name() -> None:
    """SPEC 2, `manage`."""
    seen = dashboard("Python", ["Ben", "Cleo", "Dana", "Eve"], reason="sick")
    lists = {
        part.heading: part.names
        for part in running.dashboard(reader(), seen).parts
        if isinstance(part, People)
    }
    assert lists["Coming"] == ("Ben (“sick”)",)
    assert lists["Maybe"] == ("Cleo (“sick”)",)
    assert lists["Not coming"] == ("Dana (“sick”)",)
    assert lists["No answer yet"] == ("Eve",)


def test_a_draft_is_published_from_where_it_is_seen() -> None:
    """SPEC 2, `new`: draft, preview, publish."""
    drafted = replace(card(circle(stage=Stage.DRAFT)), runs=True)
    message = circles.draft(reader(), drafted)
    assert isinstance(decode(message.buttons[0][0].action), Publish)
    assert "3 meetings\n1. Tue 13 Oct, 18:00 (Berlin time)" in words(message)[-3]


def test_a_team_says_when_its_digest_comes_on_its_clock() -> None:
    """SPEC 3: Monday 10:00."""
    said = words(teams.overview(reader(), overview("City Library", ["Omar"])))
    assert "Monday 10:00, to each organizer in private" in said


def test_every_button_of_every_view_is_understood() -> None:
    for message in every_message(views_of("Ada")):
        for button in (button for row in message.buttons for button in row):
            decode(button.action)
            assert button.label.strip() == button.label != ""
