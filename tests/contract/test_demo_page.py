"""The demo behind its page: what people see in their panes, what they do there, and the clock (SPEC 7.1)."""

import asyncio
import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from adapters.demo.page.play import Play
from adapters.web.local import CannotAct
from adapters.web.watching import Watchers

BERLIN = ZoneInfo("Europe/Berlin")
ADA, OMAR = "slack/ada", "slack/omar"
BEN, CLEO, DANA, EVE = (f"telegram/{name}" for name in ("ben", "cleo", "dana", "eve"))
CLUB, ORGANIZERS = "telegram/group/speakers’ club", "slack/group/#organizers"


def own(who):
    """Somebody's private conversation."""
    platform, _, name = who.partition("/")
    return f"{platform}/private/{name}"


def words(line):
    """All that a line says, as the page would set it."""
    return json.dumps({key: value for key, value in line.items() if key != "buttons"}, ensure_ascii=False)


class Page:
    """What a page has been told: it looks once, and from then on it hears what changes."""

    def __init__(self, play, watchers):
        self.play = play
        self.watching = watchers.watching()
        self.untold = self.watching.__enter__()
        self.sent, self.passing = [], []
        self.state = json.loads(json.dumps(play.everything()))

    def hears(self):
        while not self.untold.empty():
            event = json.loads(json.dumps(self.untold.get_nowait()))
            match event:
                case {"everything": everything}:
                    self.state, self.sent = everything, []
                case {"room": room, "line": line}:
                    lines = self.state["rooms"].setdefault(room, [])
                    places = [place for place, one in enumerate(lines) if one["id"] == line["id"]]
                    if places:
                        lines[places[0]] = line
                    else:
                        lines.append(line)
                        self.sent += [(room, words(line))] * line["sent"]
                case {"room": room, "passing": said}:
                    self.passing.append(said)
                case {"who": who, "form": form}:
                    self.state["forms"][who] = form
                case _:
                    self.state |= event
        return self

    async def does(self, what, who=None, where=None, **given):
        placed = {"who": who, "where": where or own(who)} if who else {}
        self.sent = []
        told = await self.play.act({"do": what, **placed, **given})
        self.hears()
        return told

    async def says(self, who, text, where=None, **given):
        await self.does("say", who, where, text=text, **given)

    def button(self, label, where):
        for line in reversed(self.lines(where)):
            for row in line.get("buttons", []):
                for button in row:
                    if label in button["label"]:
                        return {"card": line["reference"], "action": button["action"]}
        raise LookupError(label)

    async def presses(self, who, label, where=None):
        await self.does("press", who, where, **self.button(label, where or own(who)))

    def lines(self, where):
        return self.state["rooms"].get(where, [])

    def last(self, where):
        return words(self.lines(where)[-1])

    def sees(self, said, where):
        return any(said in words(line) for line in self.lines(where))

    def form(self, who):
        return self.state["forms"].get(who)

    @property
    def now(self):
        return datetime.fromisoformat(self.state["clock"]["now"]).astimezone(BERLIN)


@pytest.fixture
async def watchers():
    return Watchers()


@pytest.fixture
async def play(watchers):
    play = Play(watchers)
    await play.begin()
    yield play
    await play.close()


@pytest.fixture
async def page(play, watchers):
    return Page(play, watchers)


async def test_a_newcomer_sees_a_circle_with_people_in_it(page):
    """SPEC 7.1: a learner, a facilitator, an organizer's channel; something to try for each."""
    assert [(pane["title"], pane["like"]) for pane in page.state["panes"]] == [
        ("Learners", "Telegram"),
        ("Facilitator", "Slack"),
        ("Organizers", "Slack"),
    ]
    assert page.sees("You’re in: ", own(BEN))
    assert page.sees("is open for sign-up", own(ADA))
    assert page.sees("comes here", ORGANIZERS)
    assert page.lines(own(DANA)) == []
    assert page.state["clock"]["zone"] == "Europe/Berlin"
    rooms = page.state["rooms"].keys()
    people = {person["key"] for pane in page.state["panes"] for person in pane["people"]}
    for hint in page.state["hints"]:
        assert hint["who"] in people
        assert hint["room"] in rooms


