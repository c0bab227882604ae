"""Being forgotten: asked twice, done at once, with a receipt."""

from datetime import UTC, datetime, timedelta

from bot.app.erasure import Forgotten, forget, see_what_goes
from bot.chat.buttons import ForgetMe, RunVerb, encode
from bot.chat.outgoing import Button, Message, Reply, Spans, Style, Text, stacked
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views.names import few

ASKED_FOR = timedelta(minutes=10)
"""How long after the first question the last one can be answered; later it begins anew."""


def ask(turn: Turn) -> Reply:
    """`/forgetme`: what goes and what stays."""
    gone = see_what_goes(turn.work, turn.actor, now=turn.now)
    say = turn.say
    go_on = ForgetMe(int(turn.now.timestamp()), 0)
    button = Button(say.line("button-forget"), encode(go_on), style=Style.DANGER)
    data = Button(say.line("menu-mydata"), encode(RunVerb("mydata")))
    text = stacked([say("forget-ask"), *_ends(turn, gone), say("forget-stays")])
    return Reply(messages=[Message((Text(text),), ((button,), (data,)))])


def go_on(turn: Turn, press: ForgetMe) -> Reply:
    """The second question, then the deed. Buttons that have lain there for long begin anew."""
    asked_at = datetime.fromtimestamp(press.asked, UTC)
    if turn.now >= asked_at + ASKED_FOR:
        return ask(turn)
    say = turn.say
    if not press.sure:
        see_what_goes(turn.work, turn.actor, now=turn.now)
        last = Button(say.line("button-forget-now"), encode(ForgetMe(press.asked, 1)), style=Style.DANGER)
        return Reply(edit=Message((Text(say("forget-sure")),), ((last,),)))
    gone = forget(turn.work, turn.actor, called=say.line("somebody-who-left"), now=turn.now)
    text = stacked([say("forgotten"), *_ends(turn, gone), say("forget-stays"), say("forgotten-bye")])
    return Reply(edit=Message((Text(text),)), home_dirty=True)


def _ends(turn: Turn, gone: Forgotten) -> list[Spans]:
    """The seats and roles that end, a line each; none where there are none."""
    kinds = {"circles": gone.circles, "facilitated": gone.facilitated, "teams": gone.teams}
    return [
        turn.say(f"forget-{kind}", names=few(turn.reader, names)) for kind, names in kinds.items() if names
    ]


SUBJECT = Subject(verbs={"forgetme": lambda turn, _: ask(turn)}, presses={ForgetMe: go_on})
