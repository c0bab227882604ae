# Running a circle: dashboard, moving and cancelling.

manage-which = Which circle?
manage-none = You run no circle yet.
manage-draft = This is a draft. Nobody else sees it, and nothing is sent.
manage-next = Next
manage-reminder = Reminder
manage-reminder-planned = { $when } to { $total ->
        [one] one learner
       *[other] { $total } learners
    }
manage-reminder-gone = It has gone out.
manage-answers = Answers
manage-answers-of = { $answered } of { $total }
manage-coming = Coming
manage-maybe = Maybe
manage-not-coming = Not coming
manage-silent = No answer yet
manage-line = In line
manage-unreachable = I can’t reach { $names }. If you can, send them this link: [Join again](link)
manage-learners = Learners
manage-goal = { $name }: “{ $goal }”
manage-goals = What they would like
manage-reason = { $name } (“{ $reason }”)
manage-nobody = Nobody has signed up yet.
manage-seats =
    { $capacity ->
        [one] { $taken ->
            [0] one, still free
           *[other] one, taken
        }
       *[other] { $taken } of { $capacity } seats
    }
meetings-heading = Meetings of **{ $circle }**
meetings-line = { $number }. { $when }
meetings-line-skipped = { $number }. { $when } – the clocks go forward, so there is no { $at } that night
meetings-cancelled = { $number }. { $when } – cancelled
meetings-over = { $number }. { $when } – over
meetings-missed = { $number }. { $when } – did not happen
meeting-heading = **{ $circle }**, meeting { $number } of { $count }
meeting-when = When
button-meeting = Meeting { $number }
button-move = Move it
button-cancel-meeting = Cancel it
cancel-confirm = Cancel meeting { $number }? Everyone in the circle will be told.
form-move = Move a meeting
form-move-submit = Move it
move-on = To which day?
move-at = At what time?
moved-done = Meeting { $number } of **{ $circle }** is now { $when }.
moved-told =
    { $told ->
        [0] Nobody has heard of the old time, so nobody needs to be told.
        [one] The one person who has heard of the old time is told, and asked again.
       *[other] The { $told } people who have heard of the old time are told, and asked again.
    }
moved-not = That is when it meets already, so nothing has changed.
cancelled-done = Meeting { $number } of **{ $circle }**, { $when }, is cancelled.
cancelled-told =
    { $told ->
        [0] There is nobody else to tell.
        [one] One person is told.
       *[other] { $told } people are told.
    }
meeting-unknown = There is no meeting { $number } in “{ $circle }”.

error-meeting-is-in-the-past = { $starts } has passed already. It needs to be a time to come.
error-meetings-collide = The circle meets at that time already: { $starts }.
