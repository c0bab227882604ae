# What goes out by itself.

reminder-heading =
    { $answer ->
        [yes] 👋 { $name }, we’ll see you soon:
        [no] 👋 { $name }, you told me that you can’t come to:
        [maybe] 👋 { $name }, do you know by now whether you come to:
        [softly] 👋 { $name }, we haven’t heard from you for a while, and you are welcome as ever. Perhaps this one?
       *[none] 👋 { $name }, are you coming to:
    }
reminder-circle = **{ $circle }**, { $number } of { $count }
post-when = When
post-where = Where
post-agenda = Agenda
reminder-see-you = We’ll see you next time then: { $when }.
reminder-change = Plans change? Just press again.
moved-heading = 📅 **{ $circle }**, meeting { $number } of { $count }, has moved.
moved-before = It was
moved-now = It is now
moved-ask = Do you come at the new time?
cancelled-heading = **{ $circle }**, meeting { $number } of { $count }, is cancelled.
cancelled-rest = There is nothing you need to do.
on-again-heading = 🎉 **{ $circle }**, meeting { $number } of { $count }, is on after all.
on-again-ask = Do you come?
changed-heading = 📍 **{ $circle }**, meeting { $number } of { $count }, is somewhere else now:
deleted-heading = **{ $circle }** won’t go on, and there are no more meetings.
deleted-rest = You will get no more messages about it. **/browse** shows other circles.
nudge-heading = 🙂 { $name }, a short word would help the others: do you come to
today-heading = ⏰ { $name }, **{ $circle }** meets today.
today-coming = Coming: { $names }

preview-heading = 👀 **{ $circle }**: this goes to the learners { $when }. Without a word from you it goes out as it is.
preview-gone = This has gone out, or will not be sent:
preview-silent = Has not answered twice now: { $names }. They are asked softly.
preview-later = How it looks depends on how far the circle has come by then.
button-looks-good = Looks good
button-edit = Edit
button-preview = Preview
button-send-now = Send now
button-skip = Skip
button-send-again = Send again
skip-confirm = Skip this one? Nobody will get it.
looks-good = Good. It goes out { $when }.
sent-now =
    { $total ->
        [0] There is nobody to send it to.
        [one] On its way to one person.
       *[other] On its way to { $total } people.
    }
sent-now-later =
    { $total ->
        [one] One person has quiet hours and gets it { $when }.
       *[other] { $total } people have quiet hours and get it from { $when } on.
    } Until then its words can still be edited.
skipped = Skipped: { $line }

how-was-it = How was **{ $circle }**, meeting { $number } of { $count }?
how-was-it-again = One more try: how was **{ $circle }**, meeting { $number } of { $count }?
facilitator-rating-1 = Awful
facilitator-rating-2 = Not so good
facilitator-rating-3 = Okay
facilitator-rating-4 = Pretty well
facilitator-rating-5 = Great
learner-rating-1 = 1
learner-rating-2 = 2
learner-rating-3 = 3
learner-rating-4 = 4
learner-rating-5 = 5 ⭐
rating-ask = How was **{ $circle }**, meeting { $number } of { $count }? From 1 to 5:
rating-thanks = Noted: { $rating }. Thank you!
goal-check = { $name }, **{ $circle }** is half way. How far has your goal come?
goal-check-last = { $name }, **{ $circle }** has had its last meeting. How far has your goal come?
goal-was = You wrote: “{ $goal }”
goal-reached = 🎯 Reached
goal-on-the-way = On the way
goal-not-yet = Not yet
goal-thanks =
    { $progress ->
        [reached] 🎯 Wonderful, congratulations!
        [on-the-way] Good to hear. Keep going!
       *[not-yet] Thank you for telling. Perhaps the others can help?
    }
wrap-up-heading = 🏁 **{ $circle }** has finished. Thank you for making it happen!
wrap-up-learners = Learners at the end
wrap-up-ratings = Rated
wrap-up-rated = { $facilitators } by facilitators, { $learners } by learners
wrap-up-none = –
wrap-up-goals = Goals reached
wrap-up-goals-of = { $reached } of { $total }
wrap-up-chart = Who came, by meeting
wrap-up-chart-mixed = Who came, or said yes where nobody told, by meeting
wrap-up-chart-alt = How many came, by meeting; where nobody has told, how many said yes: { $numbers }

unreachable = I can’t reach **{ $name }** in **{ $circle }** any more. If you can, send them this link: [{ $circle }](link)
unreachable-member = I can’t reach **{ $name }** any more.
place-lost = I can’t write in { $place } any more. Until you choose another place, the digest of **{ $team }** comes to you here.
unsure-person =
    I don’t know whether { $name } got { $kind ->
        [digest] the digest
        [wrap-up] the wrap-up
        [message] your message
        [reminder] the reminder
        [recap] the recap
        [today] the word on the day
       *[unsure] a message
    } of **{ $where }**. To be sure, send it again.
