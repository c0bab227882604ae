"""Someone in the demo: says, presses, opens and fills in, and sees what comes of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Protocol

from rich.text import Text as Line

from adapters.demo.rooms import Room, Shown, Surface
from adapters.terminal.render import Piece, clean, form_pieces
from bot.app.ports import Store, Work
from bot.chat.buttons import EmptyField, PickOption, Press, SendForm, SkipField, UnknownButton, decode
from bot.chat.forms import Field, Form
from bot.chat.incoming import (
    Changed,
    Command,
    Incoming,
    Located,
    Opened,
    Pressed,
    Said,
    Screen,
    Sender,
    Spot,
    Submitted,
    Values,
)
from bot.chat.outgoing import Button, DeepLink, Reply
from bot.domain.drafts import Draft
from bot.domain.ids import new_id


class Note(Protocol):
    """Writes down what happened in a room; see Entry."""

    def __call__(
        self,
        room: Room,
        who: str | None,
        pieces: tuple[Piece, ...],
        *,
        did: Incoming | None = None,
        shown: Shown | None = None,
    ) -> None: ...


class Actor:
    """One person on one surface. `room` is their private conversation, where everything happens unless `at` names another."""

    def __init__(
        self,
        sender: Sender,
        room: Room,
        *,
        take: Callable[[Incoming], Awaitable[Reply]],
        store: Store,
        note: Note,
    ) -> None:
        self.sender = sender
        self.room = room
        self.form: Form | None = None
        """The form that is open before them, whole."""
        self._form_at = room
        self._take = take
        self._store = store
        self._note = note

    @property
    def name(self) -> str:
        """What they are called on their platform."""
        return self.sender.name

    @property
    def screen(self) -> str:
        """What they were shown in private since they last did something or the clock was moved."""
        return self.room.screen

    def sees(self, words: str) -> bool:
        """Whether the words are on their screen."""
        return self.room.sees(words)

    def link(self, label: str = "") -> DeepLink:
        """The newest link they were given whose label contains that."""
        return self.room.link(label)

    async def says(self, text: str, *, at: Room | None = None, replying_to: str | None = None) -> None:
        """Types a command or plain words, in reply to the message with certain words if these are given."""
        room = at or self.room
        await self.writes(text, room.with_reference_of(replying_to) if replying_to else None, at=room)

    async def writes(self, text: str, reply_to: str | None, *, at: Room | None = None) -> None:
        """Types that, in reply to the message of that reference if there is one."""
        room = at or self.room
        incoming = self._typed(text, room.spot, room.surface, reply_to)
        await self._act(room, incoming, [Line(clean(text, lines=True))])

    async def presses(self, label: str, *, at: Room | None = None) -> None:
        """Presses the button of that label, and confirms if that is asked."""
        room = at or self.room
        button, shown = room.button(label)
        await self.press(button, shown.reference, at=room)

    async def press(self, button: Button, reference: str | None, *, at: Room | None = None) -> None:
        """Presses that button on the message of that reference, however old both may be; what it asks is said yes to."""
        room = at or self.room
        incoming = Pressed(sender=self.sender, spot=room.spot, button=button.action, card=reference)
        done = [Line(f"[{clean(button.label)}]")]
        if button.confirm is not None:
            done.append(Line(f"{clean(button.confirm)} [OK]"))
        await self._act(room, incoming, done)

    async def opens(self, link: DeepLink) -> None:
        """Follows a link into the bot."""
        incoming = Opened(sender=self.sender, spot=self.room.spot, screen=Screen.LINK, code=link.code)
        await self._act(self.room, incoming, [Line(f"/start {clean(link.code)}")])

    async def shares(self, latitude: float, longitude: float, *, at: Room | None = None) -> None:
        """Shares a location."""
        room = at or self.room
        incoming = Located(sender=self.sender, spot=room.spot, latitude=latitude, longitude=longitude)
        await self._act(room, incoming, [Line(f"📍 {latitude:.5f}, {longitude:.5f}")])

    async def fills(self, values: Mapping[str, str]) -> None:
        """Answers the open form by the keys of its fields, an option by its value or label, and sends it.

        What is not given stays as it is. If something is wrong with an answer, the form stays open and says so. Raises
        LookupError when no form is open, it has no such field, or it insists on an answer that is not given.
        """
        if self.room.spot.asks:
            await self._answer_one_by_one(dict(values))
        else:
            await self._fill_in_whole(values)

    async def change(self, changed: str, held: Values) -> Form:
        """Another value in the open form's field of that key; returns the form as it is then.

        `held` is all that is filled in. Raises LookupError when no form is open, or it makes no sense any more.
        """
        form = self._open_form()
        reply = await self._take(
            Changed(
                sender=self.sender,
                spot=self._form_at.spot,
                draft=form.draft,
                revision=form.revision,
                changed=changed,
                values=held,
            )
        )
        # Where nothing is to be shown anew, it is as it was but for what is filled in.
        self.form = None if reply.messages else reply.form or _filled(form, held)
        return self._open_form()

    async def submit(self, held: Values) -> None:
        """Sends the open form with those values. Raises LookupError when no form is open."""
        form = self._open_form()
        filled = _filled(form, held)
        incoming = Submitted(
            sender=self.sender,
            spot=self._form_at.spot,
            draft=form.draft,
            revision=form.revision,
            values=filled.values,
        )
        bare = replace(filled, fields=tuple(replace(field, hint=None, error=None) for field in filled.fields))
        told = [piece for piece in form_pieces(bare) if isinstance(piece, Line)]
        await self._act(self._form_at, incoming, told)

    def turn_away(self) -> None:
        """Closes the open form without sending it."""
        self.form = None

    def _open_form(self) -> Form:
        if self.form is None:
            raise LookupError(f"{self.name} has no form open")
        return self.form

    def _typed(self, text: str, spot: Spot, surface: Surface, reply_to: str | None) -> Incoming:
        if not text.startswith("/"):
            return Said(sender=self.sender, spot=spot, text=text, reply_to=reply_to)
        verb, _, rest = text[1:].partition(" ")
        if surface.prefix and verb == surface.prefix:
            verb, _, rest = rest.strip().partition(" ")
            if not verb:
                return Opened(sender=self.sender, spot=self.room.spot, screen=Screen.HOME)
        return Command(sender=self.sender, spot=spot, verb=verb or "start", rest=rest, reply_to=reply_to)

    async def _act(self, room: Room, incoming: Incoming, done: list[Line]) -> Reply:
        room.look_away()
        self._note(room, self.name, tuple(done), did=incoming)
        card = incoming.card if isinstance(incoming, Pressed) else None
        reply = await self._take(incoming)
        if reply.toast:
            self._show(room, room.show_toast(Line(clean(reply.toast), "italic")))
        if reply.edit is not None:
            self._show(room, room.show(reply.edit, card or new_id()))
        self.form = reply.form
        if reply.form is not None:
            self._form_at = room
            shown = room.show_form(reply.form)
            # Until it is filled in, its title stands for it.
            self._note(room, None, shown.pieces if reply.form.has_errors else shown.pieces[:1], shown=shown)
        for message in reply.messages:
            self._show(room, room.show(message, new_id()))
        return reply

    def _show(self, room: Room, shown: Shown) -> None:
        self._note(room, None, shown.pieces, shown=shown)

    async def _fill_in_whole(self, values: Mapping[str, str]) -> None:
        form = self._open_form()
        while (steering := _next_to_steer(form, values)) is not None:
            held = {**form.values, steering.key: _value(steering, values[steering.key])}
            form = await self.change(steering.key, held)
        unknown = values.keys() - {field.key for field in form.fields}
        if unknown:
            raise LookupError(f"the form {form.key} has no {', '.join(sorted(unknown))}")
        fields = [field for field in form.fields if field.key in values]
        await self.submit(form.values | {field.key: _value(field, values[field.key]) for field in fields})

    async def _answer_one_by_one(self, values: dict[str, str]) -> None:
        draft = await self._draft()
        if draft is None:
            raise LookupError(f"{self.name} has no form open")
        answered: set[str] = set()
        while draft is not None and draft.asking is not None:
            if draft.asking in answered:
                return
            answered.add(draft.asking)
            await self._answer(draft, values.pop(draft.asking, None))
            draft = await self._draft()
        if values:
            raise LookupError(f"the form did not ask for {', '.join(sorted(values))}")
        if draft is not None:
            await self._press_kind(SendForm)

    async def _answer(self, draft: Draft, value: str | None) -> None:
        if value is None:
            await self._press_kind(SkipField, EmptyField)
            return
        for button, shown in self._offered(PickOption):
            if button.label.removeprefix("• ").casefold() == value.casefold():
                await self.press(button, shown.reference)
                return
        await self.says(value)

    async def _press_kind(self, *kinds: type[Press]) -> None:
        for kind in kinds:
            for button, shown in self._offered(kind):
                await self.press(button, shown.reference)
                return
        raise LookupError(f"{self.name} has to answer:\n{self.room.shown[-1].text}")

    def _offered(self, kind: type[Press]) -> list[tuple[Button, Shown]]:
        """The buttons of one kind on what they were shown last."""
        last = next(shown for shown in reversed(self.room.shown) if shown.message is not None)
        return [(button, last) for button in last.buttons() if isinstance(_meaning(button), kind)]

    async def _draft(self) -> Draft | None:
        """The form that is open in private: which field it asks for is not to be read off a question in words."""
        account = self.sender.account
        spot = f"{account.platform}:{account.workspace}:{self.room.spot.key}"

        def find(work: Work) -> Draft | None:
            known = work.accounts.by_key(account)
            return work.drafts.open_at(known.person_id, spot) if known else None

        return await self._store.run(find)


def _meaning(button: Button) -> Press | None:
    try:
        return decode(button.action)
    except UnknownButton:
        return None


def _next_to_steer(form: Form, values: Mapping[str, str]) -> Field | None:
    return next(
        (
            field
            for field in form.fields
            if field.steers and field.key in values and field.initial != _value(field, values[field.key])
        ),
        None,
    )


def _filled(form: Form, held: Values) -> Form:
    fields = tuple(replace(field, initial=held.get(field.key, field.initial)) for field in form.fields)
    return replace(form, fields=fields)


def _value(field: Field, given: str) -> str:
    """What is kept for an option that is named by its label."""
    by_label = {option.label.casefold(): option.value for option in field.options}
    return by_label.get(given.casefold(), given)
