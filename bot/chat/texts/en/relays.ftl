# Talking back: words between learners and those who facilitate, and running late.

relay-to-facilitators = 💬 **{ $name }**, **{ $circle }**:
relay-to-learner = 💬 **{ $name }** answers, **{ $circle }**:
relay-answered = You wrote: “{ $text }”
relay-passed-on = 💬 I’ve passed that on to { $names }.
relay-which = Whom is that for? I’ve kept your words.
relay-which-button = { $circle }
relay-for-learners = Should your learners read that? Then I’ll make a message of it. To answer somebody, press **Reply** under their words.
relay-for-learners-button = A message to { $circle }
button-reply = Reply

form-reply = Your answer
form-reply-submit = Send
reply-words = What would you like to answer { $name }?
reply-hint = They wrote: “{ $text }”
reply-hint-answered = { $name } has answered already: “{ $text }”

button-late = 🏃 Running late
late-relay = 🏃 **{ $name }** is running late for **{ $circle }**, { $when }.
late-told = 🏃 No worries. I’ve told { $names }. See you in a bit!
late-told-already = They know already. See you in a bit!
late-which = For which meeting?
late-none = You have no meeting today. On the day I can tell the others that you are running late.

# Whole messages, and beginnings or parts of more than one word, that say that somebody is late, with | between.
words-late = late | running late | i’m running late | im running late | i’ll be late | ill be late | i will be late | i’m late | im late | i am late | going to be late | gonna be late | i’ll be a bit late | ill be a bit late | i’ll be a little late | i’m a bit late | i’m going to be late | running a bit late | running a little late | be there late
# Words after an answer that show that there is more to it: “yes but late”, “no because I’m sick”.
words-after-answer = but | and | because | cause | since | though | although | unless | if | only | just | with | sorry | i’ll | i’m | running | late

error-late-is-for-the-day = That’s for the day of the meeting: { $starts }. If you can’t come, just say no.
error-recipient-has-left = { $name } isn’t in “{ $circle }” any more, so I can’t pass that on.
