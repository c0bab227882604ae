"""Notices: moved, cancelled, and what could not be delivered."""

from collections.abc import Sequence

from bot.app.heard import start_before
from bot.app.ports import Work
from bot.app.undelivered import author_of, can_go_again, lost_of
from bot.chat.buttons import Manage, SendAgain, SendUndelivered, encode
from bot.chat.outgoing import Button, Facts, Message, Part, Spans, Style, Text
from bot.chat.turn import Reader
from bot.chat.views.about import About
from bot.chat.views.circles import circle_link, where_of
from bot.chat.views.names import few
from bot.chat.views.rsvps import rsvp_row
from bot.domain.circles import Circle
from bot.domain.ids import CircleId, MeetingId, PostId, TeamId
from bot.domain.mishaps import parse_alert_subject, parse_undelivered_subject
from bot.domain.posts import Post, PostKind, PostState, parse_loss_subject, parse_place_subject
from bot.domain.signups import Standing
from bot.domain.teams import Team
from bot.domain.times import Moment


def moved(reader: Reader, work: Work, about: About) -> Message:
    """The old time and the new one; learners are asked again."""
    say, meeting = reader.say, about.meeting
    rows: list[tuple[str, Spans]] = []
    before = start_before(work, meeting, about.person.id)
    if before is not None:
        rows.append((say.line("moved-before"), reader.when_for_both(Moment(before, meeting.zone))))
    rows.append((say.line("moved-now"), reader.when_for_both(meeting.starts)))
    rows.append((say.line("post-where"), where_of(reader, about.circle, meeting, with_link=True)))
    heading = say("moved-heading", circle=about.circle.name, number=meeting.number, count=about.count)
    parts: list[Part] = [Text(heading), Facts(tuple(rows))]
    return _asking(reader, work, about, parts, "moved-ask")


def cancelled(reader: Reader, about: About) -> Message:
    """That a meeting is off."""
    say, meeting = reader.say, about.meeting
    heading = say("cancelled-heading", circle=about.circle.name, number=meeting.number, count=about.count)
    when = Facts(((say.line("post-when"), reader.when_for_both(meeting.starts)),))
    return Message((Text(heading), when, Text(say("cancelled-rest"))))


def on_again(reader: Reader, work: Work, about: About) -> Message:
    """That a cancelled meeting is on after all; learners are asked again."""
    say, meeting = reader.say, about.meeting
    heading = say("on-again-heading", circle=about.circle.name, number=meeting.number, count=about.count)
    return _asking(reader, work, about, [Text(heading), about.facts(reader)], "on-again-ask")


def changed(reader: Reader, about: About) -> Message:
    """That a meeting is somewhere else."""
    say, meeting = reader.say, about.meeting
    heading = say("changed-heading", circle=about.circle.name, number=meeting.number, count=about.count)
    return Message((Text(heading), about.facts(reader)))


def deleted(reader: Reader, circle: Circle) -> Message:
    """That a circle is no more."""
    say = reader.say
    return Message((Text(say("deleted-heading", circle=circle.name)), Text(say("deleted-rest"))))


def stepped_back(reader: Reader, work: Work, post: Post, circle: Circle | None, team: Team) -> Message:
    """Who facilitates no longer, and who goes on; to themselves, that they don't, or what they may do in the team now."""
    say = reader.say
    _, gone = parse_loss_subject(post.subject)
    if circle is None:
        roles = [m.role for m in work.teams.of(gone) if m.team_id == team.id]
        told = (
            say("roles-changed", team=team.name, role=roles[0])
            if roles
            else say("roles-none", team=team.name)
        )
        return Message((Text(told),))
    others = [one for one in work.circles.facilitators(circle.id) if one != post.person_id]
    names = work.people.names({gone, *others})
    with_whom = few(reader, [names[one] for one in others])
    if gone == post.person_id:
        yours = say("stepped-back-you", circle=circle.name, others=len(others), names=with_whom)
        return Message((Text(yours),))
    text = say("stepped-back", name=names[gone], circle=circle.name, others=len(others), names=with_whom)
    manage = Button(say.line("button-manage"), encode(Manage(circle.id)))
    return Message((Text(text),), ((manage,),))


