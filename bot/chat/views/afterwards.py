"""What is asked and told after a meeting and after the last one."""

from bot.app.ports import Work
from bot.chat.buttons import TellProgress, encode
from bot.chat.outgoing import Button, Chart, Facts, Message, Part, Plain, Text
from bot.chat.turn import Reader
from bot.chat.views.about import About
from bot.chat.views.feedback import rating_rows
from bot.domain.feedback import Author, Progress
from bot.domain.ids import CircleId
from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.domain.posts import AT_THE_END, Post
from bot.domain.rsvps import headcount


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


def wrap_up(reader: Reader, work: Work, post: Post) -> Message:
    """The circle in numbers: who said yes by meeting, how it was rated, how many goals were reached."""
    say = reader.say
    circle = work.circles.get(CircleId(post.subject))
    meetings = [meeting for meeting in work.meetings.of_circle(circle.id) if meeting.is_on]
    learners = [signup.person_id for signup in work.signups.seated(circle.id)]
    answers = work.rsvps.of_meetings([meeting.id for meeting in meetings])

    def coming(meeting: Meeting) -> int:
        return len(headcount(meeting, learners, answers.get(meeting.id, {})).coming)

    series = tuple((f"{meeting.number}", float(coming(meeting))) for meeting in meetings)
    parts: list[Part] = [
        Text(say("wrap-up-heading", circle=circle.name)),
        Facts(
            (
                (say.line("wrap-up-learners"), (Plain(say.number(len(learners))),)),
                (say.line("wrap-up-ratings"), (Plain(_ratings(reader, work, meetings)),)),
                (say.line("wrap-up-goals"), say("wrap-up-goals-of", **_goals(work, circle.id))),
            )
        ),
        Chart(say.line("wrap-up-chart"), series, say.line("wrap-up-chart-alt", numbers=_listed(series))),
    ]
    return Message(tuple(parts))


def _ratings(reader: Reader, work: Work, meetings: list[Meeting]) -> str:
    say = reader.say
    given = work.feedbacks.of_meetings([meeting.id for meeting in meetings])

    def mean(author: Author) -> str:
        ratings = [feedback.rating for feedback in given if feedback.author is author]
        return say.number(round(sum(ratings) / len(ratings), 1)) if ratings else say.line("wrap-up-none")

    return say.line("wrap-up-rated", facilitators=mean(Author.FACILITATOR), learners=mean(Author.LEARNER))


def _goals(work: Work, circle: CircleId) -> dict[str, int]:
    goals = {signup.id for signup in work.signups.seated(circle) if signup.goal}
    checks = [check for check in work.goal_checks.of_circle(circle) if check.last]
    reached = {check.signup_id for check in checks if check.progress is Progress.REACHED}
    return {"reached": len(reached & goals), "total": len(goals)}


def _listed(series: tuple[tuple[str, float], ...]) -> str:
    return ", ".join(f"{label}: {value:g}" for label, value in series)