async def test_the_clock_goes_to_the_next_post_which_shows_where_it_went(page):
    """SPEC 7.1, 3: the preview comes to the facilitator, then the reminder to learners and to the card in their group."""
    assert await page.does("step", by="post") == {"sent": True}
    assert (page.now.day, page.now.hour, [room for room, _ in page.sent]) == (9, 18, [own(ADA)])
    await page.does("step", by="post")
    assert page.now.day == 11
    assert {room for room, _ in page.sent} == {own(BEN), own(CLEO), CLUB}


async def test_cards_are_edited_in_place(page):
    """SPEC 4.8: an answer shows on the very card and on the group's, and in passing."""
    await page.does("step", by="post")
    await page.does("step", by="post")
    before = {where: len(page.lines(where)) for where in (own(BEN), CLUB)}
    await page.presses(BEN, "Yes")
    assert {where: len(page.lines(where)) for where in (own(BEN), CLUB)} == before
    assert "See you there" in page.last(own(BEN))
    assert page.passing
    assert "Coming" in page.last(CLUB)
    assert page.lines(CLUB)[-1]["edited_at"] == page.state["clock"]["now"]
    await page.says(CLEO, "can't make it, sorry")
    assert "Not coming" in page.last(CLUB)


async def test_days_and_weeks_pass_on_the_wall_clock(page):
    """SPEC 4.24: over the clock change of 25 October noon stays noon; and an end comes to what is planned."""
    at = page.now
    await page.does("step", by="day")
    assert (page.now - at).total_seconds() == 86400
    for _ in range(3):
        await page.does("step", by="week")
    assert (page.now.day, page.now.hour, page.now.utcoffset().total_seconds()) == (27, at.hour, 3600)
    for _ in range(4):
        await page.does("step", by="week")
    assert page.sees("Who came", ORGANIZERS)
    while (await page.does("step", by="post"))["sent"]:
        assert page.now.month < 12
    assert (await page.does("step", by="post")) == {"sent": False}


async def test_a_form_that_is_shown_whole(page, play, watchers):
    """SPEC 6: errors beside the fields, nothing lost; and every page that is open shows the same."""
    await page.says(ADA, "/circle new")
    form = page.form(ADA)
    assert [field["key"] for field in form["fields"]][:2] == ["course", "first_on"]
    with pytest.raises(CannotAct):
        await page.does("submit", ADA, draft="another", values={})
    await page.does("change", ADA, draft=form["draft"], changed="course", values={"course": "other"})
    assert [field["key"] for field in page.form(ADA)["fields"]][:2] == ["course", "title"]
    values = {"course": "other", "title": "Logic", "first_on": "13 Oct", "at": "25:61", "count": "6"}
    values |= {"every": "1", "minutes": "90", "place": "Hall"}
    await page.does("submit", ADA, draft=form["draft"], values=values)
    wrong = {field["key"]: field["error"] for field in page.form(ADA)["fields"] if field["error"]}
    assert list(wrong) == ["at"]
    assert "25:61" in wrong["at"]
    reloaded = Page(play, watchers)
    assert reloaded.form(ADA) == page.form(ADA)
    held = {field["key"]: field["holds"] for field in reloaded.form(ADA)["fields"]}
    assert (held["title"], held["first_on"]) == ("Logic", "2026-10-13")
    await page.does("submit", ADA, draft=form["draft"], values=values | {"at": "18:00"})
    assert page.form(ADA) is None
    assert reloaded.hears().form(ADA) is None
    assert "The draft of " in page.last(own(ADA))


async def test_a_form_that_is_closed_half_filled_is_as_it_was_left(page, play, watchers):
    """SPEC 6: for whoever opens it again, or loads the page anew; typing shows nothing new to anybody."""
    await page.says(ADA, "/circle new")
    form = page.form(ADA)
    other = Page(play, watchers)
    await page.does("change", ADA, draft=form["draft"], changed="place", values={"place": "Room 7"})
    held = {field["key"]: field["holds"] for field in Page(play, watchers).form(ADA)["fields"]}
    assert held["place"] == "Room 7"
    assert other.hears().form(ADA) == form
    await page.does("turn-away", ADA, draft=form["draft"])
    assert page.form(ADA) is other.hears().form(ADA) is None
    await page.says(ADA, "/circle new")
    again = page.form(ADA)
    assert {field["key"]: field["holds"] for field in again["fields"]}["place"] == "Room 7"
    await page.does("press", ADA, card=None, action=again["anew"]["action"])
    assert page.form(ADA)["anew"] is None
    assert not {field["key"]: field["holds"] for field in page.form(ADA)["fields"]}["place"]