def unreachable(reader: Reader, work: Work, post: Post) -> Message:
    """That somebody cannot be reached, with a link that brings them back."""
    say = reader.say
    of, lost = parse_loss_subject(post.subject)
    name = work.people.names([lost])[lost]
    circle = work.circles.find(CircleId(of))
    if circle is None:
        return Message((Text(say("unreachable-member", name=name)),))
    link = circle_link(circle)
    return Message((Text(say("unreachable", name=name, circle=circle.name, link=link)),))


def place_lost(reader: Reader, work: Work, post: Post, team: Team) -> Message:
    """That the digest's place is gone and where the digest goes instead."""
    place = work.places.get(parse_place_subject(post.subject)[1])
    return Message((Text(reader.say("place-lost", place=place.title, team=team.name)),))


def link_lost(reader: Reader, work: Work, post: Post, circle: Circle) -> Message:
    """That a linked place is gone, and how to link it again."""
    place = work.places.get(parse_place_subject(post.subject)[1])
    return Message((Text(reader.say("link-lost", place=place.title, circle=circle.name)),))


def unsure(reader: Reader, work: Work, post: Post, circle: Circle | None, team: Team) -> Message:
    """That nobody knows whether something arrived, and a button to send it again."""
    say = reader.say
    lost = work.posts.get(PostId(post.subject))
    where = circle.name if circle else team.name
    if lost.person_id is not None:
        name = work.people.names([lost.person_id])[lost.person_id]
        text = say("unsure-person", kind=lost.kind, where=where, name=name)
    else:
        place = work.places.get(lost.place_id).title if lost.place_id else ""
        text = say("unsure-place", kind=lost.kind, where=where, place=place)
    again = Button(say.line("button-send-again"), encode(SendAgain(lost.id)), style=Style.PRIMARY)
    return Message((Text(text),), ((again,),))


def undelivered(reader: Reader, work: Work, post: Post, circle: Circle | None, team: Team) -> Message:
    """Who did not get something that was given up, and a button to send it again where that makes sense."""
    say = reader.say
    kind, subject = parse_undelivered_subject(post.subject)
    lost = lost_of(work, post, now=reader.now)
    meeting = work.meetings.find(MeetingId(subject))
    # To others than the author it is not "your message".
    is_own = kind not in {PostKind.MESSAGE, PostKind.RELAY} or author_of(work, post) == post.person_id
    about = {
        "kind": kind if is_own else PostKind.UNSURE,
        "where": circle.name if circle else team.name,
        "number": meeting.number if meeting else 0,
    }
    parts: list[Part] = []
    for key, state in (("undelivered-failed", PostState.FAILED), ("undelivered-unsure", PostState.UNKNOWN)):
        names = _recipients(work, [one for one in lost if one.state is state])
        if names:
            parts.append(Text(say(key, **about, names=few(reader, names))))
    if not parts:
        return Message((Text(say("undelivered-settled", **about)),))
    if not any(can_go_again(one, now=reader.now) for one in lost):
        return Message(tuple(parts))
    again = Button(say.line("button-send-again"), encode(SendUndelivered(post.id)), style=Style.PRIMARY)
    return Message(tuple(parts), ((again,),))


def alert(reader: Reader, work: Work, post: Post) -> Message:
    """What the operator is told, without anybody's name."""
    what, of = parse_alert_subject(post.subject)
    team = work.teams.find(TeamId(of))
    return Message((Text(reader.say(f"alert-{what}", of=team.name if team else of, team=of)),))


def _recipients(work: Work, posts: Sequence[Post]) -> list[str]:
    names = work.people.names({post.person_id for post in posts if post.person_id})
    places = {post.place_id for post in posts if post.place_id}
    return sorted([*names.values(), *(work.places.get(place).title for place in places)], key=str.casefold)


def _asking(reader: Reader, work: Work, about: About, parts: list[Part], ask: str) -> Message:
    """With the question whether one comes, for learners."""
    signup = work.signups.of(about.circle.id, about.person.id)
    if signup is None or signup.standing is not Standing.SEATED:
        return Message(tuple(parts))
    return Message((*parts, Text(reader.say(ask))), (rsvp_row(reader, about.meeting),))
