"""What is asked after a meeting and after the last one."""

from bot.app.ports import Work
from bot.chat.buttons import TellProgress, encode
from bot.chat.outgoing import Button, Message, Text
from bot.chat.turn import Reader
from bot.chat.views.about import About
from bot.chat.views.feedback import rating_rows
from bot.domain.feedback import Author, Progress
from bot.domain.ids import CircleId
from bot.domain.people import Person
from bot.domain.posts import AT_THE_END, Post


def how_was_it(reader: Reader, about: About, *, again: bool) -> Message:
    """Asks a facilitator, without a sound: five words from awful to great."""
    key = "how-was-it-again" if again else "how-was-it"
    text = reader.say(key, circle=about.circle.name, number=about.meeting.number, count=about.count)
    rows = rating_rows(reader, about.meeting.id, Author.FACILITATOR)
    return Message((Text(text),), rows, silent=True)


def rating(reader: Reader, about: About) -> Message:
    """Asks a learner: one to five."""
    number, count = about.meeting.number, about.count
    text = reader.say("rating-ask", circle=about.circle.name, number=number, count=count)
    return Message((Text(text),), rating_rows(reader, about.meeting.id, Author.LEARNER))


def goal_check(reader: Reader, work: Work, post: Post, person: Person) -> Message:
    """Asks how far the goal given at sign-up has come, mid-way or at the end."""
    say = reader.say
    last = post.revision == AT_THE_END
    circle = work.circles.get(CircleId(post.subject))
    signup = work.signups.of(circle.id, person.id)
    if signup is None or signup.goal is None:
        raise ValueError("a goal check goes to a learner with a goal")
    key = "goal-check-last" if last else "goal-check"
    buttons = tuple(
        Button(say.line(f"goal-{progress}"), encode(TellProgress(signup.id, int(last), progress)))
        for progress in Progress
    )
    text = say(key, name=person.name, circle=circle.name)
    return Message((Text(text), Text(say("goal-was", goal=signup.goal))), (buttons,))