async def test_a_form_that_is_asked_question_by_question(page, play, watchers):
    """SPEC 5: with days and hours as buttons; somebody who loads the page anew goes on where they were."""
    await page.says(DANA, "/browse")
    await page.presses(DANA, "Public Speaking")
    await page.presses(DANA, "Sign up")
    await page.presses(DANA, "Keep it")
    reloaded = Page(play, watchers)
    await reloaded.says(DANA, "Laugh <i>more</i>")
    for label in ("Skip", "Yes, write to me", "Sign me up"):
        await reloaded.presses(DANA, label)
    assert "You’re in" in reloaded.last(own(DANA))
    await page.says(EVE, "/browse")
    assert not page.sees("3 left", own(EVE))
    await page.says("telegram/ada l.", "/meeting 2")
    await page.presses("telegram/ada l.", "Move it")
    assert page.button("October 2026", own("telegram/ada l."))


async def test_full_circles_old_buttons_and_strangers_are_answered_as_everywhere(page):
    """SPEC 4.3, 4.9, 1.3: nothing on the page goes past the rules."""
    for who in (DANA, EVE):
        await page.says(who, "/browse")
        await page.presses(who, "Public Speaking")
        await page.presses(who, "Sign up")
        asked = page.button("Keep it", own(who))
        for label in ("Keep it", "Skip", "Skip", "Yes, write to me", "Sign me up"):
            await page.presses(who, label)
    assert "number 1 in line" in page.last(own(EVE))
    await page.does("press", EVE, **asked)
    assert "Something went wrong" not in page.last(own(EVE))
    await page.does("step", by="post")
    await page.does("step", by="post")
    yes = page.button("Yes", own(BEN))
    await page.does("step", by="week")
    await page.does("press", BEN, **yes)
    assert "too late to change that" in page.last(own(BEN))
    # The very button of Ada's, pressed by a learner.
    await page.says(ADA, "/circle manage")
    delete = page.button("Delete the circle", own(ADA))
    await page.does("press", EVE, **delete)
    assert "That’s for others to decide here." in page.last(own(EVE))


async def test_what_the_page_cannot_ask_for(page):
    """Whoever sends something else than the page does is told so, and nothing changes."""
    before = json.dumps(page.state)
    for asked in (
        {},
        {"do": "fly"},
        {"do": 1},
        {"do": "say", "who": "slack/zed", "where": own(BEN), "text": "x"},
        {"do": "say", "who": BEN, "where": own(ADA), "text": "x"},
        {"do": "say", "who": BEN, "where": ORGANIZERS, "text": "x"},
        {"do": "say", "who": BEN, "where": own(BEN), "text": "x" * 4001},
        {"do": "say", "who": BEN, "where": own(BEN), "text": ["x"]},
        {"do": "press", "who": BEN, "where": own(BEN), "card": "none", "action": "no such action"},
        {"do": "press", "who": BEN, "where": own(BEN), "card": "none", "action": "x" * 65},
        {"do": "locate", "who": BEN, "latitude": 91, "longitude": 0},
        {"do": "locate", "who": BEN, "latitude": True, "longitude": 0},
        {"do": "submit", "who": ADA, "draft": "none", "values": {}},
        {"do": "add", "pane": "organizers", "name": "Zed"},
        {"do": "add", "pane": "learners", "name": " \t "},
        {"do": "add", "pane": "learners", "name": "ben"},
        {"do": "step", "by": "year"},
    ):
        with pytest.raises(CannotAct):
            await page.play.act(asked)
    page.hears()
    assert json.dumps(page.state) == before


async def test_somebody_new_may_be_called_anything(page):
    """SPEC 4.27: what people write is told as it was written, for the page to set as text."""
    name = '<img src=x onerror="alert(1)">'
    told = await page.does("add", pane="learners", name=f"  {name} ")
    assert page.state["panes"][0]["people"][-1]["name"] == name
    await page.says(told["who"], "/start", where=page.state["panes"][0]["people"][-1]["room"])
    (_, welcome) = page.lines(page.state["panes"][0]["people"][-1]["room"])
    assert name in "".join(span["text"] for part in welcome["parts"] for span in part.get("spans", []))


