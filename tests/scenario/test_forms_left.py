"""Forms that are shown whole and left half-filled: whoever opens them again goes on where they stopped."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.chat.buttons import AddCourse, NewCircle, StartAnew, encode
from bot.chat.forms import Form
from bot.chat.incoming import Changed, Pressed
from bot.chat.outgoing import Reply
from tests.scenario.cast import CIRCLE


def the_form(actor: Actor) -> Form:
    assert actor.form is not None
    return actor.form


def held(form: Form) -> dict[str, object]:
    return {key: value for key, value in form.values.items() if value}


async def types(actor: Actor, form: Form, key: str, value: str | tuple[str, ...], **others: str) -> Reply:
    """One field changes in the open window, which tells what all of them hold."""
    return await actor._take(
        Changed(
            sender=actor.sender,
            spot=actor.room.spot,
            draft=form.draft,
            revision=form.revision,
            changed=key,
            values={**{field.key: "" for field in form.fields}, **form.values, **others, key: value},
        )
    )


async def test_whoever_comes_back_goes_on(omar: Actor) -> None:
    """SPEC 6: drafts are kept. What is typed shows nothing new; a window that is closed is no end."""
    await omar.says("/circle new")
    fresh = the_form(omar)
    assert not fresh.begun
    assert await types(omar, fresh, "title", "Logic") == Reply()
    assert await types(omar, fresh, "place", "Room 2", title="Logic") == Reply()
    await omar.says("/circle new")
    again = the_form(omar)
    assert again.begun
    assert held(again) == held(fresh) | {"title": "Logic", "place": "Room 2"}
    assert again.draft == fresh.draft
    await omar.fills(CIRCLE | {"title": "Logic"})
    assert omar.sees("The draft of Logic is ready.")


async def test_what_was_sent_or_not_begun_does_not_come_back(omar: Actor) -> None:
    """SPEC 6: nor does a key that is told late, after the form was sent."""
    await omar.says("/circle new")
    first = the_form(omar)
    await omar.says("/circle new")
    assert not the_form(omar).begun
    assert the_form(omar).draft != first.draft
    await types(omar, the_form(omar), "title", "Logic")
    sent = the_form(omar)
    await omar.fills(CIRCLE)
    late = await types(omar, sent, "title", "Logik")
    assert late.form is None
    await omar.says("/circle new")
    assert not the_form(omar).begun
    assert "Logik" not in held(the_form(omar)).values()


async def test_what_was_cancelled_does_not_come_back(omar: Actor) -> None:
    await omar.says("/circle new")
    await types(omar, the_form(omar), "title", "Logic")
    await omar.says("/circle cancel")
    await omar.says("/circle new")
    assert not the_form(omar).begun
    assert held(the_form(omar)).get("title") is None


async def test_one_may_start_anew(omar: Actor) -> None:
    """Within the same window, in which nothing of what was typed stays."""
    await omar.says("/circle new")
    fresh = the_form(omar)
    await types(omar, fresh, "title", "Logic")
    await omar.says("/circle new")
    button = encode(StartAnew(fresh.draft))
    reply = await omar._take(Pressed(sender=omar.sender, spot=omar.room.spot, button=button))
    assert reply.form is not None
    assert held(reply.form) == held(fresh)
    assert not reply.form.begun
    assert reply.form.revision > fresh.revision
    await omar.says("/circle new")
    assert not the_form(omar).begun


async def test_another_form_leaves_it_there(stage: Stage, omar: Actor) -> None:
    """Windows do not stand in each other's way, whatever they are about."""
    (team,) = await stage.store.run(lambda work: work.teams.all())
    for button in (NewCircle(team.id), AddCourse(team.id), NewCircle(team.id)):
        if button == AddCourse(team.id):
            await types(omar, the_form(omar), "title", "Logic")
        pressed = Pressed(sender=omar.sender, spot=omar.room.spot, button=encode(button))
        omar.form = (await omar._take(pressed)).form
    assert held(the_form(omar))["title"] == "Logic"


async def test_what_was_not_touched_is_as_it_is_by_then(omar: Actor) -> None:
    """SPEC 4.32: a form that waited does not put back what has changed meanwhile."""
    await omar.says("/circle settings")
    await omar.presses("Change")
    form = the_form(omar)
    await types(omar, form, "quiet_from", "22:00")
    await omar.says("/circle name Omar the Great")
    await omar.says("/circle settings")
    await omar.presses("Change")
    again = the_form(omar)
    assert (again.begun, held(again)["name"]) == (True, "Omar the Great")
    assert held(again)["quiet_from"] == "22:00"


async def test_it_waits_for_a_month(stage: Stage, omar: Actor) -> None:
    await omar.says("/circle new")
    await types(omar, the_form(omar), "title", "Logic")
    await stage.advance(days=29)
    await omar.says("/circle new")
    assert the_form(omar).begun
    await stage.advance(days=31)
    await omar.says("/circle new")
    assert not the_form(omar).begun


async def test_a_field_that_steers_shows_the_form_anew(omar: Actor) -> None:
    await omar.says("/circle new")
    form = the_form(omar)
    reply = await types(omar, form, "city", "Berlin")
    assert reply.form is not None
    assert "zone" not in {field.key for field in reply.form.fields}
