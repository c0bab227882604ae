# What will be sent, what was sent, and why.

timeline-heading = What will be sent in **{ $circle }**
timeline-nothing = Nothing is planned for **{ $circle }**.
timeline-more =
    { $total ->
        [one] … and one more
       *[other] … and { $total } more
    }
timeline-nobody = To nobody as things are: { $what }
timeline-line =
    { $when }: { $kind ->
        [preview] preview of reminder { $number } to
        [reminder] reminder { $number } to
        [nudge] nudge { $number } to
        [today] “today” { $number } to
        [how-was-it] “how was it?” { $number } to
        [how-was-it-again] “how was it?” { $number }, once more, to
        [rating] learners’ rating { $number } to
        [goal-check] goal check to
        [cover-open] that nobody leads meeting { $number }, to
        [message] message “{ $words }” to
       *[wrap-up] wrap-up to
    } { $total ->
        [0] nobody as things are
        [one] one person
       *[other] { $total } people
    }
timeline-button =
    { $kind ->
        [preview] Preview { $number }
        [reminder] Reminder { $number }
        [nudge] Nudge { $number }
        [today] Today { $number }
        [how-was-it] How was { $number }
        [how-was-it-again] How was { $number } again
        [rating] Rating { $number }
        [goal-check] Goal check
        [cover-open] Nobody leads { $number }
        [message] Message
       *[wrap-up] Wrap-up
    }
button-timeline = What will be sent
button-deliveries = Who got the reminder
button-standing-words = Words of all reminders
button-lead = When reminders go out

form-words = Words of a reminder
form-words-submit = Keep these words
form-standing-words = Words of all reminders
form-standing-words-submit = Keep these words
words-label = What should it say?
words-hint = Time and place are added by me, always as they are then. You may use { $placeholders }. Empty means the words of all reminders, or else mine.
standing-words-hint = Time and place are added by me, always as they are then. You may use { $placeholders }. Empty means mine.
words-yours = Yours was: “{ $words }”
standing-words-kept = Kept. Every reminder that has no words of its own uses them.
form-lead = When reminders go out
form-lead-submit = Keep that
lead-one = How many hours before this meeting does its reminder go out?
lead-all = How many hours before a meeting does its reminder go out?
lead-hint = From 1 to 359. Empty means as usual.

deliveries-heading = **Who got the reminder**
deliveries-none = No reminder has gone out for that meeting.
outcome-sent = sent { $when }
outcome-planned = on its way
outcome-again = not delivered yet; I try again { $when }
outcome-waits = waits until { $when }
outcome-unknown = I don’t know whether it arrived
reason-useless-by-now = not sent: it would have come too late
reason-nothing-to-say = not sent: there was nothing to say
reason-subject-changed = not sent: plans had changed
reason-recipient-left = not sent: they had left the circle
reason-unreachable = not delivered: out of reach
reason-gave-up = not delivered, though I tried several times
reason-replaced = not sent: replaced by another one
reason-skipped-by-hand = not sent: skipped by a facilitator
reason-broken = not sent: something went wrong on my side
reason-answered = not sent: there was an answer already
reason-by-name = not sent: added by name, no chat
reason-muted = not sent: quiet was asked for (muted)
reason-restored = I don’t know whether it arrived: since then I was put back from a backup
reason-unknown-outcome = I don’t know whether it arrived

why-heading = **Your latest messages from me**
why-nothing = I haven’t sent you anything by myself yet.
why-line =
    { $when }: { $kind ->
        [preview] preview of reminder { $number }
        [reminder] reminder { $number }
        [nudge] second question about meeting { $number }
        [today] “today” { $number }
        [moved] meeting { $number } moved
        [cancelled] meeting { $number } cancelled
        [on-again] meeting { $number } on again
        [changed] another place or link for meeting { $number }
        [card] card of meeting { $number }, once more
        [deleted] the end of a circle
        [seat] a seat
        [offer] a seat, held for a while
        [removed] that you are off a circle
        [promoted] that you facilitate a circle
        [stepped-back] who facilitates or organizes no longer
        [how-was-it] “how was it?” { $number }
        [how-was-it-again] “how was it?” { $number }, once more
        [rating] rating of meeting { $number }
        [recap] recap of meeting { $number }
        [cover] somebody who can’t lead a meeting
        [cover-open] a meeting that nobody leads
        [cover-taken] who leads a meeting
        [goal-check] goal check
        [wrap-up] wrap-up
        [digest] digest
        [unreachable] somebody out of reach
        [place-lost] a place out of reach
        [link-lost] a linked place out of reach
        [message] a message from your facilitators
        [relay] somebody’s words for you
        [undelivered] something that did not arrive
       *[unsure] something that may not have arrived
    }, { $where }.
why-because =
    { $kind ->
        [preview] You facilitate it.
        [reminder] You are signed up for it.
        [nudge] You are signed up, and had not answered.
        [today] You are signed up, and had not said no.
        [moved] You had been asked about the old time.
        [cancelled] You belong to the circle.
        [on-again] You had been told that it was cancelled.
        [changed] You had been told where it was before.
        [deleted] You were in the circle.
        [seat] You were first in line.
        [offer] You were first in line.
        [removed] A facilitator had taken you off it.
        [promoted] A facilitator had asked you to.
        [stepped-back] You facilitate it, or did.
        [how-was-it] You facilitate it.
        [how-was-it-again] You facilitate it, and nobody had answered.
        [rating] You had said that you would come, or were marked present.
        [recap] You are signed up for it.
        [cover] You facilitate it too.
        [cover-open] You organize the team, and nobody had taken it.
        [cover-taken] You had been asked, or had asked.
        [goal-check] You gave a goal when you signed up.
        [wrap-up] You facilitate or organize it.
        [digest] You organize the team.
        [message] You are in the circle, and it was for you.
        [relay] Somebody said that to you, or answered you.
       *[unsure] You look after it.
    }

error-already-sent = That was sent already.
error-too-late-to-send = It would be of no use any more, so I haven’t sent it.
error-standing-words-have-changed = Somebody has written something else meanwhile: “{ $words }”. Look at it, and change it again if you like.
error-lead-has-changed =
    { $hours ->
        [0] Somebody has set that back to the usual meanwhile. Look at it, and change it again if you like.
        [one] Somebody has set that to { $hours } hour meanwhile. Look at it, and change it again if you like.
       *[other] Somebody has set that to { $hours } hours meanwhile. Look at it, and change it again if you like.
    }
error-too-early-to-send = That is about something that has not happened yet, so it waits.
error-meeting-was-moved = Meeting { $number } has been moved since. It is on { $starts } now, and what there is to send goes out for that time by itself.
error-skipped-already = That was skipped or dropped already.
error-unknown-placeholder = “{ $given }” isn’t something I can fill in. Did you mean { $closest }?
error-words-have-changed = { $name } has written something else meanwhile: “{ $words }”
error-meeting-is-not-over = Meeting { $number } isn’t over yet: { $starts }.
error-taken-already = { $name } is on it already. Thank you all the same!
error-value-is-no-week = I couldn’t read “{ $given }” as a week. Try “last”, “next” or 2026-W42.
