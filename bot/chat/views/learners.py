"""What those who run a circle read about its seats and its line."""

from bot.app.learners import Added, LearnerList, SeatOf
from bot.app.overview import Dashboard
from bot.app.seats import Room
from bot.chat.buttons import (
    AddByName,
    ChangeCapacity,
    ChooseNext,
    InviteCoFacilitator,
    MakeSeatLink,
    Manage,
    PrintSignIn,
    PromoteLearner,
    RemoveLearner,
    SeeLearner,
    SeeLearners,
    ShareCircle,
    ShowCheckIn,
    encode,
)
from bot.chat.outgoing import Button, DeepLink, Facts, Message, Part, Plain, Spans, Style, Text, stacked
from bot.chat.turn import Reader
from bot.chat.views.circles import circle_link
from bot.chat.views.names import few, literal, people
from bot.domain.attendance import CHECK_IN_BEFORE
from bot.domain.circles import Circle, Stage
from bot.domain.signups import Standing
from bot.domain.times import Moment

PAGE = 15
"""How many people a page of the list shows."""

FRESH_LINKS = 3
"""For how many who are out of reach a dashboard has buttons."""


def which(reader: Reader, circles: list[Circle]) -> Message:
    """A button for each circle whose learners one looks after."""
    rows = tuple((Button(circle.name, encode(SeeLearners(circle.id))),) for circle in circles)
    return Message((Text(reader.say("manage-which")),), rows)


def listing(reader: Reader, seen: LearnerList, *, offset: int = 0) -> Message:
    """Who has which seat and who waits, a page of them with a button each, and how to add more."""
    say, circle = reader.say, seen.circle
    shown = seen.everybody[offset : offset + PAGE]
    heading = Text(say("learners-heading", circle=circle.name))
    taken = len(seen.seated) + len(seen.offered)
    seats = say("learners-unlimited", taken=taken)
    if circle.capacity is not None:
        seats = say("manage-seats", taken=taken, capacity=circle.capacity)
    lines = [_line(reader, circle, one) for one in shown] or [say("manage-nobody")]
    at_table, until_then = _check_in(reader, seen)
    names = [Button(one.name, encode(SeeLearner(one.signup.id))) for one in shown]
    return Message(
        (heading, Facts(((say.line("card-seats"), seats),)), Text(stacked(lines)), *until_then),
        (
            *at_table,
            *(tuple(names[i : i + 3]) for i in range(0, len(names), 3)),
            *_turns(reader, seen, offset),
            (
                Button(say.line("button-add-by-link"), encode(ShareCircle(circle.id))),
                Button(say.line("button-add-by-name"), encode(AddByName(circle.id)), opens_form=True),
            ),
            (
                Button(say.line("button-capacity"), encode(ChangeCapacity(circle.id)), opens_form=True),
                Button(say.line("button-sign-in"), encode(PrintSignIn(circle.id))),
            ),
            (Button(say.line("button-back-to-circle"), encode(Manage(circle.id))),),
        ),
    )


def one(reader: Reader, circle: Circle, seen: SeatOf) -> Message:
    """One of them: their seat, what they wrote, and what can be done."""
    say, signup = reader.say, seen.signup
    parts: list[Part] = [
        Text(say("learner-heading", name=seen.name, circle=circle.name)),
        Text(_line(reader, circle, seen)),
    ]
    said = [("learner-goal", signup.goal), ("learner-offer", signup.offer)]
    rows = tuple((say.line(key), (literal(words),)) for key, words in said if words)
    parts += [Facts(rows)] if rows else []
    link = say.line("button-seat-link" if seen.has_chat else "button-claim-link")
    first = [Button(link, encode(MakeSeatLink(signup.id)))]
    if signup.standing is not Standing.SEATED:
        first.insert(0, Button(say.line("button-choose-next"), encode(ChooseNext(signup.id))))
    back = Button(say.line("button-learners"), encode(SeeLearners(circle.id)))
    return Message(tuple(parts), (tuple(first), _ways_out(reader, circle, seen), (back,)))


def added(reader: Reader, done: Added) -> Message:
    """Who has a seat now, who waits, who was in already."""
    say = reader.say
    lines: list[Spans] = []
    for key, names in (
        ("added-seated", done.seated),
        ("added-waiting", done.waiting),
        ("added-already", done.already),
    ):
        lines += [say(key, total=len(names), names=few(reader, names))] if names else []
    parts = [Text(stacked(lines))]
    parts += [Text(say("added-by-name"))] if done.seated or done.waiting else []
    return Message(
        tuple(parts), ((Button(say.line("button-learners"), encode(SeeLearners(done.circle.id))),),)
    )


def share(reader: Reader, circle: Circle) -> Message:
    """The link with which people sign up."""
    return Message((Text(reader.say("share-link", circle=circle.name, link=circle_link(circle))),))


