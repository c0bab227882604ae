# Circles: cards, browsing, making one.

browse-heading =
    { $total ->
        [one] One circle is open
       *[other] { $total } circles are open
    }
browse-nothing = No circle is open for sign-up right now. Do look again: new ones start all the time.
browse-more = More →
browse-before = ← Before
card-name = **{ $circle }**
card-when = Next
card-where = Where
card-city = City
card-seats = Seats
card-course = Course
card-facilitators = With
card-meeting-of = { $number } of { $count }
card-place-and-link = { $place } · [online](link)
card-link = [online](link)
card-no-place = The facilitator will tell you.
card-finished = Finished
card-seats-left =
    { $left ->
        [0] full – { $waiting ->
            [0] you would be first in line
            [one] one person waits
           *[other] { $waiting } people wait
        }
        [one] one left
       *[other] { $left } left
    }
card-seats-unlimited = no limit
card-you-are-in = You are in this circle.
card-you-wait = You are in line for a seat.
card-you-run = You facilitate this circle.
moment-for-you = { $when } for you

button-sign-up = Sign up
button-see = { $circle }
button-manage = Manage
button-publish = Publish
button-co-facilitator = Invite a co-facilitator
button-meetings = Meetings
button-back-to-circle = ← Circle

form-new-circle = New circle
form-new-circle-submit = Make draft
new-course = Which course will you take together?
new-course-other = A new course
new-title = What is the course called?
new-title-hint = The circle gets the same name.
new-course-link = Where is the course on the web?
new-first-on = When do you meet first?
new-first-on-example = For example 13 Oct, Tue or 2026-10-13.
new-at = At what time?
new-at-example = For example 18:00 or 6pm.
circles-clock = On the circle’s clock ({ $zone }).
new-count = How many meetings?
new-every = How often do you meet?
new-every-weeks =
    { $weeks ->
        [one] every week
       *[other] every { $weeks } weeks
    }
new-language = In which language?
new-count-hint = From 1 to 52.
new-minutes = How long is a meeting, in minutes?
new-leave-out = Any weeks without a meeting?
new-leave-out-hint = One date in each, with commas between: 24 Dec, 31 Dec.
new-leave-out-which = Tick those in which you don’t meet, or type a day in each: 24 Dec, 31 Dec. Meetings come later then; there are not fewer.
new-city = In which city do you meet?
new-city-hint = People find the circle by it, and its time zone is the circle’s. Skip it for an online circle.
new-place = Where do you meet?
new-place-hint = Name and address of the place. Skip it for an online circle.
new-link = A link to meet online?
new-capacity = How many learners at most?
new-capacity-hint = Skip it for no limit.
new-zone = In which time zone?
new-zone-hint = Like Europe/Berlin or America/Chicago.
new-team-which = Which team is it for?
new-no-team = To make a circle you need to be in a team. An organizer can invite you.

draft-made =
    The draft of **{ $circle }** is ready. Only you see it so far.
draft-meets =
    { $count ->
        [one] One meeting
       *[other] { $count } meetings
    }
publish-done = 🎉 **{ $circle }** is open for sign-up. Share this: [{ $circle }](link)

error-circle-is-draft = “{ $circle }” isn’t published yet.
error-circle-is-published = “{ $circle }” is published already.
error-circle-is-deleted = “{ $circle }” isn’t there any more.
error-circle-has-finished = “{ $circle }” has had its last meeting. Have a look at **/browse** for others.
error-signup-is-closed = “{ $circle }” takes no more sign-ups.
error-last-facilitator = A circle needs at least one facilitator. Invite another one first.
