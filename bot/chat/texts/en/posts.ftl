# What goes out by itself.

reminder-heading =
    { $answer ->
        [yes] 👋 { $name }, we’ll see you soon:
        [no] 👋 { $name }, you told me that you can’t come to:
       *[other] 👋 { $name }, are you coming to:
    }
reminder-circle = **{ $circle }**, { $number } of { $count }
post-when = When
post-where = Where
reminder-no-place = Your facilitator will tell you.
reminder-change = Plans change? Just press again.
moved-heading = 📅 **{ $circle }**, meeting { $number } of { $count }, has moved.
moved-now = It is now
moved-ask = Do you come at the new time?
cancelled-heading = **{ $circle }**, meeting { $number } of { $count }, is cancelled.
cancelled-rest = There is nothing you need to do.
seat-heading = 🎉 { $name }, a seat in **{ $circle }** is yours!
seat-leave = Can’t come any more? Type /leave, and the next in line gets it.

digest-heading = **{ $team }** · the week of { $monday }
digest-meetings = This week
digest-last-week = Last week
digest-meeting = { $circle }
digest-none = No meetings.
digest-starting = Starting
digest-finished = Finished
digest-signups = New sign-ups
digest-circle = Circle
digest-when = When
digest-number = Meeting
digest-number-of = { $number } of { $count }
digest-rsvps = Answers
digest-answers = ✅ { $coming } 🤔 { $maybe } ❌ { $absent } · { $silent }
digest-signup-names = { $circle }: { $names }
digest-signup-count =
    { $total ->
        [one] { $circle }: one
       *[other] { $circle }: { $total }
    }
digest-goal = { $name } (“{ $goal }”)
digest-waits = { $name } (in line)
digest-empty = Nothing happened last week, and nothing is planned for this one.
