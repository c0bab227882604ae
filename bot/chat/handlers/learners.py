"""Looking after a circle's learners: seats, the line, adding, removing, promoting, links and the sign-in sheet."""

from dataclasses import replace

from bot.app.circles import circles_run_by
from bot.app.claims import make_seat_link
from bot.app.learners import (
    add_by_name,
    ensure_can_add,
    promote_learner,
    remove_learner,
    see_learner,
    see_learners,
)
from bot.app.seats import MOST_SEATS, change_capacity, choose_next
from bot.chat.buttons import (
    AddByName,
    ChangeCapacity,
    ChooseNext,
    MakeSeatLink,
    PrintSignIn,
    PromoteLearner,
    RemoveLearner,
    SeeLearner,
    SeeLearners,
    ShareCircle,
)
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind
from bot.chat.handlers.pages import page_buttons
from bot.chat.incoming import Values
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import learners as views
from bot.chat.views.sign_in import sheet
from bot.chat.views.told_apart import told_apart
from bot.domain.circles import CircleHasFinished, Stage
from bot.domain.ids import CircleId


def learners(turn: Turn) -> Reply:
    """`/learners`: those of the circle one runs; with several, it is asked which."""
    circles = [
        circle
        for circle in circles_run_by(turn.work, turn.actor, now=turn.now)
        if circle.stage is not Stage.DRAFT
    ]
    match circles:
        case []:
            return Reply(messages=[Message((Text(turn.say("learners-none")),))])
        case [only]:
            return _list(turn, CircleId(only.id))
        case several:
            return Reply(messages=[views.which(turn.reader, told_apart(turn.reader, turn.work, several))])


def see_all(turn: Turn, press: SeeLearners) -> Reply:
    """A page of the list; a further one takes the place of the one before."""
    if not press.offset:
        return _list(turn, press.circle)
    seen = see_learners(turn.work, turn.actor, press.circle, now=turn.now)
    return Reply(edit=views.listing(turn.reader, seen, offset=press.offset))


def see_one(turn: Turn, press: SeeLearner) -> Reply:
    """One of them."""
    circle, seen = see_learner(turn.work, turn.actor, press.signup, now=turn.now)
    return Reply(messages=[views.one(turn.reader, circle, seen)])


def share(turn: Turn, press: ShareCircle) -> Reply:
    """The circle's own link."""
    circle = ensure_can_add(turn.work, turn.actor, press.circle, now=turn.now)
    shared = views.share(turn.reader, circle)
    return Reply(messages=[replace(shared, buttons=page_buttons(turn, circle))])


def begin_adding(turn: Turn, press: AddByName) -> Reply:
    """Opens the form for names."""
    ensure_can_add(turn.work, turn.actor, press.circle, now=turn.now)
    return open_form(turn, NamesPaper.key, {"circle": press.circle})


def begin_capacity(turn: Turn, press: ChangeCapacity) -> Reply:
    """Opens the form for the number of seats."""
    see_learners(turn.work, turn.actor, press.circle, now=turn.now)
    return open_form(turn, CapacityPaper.key, {"circle": press.circle})


def print_sign_in(turn: Turn, press: PrintSignIn) -> Reply:
    """The sheet for the next meeting."""
    seen = see_learners(turn.work, turn.actor, press.circle, now=turn.now)
    if seen.next_meeting is None:
        raise CircleHasFinished(circle=seen.circle.name)
    return Reply(messages=[sheet(turn.reader, seen, seen.next_meeting)])


def remove(turn: Turn, press: RemoveLearner) -> Reply:
    """Takes somebody off the circle."""
    circle, seen = remove_learner(turn.work, turn.actor, press.signup, now=turn.now)
    key = "removed-done" if seen.has_chat else "removed-by-name"
    text = turn.say(key, name=seen.name, circle=circle.name)
    return Reply(messages=[Message((Text(text),))], home_dirty=True)


def promote(turn: Turn, press: PromoteLearner) -> Reply:
    """A learner facilitates the circle too."""
    circle, seen = promote_learner(turn.work, turn.actor, press.signup, now=turn.now)
    text = turn.say("promoted-done", name=seen.name, circle=circle.name)
    return Reply(messages=[Message((Text(text),))], home_dirty=True)


def make_link(turn: Turn, press: MakeSeatLink) -> Reply:
    """A link for somebody who has no account, or has a new one."""
    circle, name, code = make_seat_link(turn.work, turn.actor, press.signup, now=turn.now)
    return Reply(messages=[views.seat_link(turn.reader, circle, name, code)])


def choose(turn: Turn, press: ChooseNext) -> Reply:
    """Somebody in line comes before their turn."""
    _, seen = see_learner(turn.work, turn.actor, press.signup, now=turn.now)
    circle, _, turned = choose_next(turn.work, turn.actor, press.signup, now=turn.now)
    text = turn.say("chosen", outcome=turned, name=seen.name, circle=circle.name)
    return Reply(messages=[Message((Text(text),))], home_dirty=True)


class NamesPaper:
    """Who is added by name."""

    key = "names"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The names."""
        ensure_can_add(turn.work, turn.actor, CircleId(about["circle"]), now=turn.now)
        say = turn.say
        return (Field("names", FieldKind.TEXT, say.line("names-label"), hint=say.line("names-hint")),)

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Adds them, and reports who was in already."""
        given, circle = str(values["names"]), CircleId(about["circle"])
        done = add_by_name(turn.work, turn.actor, circle, given, now=turn.now)
        return Reply(messages=[views.added(turn.reader, done)], home_dirty=True)


class CapacityPaper:
    """How many seats there are."""

    key = "capacity"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """A number; nothing means no limit."""
        seen = see_learners(turn.work, turn.actor, CircleId(about["circle"]), now=turn.now)
        say, capacity = turn.say, seen.circle.capacity
        return (
            Field(
                "capacity",
                FieldKind.NUMBER,
                say.line("new-capacity"),
                required=False,
                initial=None if capacity is None else str(capacity),
                hint=say.line("capacity-hint"),
                min=0,
                max=MOST_SEATS,
            ),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Changes it; those who waited get the new seats."""
        given = str(values.get("capacity", ""))
        capacity = int(given) if given else None
        done = change_capacity(turn.work, turn.actor, CircleId(about["circle"]), capacity, now=turn.now)
        return Reply(messages=[views.capacity_changed(turn.reader, done)], home_dirty=True)


def _list(turn: Turn, circle: CircleId) -> Reply:
    seen = see_learners(turn.work, turn.actor, circle, now=turn.now)
    return Reply(messages=[views.listing(turn.reader, seen)])


SUBJECT = Subject(
    verbs={"learners": lambda turn, _: learners(turn)},
    presses={
        SeeLearners: see_all,
        SeeLearner: see_one,
        ShareCircle: share,
        AddByName: begin_adding,
        ChangeCapacity: begin_capacity,
        PrintSignIn: print_sign_in,
        RemoveLearner: remove,
        PromoteLearner: promote,
        MakeSeatLink: make_link,
        ChooseNext: choose,
    },
    papers=(NamesPaper(), CapacityPaper()),
)
