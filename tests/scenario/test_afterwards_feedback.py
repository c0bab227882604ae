"""How a meeting was, who came, and what is done with it."""

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK
from adapters.demo.stage import Stage
from bot.app.feedback import Said, give_feedback, rate
from bot.domain.attendance import MOST_PRESENT
from bot.domain.audit import Deed
from bot.domain.errors import NotAllowed, ValueIsOutOfRange
from bot.domain.feedback import Author, MeetingIsNotOver
from tests.scenario.cast import REFUSED, circle_of, co_facilitator, id_of, join, october
from tests.unit.making import attempt

AFTER = october(13, 19, 45)
"""A quarter of an hour after the first meeting's end, when it is asked how it was."""


async def first_meeting(stage: Stage, ada: Actor):
    circle = await circle_of(stage, ada)
    return (await stage.store.run(lambda work: work.meetings.of_circle(circle.id)))[0]


def _every_meeting(work):
    circles = [circle for team in work.teams.all() for circle in work.circles.of_team(team.id)]
    return [meeting.id for circle in circles for meeting in work.meetings.of_circle(circle.id)]


async def feedback_of(stage: Stage, actor: Actor, author: Author = Author.FACILITATOR):
    meetings = await stage.store.run(_every_meeting)
    person = await id_of(stage, actor)
    found = await stage.store.run(lambda work: work.feedbacks.of_meetings(meetings))
    return [one for one in found if (one.person_id, one.author) == (person, author)]


async def attendance(stage: Stage, ada: Actor):
    meeting = await first_meeting(stage, ada)
    return (await stage.store.run(lambda work: work.attendances.of_meetings([meeting.id]))).get(meeting.id)