async def test_a_link_is_opened_by_whoever_it_is_given_to(page):
    spans = [
        span
        for line in page.lines(own(ADA))
        for part in line.get("parts", [])
        for span in part.get("spans", [])
    ]
    code = next(span["code"] for span in spans if span.get("code", "").startswith("c-"))
    await page.does("open", EVE, code=code)
    assert page.lines(own(EVE))[0]["kind"] == "opened"
    assert "Public Speaking" in page.last(own(EVE))
    await page.does("locate", EVE, latitude=52.52, longitude=13.41)
    assert page.lines(own(EVE))[-2]["kind"] == "said"


async def test_files_can_be_fetched(page):
    await page.says(BEN, "/calendar")
    (file,) = page.lines(own(BEN))[-1]["attachments"]
    kept = page.play.file(file["key"])
    assert kept.name == file["name"]
    assert kept.content.startswith(b"BEGIN:VCALENDAR")
    assert page.play.file("none") is None


async def test_commands_are_listed_for_who_one_is_and_where(page):
    """SPEC 1.5, 6: typed with `/circle` on the Slack-like surface."""

    async def listed(who, where=None):
        return {one["typed"] for one in (await page.does("menu", who, where))["commands"]}

    assert "/rsvp" in await listed(BEN)
    assert "/rsvp" not in await listed(DANA)
    assert "/circle manage" in await listed(ADA)
    assert "/circle digest" in await listed(OMAR, ORGANIZERS)
    assert "/circle team" not in await listed(OMAR, ORGANIZERS)
    assert page.sees("/circle help", own(ADA)) is False
    await page.says(ADA, "/circle help")
    assert page.sees("/circle manage", own(ADA))
    await page.says(ADA, "/circle")
    assert page.sees("Public Speaking", own(ADA))


async def test_who_blocks_the_bot_is_unreachable_until_they_come_back(page):
    """SPEC 3.3: the facilitator sees by name whom nothing reaches; an unblock revives."""
    await page.does("block", BEN, blocks=True)
    assert [person["blocks"] for person in page.state["panes"][0]["people"]][:2] == [True, False]
    with pytest.raises(CannotAct):
        await page.says(BEN, "yes")
    before = len(page.lines(own(BEN)))
    await page.does("step", by="week")
    assert len(page.lines(own(BEN))) == before
    assert page.sees("are you coming", own(CLEO))
    await page.says(ADA, "/circle manage")
    assert "I can’t reach Ben." in page.last(own(ADA))
    await page.does("block", BEN, blocks=False)
    await page.says(BEN, "/mine")
    assert "Public Speaking" in page.last(own(BEN))
    with pytest.raises(CannotAct):
        await page.does("block", ADA, blocks=True)


async def test_a_reply_names_what_it_answers(page):
    await page.does("step", by="post")
    await page.does("step", by="post")
    prompt = page.lines(own(BEN))[-1]
    await page.says(BEN, "yes but late", answers=prompt["reference"])
    said = next(line for line in reversed(page.lines(own(BEN))) if line["kind"] == "said")
    assert said["answers"] == prompt["id"]


async def test_starting_over_begins_anew_for_everybody(page, play, watchers):
    other = Page(play, watchers)
    await page.does("step", by="week")
    await page.does("add", pane="learners", name="Zed")
    await page.does("start-over")
    for one in (page, other.hears()):
        assert (one.now.day, len(one.state["panes"][0]["people"])) == (5, 5)
        assert not one.sees("Zed", own(ADA))
    await page.does("step", by="post")
    assert other.hears().lines(own(ADA)) == page.lines(own(ADA))


async def test_many_at_once_are_done_one_after_the_other(page):
    """Two pages, ten quick taps: one answer, and time does not go back."""
    await page.does("step", by="post")
    await page.does("step", by="post")
    yes = page.button("Yes", own(BEN))
    await asyncio.gather(
        *(page.does("press", BEN, **yes) for _ in range(5)),
        page.does("step", by="day"),
        page.does("step", by="post"),
        page.says(CLEO, "yes"),
    )
    assert page.sees("See you there", own(BEN))
    assert not any("went wrong" in words(line) for lines in page.state["rooms"].values() for line in lines)