unsure-place =
    I don’t know whether { $kind ->
        [digest] the digest
        [reminder] the card in { $place }
        [card] the card in { $place }
        [moved] the word of a new time in { $place }
        [cancelled] the word of a cancelled meeting in { $place }
       *[unsure] a message
    } of **{ $where }** has arrived. Have a look, and send it again if not.
undelivered-what =
    { $kind ->
        [message] Your message in **{ $where }**
        [relay] What you said in **{ $where }**
        [recap] The recap of meeting { $number } of **{ $where }**
        [reminder] What I had to say about meeting { $number } of **{ $where }**
        [digest] The digest of **{ $where }**
        [wrap-up] The wrap-up of **{ $where }**
       *[unsure] Something in **{ $where }**
    }
undelivered-failed = { undelivered-what } has not reached everyone: { $names }. I could not deliver it in time.
undelivered-unsure = { undelivered-what } may not have reached everyone. I don’t know whether it arrived: { $names }.
undelivered-settled = { undelivered-what } had not reached everyone at first. It has been sent again.
alert-nobody = Something in the team **{ $of }** did not arrive, and I can reach nobody who looks after it. If its organizers are gone, `circlebot organizer-link --team { $team }` makes a link for a new one.
alert-place-lost = I can’t write any more where the digest of the team **{ $of }** goes, and I can reach none of its organizers. `circlebot organizer-link --team { $team }` makes a link for a new one.
alert-broken = I can’t prepare messages of the kind { $of }. The log says why.
alert-shut-out = { $of } doesn’t let me in any more, so I can write to nobody there: the app was removed, or its token revoked. `circlebot check` says what to do.
alert-stuck = Sending has failed several times in a row. The log says why.
sent-again = On its way once more.
sent-again-already = That was done already.

seat-heading = 🎉 { $name }, a seat in **{ $circle }** is yours!
seat-leave = Can’t come any more? Type **/leave**, and the next in line gets it.

digest-needs = **Needs a hand**
digest-taken = **Taken on last week**
need-no-facilitator = 🔴 { $circle }: meets this week, and no facilitator can be reached
need-feedback-missing = 🟡 { $circle }: no feedback for last week’s meeting
need-nobody-comes = 🔴 { $circle }: meets this week, the reminder is out, and nobody has said yes
need-silent-twice =
    { $total ->
        [one] 🟡 { $circle }: one learner has not answered twice in a row{ $names }
       *[other] 🟡 { $circle }: { $total } learners have not answered twice in a row{ $names }
    }
need-unreachable =
    { $total ->
        [one] 🟡 { $circle }: one learner can’t be reached{ $names }
       *[other] 🟡 { $circle }: { $total } learners can’t be reached{ $names }
    }
need-nobody-signed-up = 🟡 { $circle }: begins this week, and nobody has signed up
need-stale-draft = 🟡 { $circle }: still a draft, though its first meeting is near
need-taken = { $name } is on it
need-short =
    { $need ->
        [no-facilitator] no facilitator
        [feedback-missing] feedback missing
        [nobody-comes] nobody comes
        [silent-twice] silent learners
        [unreachable] out of reach
        [nobody-signed-up] no sign-ups
       *[stale-draft] still a draft
    }
button-take-on = I’ll take it: { $circle } – { $need }
taken-on = Thank you! The others see that you are on it.
taken-solved = ✅ { $circle }: { $need }. { $name } took it on, and it is solved.
taken-open = ⏳ { $circle }: { $need }. { $name } took it on, and it is still open.
digest-chart = Who came, by week
digest-chart-alt = How many came, by week: { $numbers }
digest-chart-mixed = Who came, or said yes where nobody told, by week
digest-chart-mixed-alt = How many came, by week; where nobody has told, how many said yes: { $numbers }
digest-since = Since it was sent: { $changes }
since-coming = { $change } coming
since-not-coming = { $change } not coming
since-signups = { $change } sign-ups
since-feedback = { $change } with feedback
since-attended = { $change } who came
digest-details = [Details in private](link)
digest-rating = Feedback
digest-attended = Who came
digest-attended-by = { $total } came
digest-no-rating = –
digest-heading = **{ $team }** · the week of { $monday }
digest-meetings = This week
digest-last-week = Last week
digest-none = No meetings.
digest-more-meetings = … and { $more } more: **/week**
digest-more-needs = … and { $more } more: **/circles**
digest-starting = Starting
digest-finished = Finished
digest-signups = New sign-ups
digest-circle = Circle
digest-when = When
digest-number = Meeting
digest-number-of = { $number } of { $count }
digest-rsvps = Answers
digest-answers = ✅ { $coming } 🤔 { $maybe } ❌ { $absent } · { $silent } silent
digest-signup-names = { $circle }: { $names }
digest-signup-count =
    { $total ->
        [one] { $circle }: one
       *[other] { $circle }: { $total }
    }
digest-goal = { $name } (“{ $goal }”)
digest-waits = { $name } (in line)
digest-empty = Nothing happened last week, and nothing is planned for this one.
