"""Forms as modals, and back: what Slack calls a view, its state, and its errors (SPEC 6)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.slack.blocks import VIEW_BLOCKS, VIEW_TITLE, Json, paragraph, plain, words
from adapters.slack.inputs import faces_of, inputs, is_choice_of_meaning, key_of, means_several, value_of
from bot.chat.forms import Form
from bot.chat.incoming import Values
from bot.domain.ids import DraftId

FORM, WORDS = "form", "words"
"""The `callback_id` of a view: a form, or words only."""


@dataclass(frozen=True, slots=True)
class Where:
    """What a view has to remember: the form's draft, and where its answer is shown; `channel` is empty in private.

    `steering` are the fields that others depend on.
    """

    draft: DraftId
    revision: int
    channel: str = ""
    steering: tuple[str, ...] = ()

    def written(self) -> str:
        """As `private_metadata`."""
        told = {"draft": self.draft, "revision": self.revision, "channel": self.channel}
        return json.dumps({**told, "steering": self.steering})


def where_of(view: Json) -> Where | None:
    """What the view remembers; None when it is no form of ours."""
    try:
        told: Json = json.loads(view.get("private_metadata") or "{}")
        return Where(
            DraftId(str(told["draft"])),
            int(told["revision"]),
            str(told.get("channel", "")),
            tuple(map(str, told.get("steering", ()))),
        )
    except (ValueError, KeyError, TypeError):
        return None


def form_view(
    form: Form, *, close: str, channel: str = "", before: Json | None = None, above: Sequence[Json] = ()
) -> Json:
    """The form as a view. Fields of the view `before` that hold the same keep their face, and so what is typed."""
    faces = faces_of(_held(before) if before else {})
    steering = tuple(field.key for field in form.fields if field.steers)
    blocks: list[Json] = [*above]
    if len(form.title) > VIEW_TITLE:
        blocks.append(paragraph([words(form.title, strong=True)]))
    for field in form.fields:
        if field.error and not means_several(field):
            blocks.append(paragraph([words(f"⚠️ {field.error}", strong=True)]))
        blocks += inputs(field, form.revision, faces)
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": plain(form.title, VIEW_TITLE),
        "submit": plain(form.submit, VIEW_TITLE),
        "close": plain(close, VIEW_TITLE),
        "private_metadata": Where(form.draft, form.revision, channel, steering).written(),
        "blocks": blocks[:VIEW_BLOCKS],
    }


def words_view(title: str, blocks: Sequence[Json], *, close: str) -> Json:
    """A view that only says something."""
    return {
        "type": "modal",
        "callback_id": WORDS,
        "title": plain(title, VIEW_TITLE),
        "close": plain(close, VIEW_TITLE),
        "blocks": list(blocks)[:VIEW_BLOCKS],
    }


def values_of(view: Json) -> Values:
    """What the fields of a view hold, by key."""
    found: dict[str, str | tuple[str, ...]] = {}
    meant: dict[str, str | tuple[str, ...]] = {}
    for block_id, fields in _held(view).items():
        for key, held in fields.items():
            value = value_of(held)
            if is_choice_of_meaning(block_id):
                meant[key] = value
                continue
            before = found.get(key)
            # A long list stands in several fields.
            found[key] = (
                (*before, *value) if isinstance(before, tuple) and isinstance(value, tuple) else value
            )
    offered_for = _typed_before(view)
    # Whoever types something else after all means that.
    return found | {
        key: value for key, value in meant.items() if value and found[key] == offered_for.get(key)
    }


def errors_in(form: Form, view: Json) -> dict[str, str] | None:
    """What is wrong, by field of the view; None when the view does not show all that is wrong or offered, or nothing is."""
    shown = {key_of(block_id): block_id for block_id in reversed(list(_held(view)))}
    wrong = {field.key: field.error for field in form.fields if field.error}
    if not wrong or not wrong.keys() <= shown.keys() or any(map(means_several, form.fields)):
        return None
    return {shown[key]: " ".join(error.split()) for key, error in wrong.items()}


def _held(view: Json) -> dict[str, dict[str, Json]]:
    state: Json = view.get("state") or {}
    return state.get("values") or {}


def _typed_before(view: Json) -> dict[str, str]:
    """What the view's text fields held when it was shown, by key."""
    elements: list[Json] = [block["element"] for block in view.get("blocks") or () if "element" in block]
    return {one["action_id"]: one["initial_value"] for one in elements if "initial_value" in one}
