"""Buttons under a message. One that asks first carries a mark, and is pressed twice: the question comes in between."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import KeyboardButtonStyle

from adapters.telegram.rich import possible
from bot.chat.buttons import LONGEST
from bot.chat.outgoing import Button, Message, Style

ASKS = "?"
"""Stands before the action of a button that asks first."""

TAKE_BACK = "!"
"""What the button does that takes the question back."""

IN_A_ROW, MOST = 8, 100
"""Buttons that Telegram takes in a row and under a message."""

_STYLES = {Style.PRIMARY: KeyboardButtonStyle.PRIMARY, Style.DANGER: KeyboardButtonStyle.DANGER}


def keyboard_of(message: Message) -> InlineKeyboardMarkup | None:
    """The message's buttons, None where it has none."""
    rows = [list(row) for row in _rows(message.buttons)]
    return InlineKeyboardMarkup(rows) if rows else None


def data_of(button: Button) -> str:
    """What Telegram sends when the button is pressed."""
    if button.confirm is not None and len(button.action.encode()) < LONGEST:
        return f"{ASKS}{button.action}"
    return button.action


def is_asked(keyboard: InlineKeyboardMarkup | None) -> bool:
    """Whether a question stands above the buttons."""
    rows = keyboard.inline_keyboard if keyboard else ()
    return bool(rows) and any(button.callback_data == TAKE_BACK for button in rows[0])


def is_asked_above(message: Mapping[str, Any]) -> bool:
    """Likewise, of a message as Telegram tells it."""
    keyboard: Any = message.get("reply_markup") or {}
    rows: Any = keyboard.get("inline_keyboard")
    return bool(rows) and any(button.get("callback_data") == TAKE_BACK for button in rows[0])


def with_question(keyboard: InlineKeyboardMarkup, data: str, *, no: str) -> InlineKeyboardMarkup:
    """The buttons, with the one that was pressed and a way back above them."""
    rows = without_question(keyboard).inline_keyboard
    yes = InlineKeyboardButton(
        label_of(keyboard, data), callback_data=data.removeprefix(ASKS), style=KeyboardButtonStyle.DANGER
    )
    return InlineKeyboardMarkup([[yes, InlineKeyboardButton(no, callback_data=TAKE_BACK)], *rows])


def label_of(keyboard: InlineKeyboardMarkup, data: str) -> str:
    """What stands on the button that was pressed."""
    buttons = (button for row in keyboard.inline_keyboard for button in row)
    return next((button.text for button in buttons if button.callback_data == data), "✓")


def without_question(keyboard: InlineKeyboardMarkup) -> InlineKeyboardMarkup:
    """The buttons as they were before the question."""
    return InlineKeyboardMarkup(keyboard.inline_keyboard[1:]) if is_asked(keyboard) else keyboard


def _rows(rows: Sequence[Sequence[Button]]) -> Iterator[tuple[InlineKeyboardButton, ...]]:
    left = MOST
    for row in rows:
        for start in range(0, len(row), IN_A_ROW):
            found = tuple(_button(button) for button in row[start : start + IN_A_ROW])[:left]
            left -= len(found)
            if found:
                yield found


def _button(button: Button) -> InlineKeyboardButton:
    label = " ".join(possible(button.label).split()) or "·"
    return InlineKeyboardButton(label, callback_data=data_of(button), style=_STYLES.get(button.style))