def seat_link(reader: Reader, circle: Circle, name: str, code: str) -> Message:
    """The link with which one person takes a seat."""
    link = DeepLink(f"s-{code}")
    return Message((Text(reader.say("seat-link", name=name, circle=circle.name, link=link)),))


def capacity_changed(reader: Reader, done: Room) -> Message:
    """How many seats there are now, and how many who waited get one."""
    say, circle = reader.say, done.circle
    text = say("capacity-unlimited", circle=circle.name)
    if circle.capacity is not None:
        text = say("capacity-changed", circle=circle.name, capacity=circle.capacity)
    return Message((Text(text), Text(say("capacity-promoted", total=done.promoted))))


def on_dashboard(reader: Reader, seen: Dashboard) -> list[Part]:
    """Who cannot be written to, and for whom a seat is held."""
    by_name = [learner.name for learner in seen.learners if not learner.has_chat]
    held = [learner.name for learner in seen.offered]
    return [*people(reader, "manage-by-name", by_name), *people(reader, "manage-held", held)]


def dashboard_rows(reader: Reader, seen: Dashboard) -> tuple[tuple[Button, ...], ...]:
    """The way to the learners, and a link for each of those who are out of reach."""
    say, circle = reader.say, seen.circle
    if circle.stage is Stage.DRAFT:
        return ((Button(say.line("button-capacity"), encode(ChangeCapacity(circle.id)), opens_form=True),),)
    fresh = tuple(
        Button(say.line("button-fresh-link", name=learner.name), encode(MakeSeatLink(learner.signup.id)))
        for learner in seen.unreachable[:FRESH_LINKS]
    )
    learners = (
        Button(say.line("button-learners-of"), encode(SeeLearners(circle.id))),
        Button(say.line("button-capacity"), encode(ChangeCapacity(circle.id)), opens_form=True),
    )
    return (*((fresh,) if fresh else ()), learners)


def _line(reader: Reader, circle: Circle, one: SeatOf) -> Spans:
    say, signup = reader.say, one.signup
    note: Spans = ()
    if not one.has_chat:
        note = (Plain(" – "), *say("learner-by-name"))
    elif one.is_lost:
        note = (Plain(" – "), *say("learner-lost"))
    match signup.standing:
        case Standing.OFFERED:
            until = reader.when(Moment(signup.held_until or reader.now, circle.zone))
            line = say("learner-held", seat=signup.seat or 0, name=one.name, until=until)
        case Standing.IN_LINE:
            line = say("learner-waits", position=one.position or 0, name=one.name)
        case _:
            line = say("learner-seat", seat=signup.seat or 0, name=one.name)
    return (*line, *note)


def _check_in(reader: Reader, seen: LearnerList) -> tuple[tuple[tuple[Button, ...], ...], tuple[Part, ...]]:
    """The code for the table while it can be used; else from when on."""
    say, ahead = reader.say, seen.next_meeting
    if seen.at_table is not None:
        show = ShowCheckIn(seen.at_table.id)
        return ((Button(say.line("button-check-in"), encode(show), style=Style.PRIMARY),),), ()
    if ahead is None or seen.circle.stage is Stage.DRAFT:
        return (), ()
    opens = reader.when(Moment(ahead.starts_at - CHECK_IN_BEFORE, ahead.zone))
    return (), (Text(say("check-in-opens", when=opens)),)


def _ways_out(reader: Reader, circle: Circle, seen: SeatOf) -> tuple[Button, ...]:
    say = reader.say
    sure = "remove-confirm" if seen.has_chat else "remove-confirm-by-name"
    remove = Button(
        say.line("button-remove", name=seen.name),
        encode(RemoveLearner(seen.signup.id)),
        style=Style.DANGER,
        confirm=say.line(sure, name=seen.name, circle=circle.name),
    )
    if not seen.has_chat:
        return (Button(say.line("button-co-facilitator"), encode(InviteCoFacilitator(circle.id))), remove)
    promote = Button(
        say.line("button-promote"),
        encode(PromoteLearner(seen.signup.id)),
        confirm=say.line("promote-confirm", name=seen.name, circle=circle.name),
    )
    return (promote, remove)


def _turns(reader: Reader, seen: LearnerList, offset: int) -> tuple[tuple[Button, ...], ...]:
    say, circle = reader.say, seen.circle
    turns: list[Button] = []
    if offset:
        turns.append(Button(say.line("browse-before"), encode(SeeLearners(circle.id, max(0, offset - PAGE)))))
    if offset + PAGE < len(seen.everybody):
        turns.append(Button(say.line("browse-more"), encode(SeeLearners(circle.id, offset + PAGE))))
    return (tuple(turns),) if turns else ()
