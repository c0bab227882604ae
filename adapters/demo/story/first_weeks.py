"""The first two weeks: answers, feedback, a recap, a seat that goes on, and words passed to and fro."""

from adapters.demo.story.people import People


async def the_first_meeting(people: People) -> None:
    """A button, a button, plain words; then the meeting, and how it was for those who came."""
    ada, ben, cleo, dana = people.ada, people.ben, people.cleo, people.dana
    await people.until(10, 11, 18, 5)
    await ben.presses("Yes")
    await cleo.presses("No")
    await people.stage.advance(hours=1)
    await dana.says("yes, I'll be there")
    await people.until(10, 12, 10, 30)
    await ada.says("/circle manage")
    await people.until(10, 13, 20)
    await ada.presses("Say more")
    await ada.fills(
        {
            "rating": "Pretty well",
            "went_well": "Everybody spoke for a minute",
            "to_change": "Begin on time",
            "bring": "A poem of your choice",
        }
    )
    await ben.presses("With a sentence")
    await ben.fills({"rating": "5 ⭐", "sentence": "I spoke, and nobody laughed"})


async def a_recap_in_two_wordings(people: People) -> None:
    """Cleo missed it, so hers begins otherwise; Ada sees both before they go."""
    ada = people.ada
    await people.stage.advance(minutes=10)
    await ada.presses("Recap for learners")
    await ada.fills({"words": "We all introduced each other. The course's second chapter is for next week."})
    await ada.presses("Send to")
    await people.stage.advance(minutes=5)


async def a_seat_is_freed(people: People) -> None:
    """Cleo leaves, Eve gets the seat, and the second reminder is the first for her."""
    await people.until(10, 14, 9, 30)
    await people.cleo.says("/leave")
    await people.cleo.presses("Leave")
    await people.until(10, 18, 18, 10)
    await people.ben.presses("Yes")


async def words_go_back_and_forth(people: People) -> None:
    """Dana asks what no command knows, Ada replies, and neither learns the other's account."""
    ada, dana = people.ada, people.dana
    await dana.says("can't make it")
    await dana.says("Could I have the room's number for next time? I got lost")
    await people.stage.advance(minutes=15)
    await ada.presses("Reply")
    await ada.fills({"words": "It is room 2, up the stairs. I'll put up a sign!"})
    await people.stage.advance(minutes=5)
    await people.until(10, 19, 18, 30)
    await people.eve.says("count me in")