async def test_a_word_and_the_form_make_one_record(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 2, feedback: one record per meeting and author however it was entered."""
    await stage.advance_to(AFTER)
    await ada.presses("Okay")
    assert ada.sees("Noted: Okay. Thank you!")
    await ada.presses("Say more")
    await ada.fills({"went_well": "Everybody spoke", "to_change": "Begin on time"})
    assert ada.sees("How it was: Okay")
    assert ada.sees("Everybody spoke")
    await ada.says("/circle feedback")
    await ada.fills({"rating": "Great"})
    (record,) = await feedback_of(stage, ada)
    assert (record.rating, record.went_well, record.to_change) == (5, "Everybody spoke", "Begin on time")
    await ada.presses("Not so good")
    (record,) = await feedback_of(stage, ada)
    assert (record.rating, record.went_well) == (2, "Everybody spoke")


async def test_a_bare_number_is_a_rating_while_it_is_what_was_asked_last(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 4.12: "4" after "From 1 to 5" is the answer; what is said after other words is for the facilitators."""
    await ben.says("4")
    assert ben.sees("I’ve passed that on to Ada.")
    await stage.advance_to(october(11, 18, 30))
    await ben.presses("Yes")
    await cleo.presses("Yes")
    await stage.advance_to(AFTER)
    assert ben.sees("From 1 to 5")
    await ben.says("6")
    assert ben.sees("I’ve passed that on to Ada.")
    await ben.says(" 4 ")
    assert ben.sees("Noted: 4. Thank you!")
    (record,) = await feedback_of(stage, ben, Author.LEARNER)
    assert record.rating == 4
    await ada.says("/circle message How many chairs do we need?")
    await ada.fills({})
    await ada.presses("Send")
    await stage.advance(minutes=3)
    assert cleo.sees("How many chairs do we need?")
    await cleo.says("3")
    assert cleo.sees("I’ve passed that on to Ada.")
    await cleo.says("2", replying_to="From 1 to 5")
    assert cleo.sees("Noted: 2. Thank you!")
    (record,) = await feedback_of(stage, cleo, Author.LEARNER)
    assert record.rating == 2


async def test_the_roster_is_ticked_by_answers_and_check_ins_and_counted_everywhere(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor, cleo: Actor, dana: Actor
) -> None:
    """SPEC 2 and 4.23: pre-ticked from RSVPs and check-ins; two people ticked means attendance 2, everywhere."""
    await join(dana, ada)
    await ben.says("/rsvp yes")
    await dana.says("/rsvp no")
    await stage.advance_to(october(13, 17, 30))
    await ada.says("/circle manage")
    await ada.presses("Check-in code")
    await cleo.opens(ada.link("I’m here"))
    await stage.advance_to(AFTER)
    await ada.presses("Say more")
    attended = next(field for field in ada.form.fields if field.key == "attended")
    ticked = {option.label for option in attended.options if option.value in attended.initial}
    assert ticked == {"Ben", "Cleo"}
    await ada.fills({"rating": "4"})
    assert ada.sees("Who came: 2 people came")
    saved = await attendance(stage, ada)
    assert (saved.total, len(saved.people)) == (2, 2)
    await ada.says("/circle manage")
    assert ada.sees("Meeting 1: 2 people came · Pretty well")
    await omar.says("/circle digest next")
    assert omar.sees("2 came"), omar.screen


async def test_a_roster_that_is_asked_is_ticked_by_button_number_or_name(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor, cleo: Actor, dana: Actor
) -> None:
    """SPEC 5: forms one question at a time; quick taps on one card all count."""
    await join(dana, ada)
    eve = stage.person("Eve")
    await ada.presses("Invite a co-facilitator")
    await eve.opens(ada.link("Facilitate"))
    await stage.advance_to(AFTER)
    await eve.says("/feedback")
    await eve.presses("Great")
    assert eve.sees("Who came?")
    await eve.presses("☐ Cleo")
    await eve.presses("☐ Dana")
    assert eve.sees("✓ Cleo")
    await eve.presses("✓ Cleo")
    await eve.presses("Done")
    for _ in range(3):
        await eve.presses("Skip")
    assert eve.sees("Who came? Dana")
    await eve.presses("Save")
    assert (await attendance(stage, ada)).total == 1
    await eve.says("/feedback")
    await eve.fills({"attended": "1, cleo"})
    assert eve.sees("2 people came")
    await eve.says("/feedback")
    await eve.fills({"attended": "Ben"})
    assert eve.sees("one person came")


async def test_what_cannot_be_is_refused_with_the_reason(stage: Stage, ada: Actor) -> None:
    """SPEC 4.22: rating 9, attendance −1 or 500, a meeting not yet held."""
    await ada.says("/circle feedback")
    assert ada.sees("Meeting 1 isn’t over yet")
    meeting = await first_meeting(stage, ada)
    person = await id_of(stage, ada)

    def refusal(said: Said, now):
        return stage.store.run(
            lambda work: attempt(lambda: give_feedback(work, person, meeting.id, said, now=now))
        )

    assert isinstance(await refusal(Said(4), meeting.starts_at), MeetingIsNotOver)
    await stage.advance_to(AFTER)
    now = stage.clock.now()
    assert isinstance(await refusal(Said(9), now), ValueIsOutOfRange)
    for total in (-1, 500, MOST_PRESENT + 1):
        assert isinstance(await refusal(Said(4, total=total), now), ValueIsOutOfRange)
    await ada.presses("Say more")
    await ada.fills({"rating": "9"})
    assert ada.sees("isn’t one of the choices")
    for given in ("-1", "500"):
        await ada.fills({"rating": "4", "attended": given})
        assert ada.sees(f"“{given}” is out of range. Anything from 0 to 200 works.")
    await ada.fills({"attended": "12"})
    assert ada.sees("12 people came")
    assert (await attendance(stage, ada)).total == 12


async def test_feedback_can_be_changed_for_a_week(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2: editable for a week."""
    await stage.advance_to(AFTER)
    await ada.presses("Okay")
    await stage.advance(days=6, hours=23)
    await ada.presses("Great")
    await stage.advance(hours=2)
    meeting = await first_meeting(stage, ada)
    person, now = await id_of(stage, ada), stage.clock.now()
    await stage.store.run(lambda work: attempt(lambda: rate(work, person, meeting.id, 1, now=now)))
    await ada.says("/circle feedback 1")
    assert ada.sees("more than a week ago")
    (record,) = await feedback_of(stage, ada)
    assert record.rating == 5


async def test_next_time_bring_fills_the_next_agenda(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2: "next time bring…" fills the next meeting's agenda, which the next reminder shows."""
    await ada.says("/circle reminder")
    await ada.presses("Words of all reminders")
    await ada.fills({"words": "Hello {name}. {agenda}"})
    await stage.advance_to(AFTER)
    await ada.presses("Say more")
    await ada.fills({"rating": "4", "bring": "Bring a poem"})
    await stage.advance_to(october(18))
    assert ben.sees("Hello Ben. Bring a poem")


async def test_a_form_that_was_opened_earlier_leaves_a_newer_agenda_alone(
    stage: Stage, ada: Actor, ben: Actor
) -> None:
    """SPEC 4.32."""
    fay = await co_facilitator(stage, ada, "Fay")
    await stage.advance_to(AFTER)
    await ada.presses("Say more")
    await fay.presses("Say more")
    await fay.fills({"rating": "4", "bring": "Bring a poem"})
    await ada.fills({"rating": "5"})
    await ada.says("/circle feedback")
    assert next(f for f in ada.form.fields if f.key == "bring").initial == "Bring a poem"


async def test_learners_rate_with_a_sentence(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 2: rate the last meeting 1–5 with an optional sentence, which no other learner sees."""
    await ben.says("/rsvp yes")
    await stage.advance_to(AFTER)
    await ben.presses("4")
    assert ben.sees("Noted: 4. Thank you!")
    await ben.presses("With a sentence")
    await ben.fills({"rating": "3", "sentence": "A bit loud"})
    assert ben.sees("In a sentence: A bit loud")
    (record,) = await feedback_of(stage, ben, Author.LEARNER)
    assert (record.rating, record.sentence) == (3, "A bit loud")
    await cleo.says("/feedback")
    assert cleo.sees("How was Public Speaking, meeting 1 of 6?")
    assert not cleo.sees("loud")


async def test_who_is_marked_present_in_time_is_asked_once(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor, dana: Actor
) -> None:
    """SPEC 3: yes-sayers at the same moment; others marked present when attendance is saved, within 24 h."""
    await join(dana, ada)
    await ben.says("/rsvp yes")
    await stage.advance_to(AFTER)
    assert ben.sees("From 1 to 5")
    assert not cleo.sees("From 1 to 5")
    await ada.presses("Say more")
    await ada.fills({"rating": "4", "attended": "Ben, Cleo"})
    await stage.advance(minutes=1)
    assert cleo.sees("From 1 to 5")
    assert not ben.sees("From 1 to 5")
    assert not dana.sees("From 1 to 5")
    await stage.advance_to(october(14, 19, 0))
    await ada.says("/circle feedback")
    await ada.fills({"attended": "Ben, Cleo"})
    await stage.advance(minutes=1)
    assert not cleo.sees("From 1 to 5")
    await stage.advance_to(october(14, 19, 31))
    await ada.says("/circle feedback")
    await ada.fills({"attended": "Dana"})
    await stage.advance(days=1)
    assert not dana.sees("From 1 to 5")


async def test_feedback_is_for_those_who_belong(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor, zed: Actor
) -> None:
    """SPEC 1.3: whoever may not is told so; an organizer may what facilitators may, audited."""
    await stage.advance_to(AFTER)
    _, shown = ada.room.button("Great")
    zed.room.show(shown.message, "passed-on")
    await zed.presses("Great")
    assert zed.sees(REFUSED)
    await zed.presses("Say more")
    assert zed.sees(REFUSED)
    meeting = await first_meeting(stage, ada)
    learner, organizer, now = await id_of(stage, ben), await id_of(stage, omar), stage.clock.now()
    said = Said(4, people=(learner,))
    refused = await stage.store.run(
        lambda work: attempt(lambda: give_feedback(work, learner, meeting.id, said, now=now))
    )
    assert isinstance(refused, NotAllowed)
    await stage.store.run(lambda work: give_feedback(work, organizer, meeting.id, said, now=now))
    circle = await circle_of(stage, ada)
    trail = await stage.store.run(lambda work: work.audit.of_team(circle.team_id))
    assert [entry.actor for entry in trail if entry.action == Deed.RUN_CIRCLE] == [organizer]


async def test_with_several_circles_it_is_asked_which(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor
) -> None:
    gus = stage.person("Gus", surface=SLACK)
    await gus.says("/circle feedback")
    assert gus.sees("There is no meeting you could tell me about yet.")
    await stage.advance_to(AFTER)
    await ada.says("/circle feedback 9")
    assert ada.sees("There is no meeting 9")


async def test_one_reads_ones_goal_and_how_far_it_has_come(stage: Stage, ada: Actor, cleo: Actor) -> None:
    """SPEC 2, `mine` and `feedback`."""
    await cleo.says("/mine")
    assert cleo.sees("Your goal: “Give a toast”")
    await stage.advance_to(october(28, 12))
    await cleo.presses("On the way")
    await cleo.says("/mine")
    assert cleo.sees("Your goal: “Give a toast” · On the way")


async def test_of_two_who_say_who_came_the_second_is_told(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 4.32: a form that was opened before is never written over what another has said since; the rest of it counts."""
    fay = await co_facilitator(stage, ada, "Fay")
    await stage.advance_to(october(13, 20))
    for one in (ada, fay):
        await one.presses("Say more")
    await ada.fills({"rating": "4", "attended": "Ben, Cleo", "bring": "Pens"})
    await fay.fills({"rating": "Awful", "attended": "Cleo", "bring": "Paper", "to_change": "The room"})
    assert fay.sees("How it was: Awful")
    assert fay.sees("Who came: 2 people came")
    assert fay.sees("Somebody has said meanwhile who came, so I’ve left that as it is.")
    assert fay.sees(
        "Somebody has written meanwhile what to bring next time: “Pens”. I’ve left that as it is."
    )
    await fay.presses("Change it")
    await fay.fills({"attended": "Cleo", "bring": "Paper"})
    assert fay.sees("Who came: one person came")
    assert not fay.sees("meanwhile")
    await ada.says("/circle manage")
    assert ada.sees("one person came")


async def test_what_to_bring_is_shown_back_with_the_rest(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2: it fills the next agenda, whether the reminder has words of its own or not; what was said is shown in full."""
    await stage.advance_to(AFTER)
    await ada.presses("Say more")
    hints = {field.key: field.hint for field in ada.form.fields} if ada.form else {}
    assert (
        hints["bring"]
        == "It is the next meeting’s agenda, and stands in its reminder: Tue 20 Oct, 18:00 (Berlin time)."
    )
    await ada.fills({"rating": "4", "bring": "A joke <b>"})
    assert ada.sees("Next time, bring: A joke <b>")
    await ada.presses("Change it")
    await ada.fills({"bring": ""})
    assert not ada.sees("Next time, bring:")
    await ada.presses("Change it")
    await ada.fills({"bring": "Two jokes"})
    await stage.advance_to(october(18, 18, 1))
    assert ben.sees("Agenda: Two jokes")
