# RSVPs: prompts, answers, plain words.

rsvp-yes = ✅ Yes
rsvp-maybe = 🤔 Maybe
rsvp-no = ❌ No
rsvp-ask = Do you come to **{ $circle }**, { $number } of { $count }?
rsvp-you-said =
    { $answer ->
        [yes] You said **yes**.
        [no] You said **no**.
       *[maybe] You said **maybe**.
    }
rsvp-taken =
    { $answer ->
        [yes] ✅ See you there!
        [no] ❌ Thanks for telling. We’ll miss you.
       *[maybe] 🤔 Thanks. Tell me when you know.
    }
rsvp-again =
    { $answer ->
        [yes] You said yes already.
        [no] You said no already.
       *[maybe] You said maybe already.
    }
rsvp-for = **{ $circle }**, { $number } of { $count }
rsvp-reason = The facilitators read: “{ $reason }”
rsvp-which = For which meeting?
rsvp-none = There is no meeting ahead that you could answer for.
# $position: counted from 1.
rsvp-in-line = You’re number { $position } in line for **{ $circle }**. As soon as a seat is yours, you can answer.
rsvp-how = That can be **/rsvp yes**, **/rsvp maybe** or **/rsvp no**, with a reason if you like, or **/rsvp late** on the day. For a later meeting, say its number: **/rsvp 3 no**.
rsvp-no-such-number = There is no meeting { $number } ahead that you could answer for. **/mine** shows which there are.
rsvp-moved = That meeting has moved.
rsvp-sign-up-first = You aren’t in **{ $circle }** yet. Sign up, and I’ll keep your answer.

# Whole messages that mean an answer, with | between. Case, punctuation and emoji don’t matter. The short ones of the languages
# that people are likely to answer in are among them, whatever language they read.
words-yes = yes | y | yep | yeah | yup | sure | ok | okay | yes please | of course | i’m in | im in | count me in | i’ll be there | ill be there | i’ll come | ill come | i will come | i’m coming | im coming | coming | see you there | yes i’m coming | yes im coming | yes i’ll be there | yes ill be there | ja | ja gerne | klar | sí | si | claro | oui | bien sûr | da | sigur | ✅ | 👍
words-maybe = maybe | perhaps | not sure | not sure yet | i don’t know yet | i dont know yet | possibly | might | i might come | vielleicht | quizás | tal vez | peut-être | poate | 🤔
words-no = no | n | nope | nah | not coming | i’m not coming | im not coming | can’t | cant | cannot | can’t make it | cant make it | i can’t make it | i cant make it | cannot make it | i cannot make it | can’t come | cant come | i can’t come | i cant come | no sorry | sorry no | sorry i can’t make it | sorry i cant make it | sorry can’t make it | sorry cant make it | not this time | not this week | nein | leider nicht | nein leider | non | nu | ❌ | 👎

error-meeting-has-started = Meeting { $number } began { $starts }, so it’s too late to change that.
error-meeting-did-not-happen = Meeting { $number }, { $starts }, didn’t happen.
error-meeting-is-cancelled = Meeting { $number }, { $starts }, is cancelled. There is nothing you need to do.
error-meeting-has-moved = Meeting { $number } has moved: { $starts }.
