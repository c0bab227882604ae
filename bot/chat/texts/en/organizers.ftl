# What organizers look at: the week, circles by how they do, reports.

week-heading = **{ $team }** · week { $number }, { $monday } to { $sunday }
week-nothing = No meetings this week.
week-more = Meetings { $first } to { $last } of { $total }
week-line = { $clock } **{ $circle }**, { $number } of { $count } · ✅ { $coming } 🤔 { $maybe } ❌ { $absent } · { $silent } silent
week-line-off = { $clock } **{ $circle }**, { $number } of { $count } · called off
week-came =
    { $total ->
        [one] { $total } came
       *[other] { $total } came
    }
week-feedback = feedback: { $rating }
week-no-feedback = no feedback yet
button-week-before = ◀ The week before
button-week-after = The week after ▶
button-earlier = ◀ Earlier
button-later = Later ▶

circles-heading = **{ $team }** · { $total ->
        [0] no circles
        [one] one circle
       *[other] { $total } circles
    }
circles-marks = 🔴 { $red } · 🟡 { $yellow } · 🟢 { $green } · ⚪ { $none }
circles-more = { $first } to { $last } of { $total }, those in need first
circles-line = { $mark ->
        [red] 🔴
        [yellow] 🟡
        [green] 🟢
       *[none] ⚪
    } **{ $circle }**: { $why }
circles-about = { $facilitators } · next { $when }
rule-no-facilitator = nobody can lead the next meeting
rule-few-came =
    { $attended ->
        [0] nobody came last time, and under 3 make no circle
       *[other] { $attended } came last time, and under 3 make no circle
    }
rule-no-feedback = no feedback for two meetings
rule-feedback-late = feedback for meeting { $number } is late
rule-silent =
    { $silent ->
        [one] one learner silent for two meetings{ $names }
       *[other] { $silent } learners silent for two meetings{ $names }
    }
rule-few-answers = { $answered } of { $asked } answers in, under 60 %
rule-all-well = { $answered } of { $asked } answers in, feedback on time
rule-not-yet = no reminder has gone out yet
rule-draft = still a draft
rule-finished = finished
step-no-facilitator = Invite a facilitator: { $circle }
step-few-came = Write to the learners: { $circle }
step-no-feedback = Give feedback: { $circle }
step-feedback-late = Give feedback: { $circle }
step-silent = See who is silent: { $circle }
step-few-answers = Write to the learners: { $circle }
step-draft = See the draft: { $circle }
step-finished = Run it again: { $circle }
step-other = Open: { $circle }

## Members and invitations

button-members = Members
button-invitations = Invitations
button-trail = What was done
role-name =
    { $role ->
        [organizer] organizer
       *[facilitator] facilitator
    }
members-heading =
    { $total ->
        [one] **{ $team }** · one member
       *[other] **{ $team }** · { $total } members
    }
members-line =
    { $total ->
        [0] { $name }: { $roles }
        [one] { $name }: { $roles } · one circle
       *[other] { $name }: { $roles } · { $total } circles
    }
member-heading = **{ $name }** · { $roles } in { $team }
member-circles = Facilitates
member-alone =
    { $total ->
        [one] { $name } facilitates one of these alone. Before they go, it is handed over.
       *[other] { $name } facilitates { $total } of these alone. Before they go, these are handed over.
    }
button-give-role =
    { $role ->
        [organizer] Make organizer
       *[facilitator] Make facilitator
    }
button-remove-role =
    { $role ->
        [organizer] Remove as organizer
       *[facilitator] Remove as facilitator
    }
remove-role-confirm =
    { $role ->
        [organizer] { $name } organizes { $team } no longer?
       *[facilitator] { $name } facilitates with { $team } no longer?
    }
member-removed =
    { $role ->
        [organizer] { $name } organizes **{ $team }** no longer. Links they had made work no more.
       *[facilitator] { $name } facilitates with **{ $team }** no longer.
    }
form-remove-member = Hand over first
form-remove-member-submit = Hand over and remove
hand-over-all = { $name } facilitates { $circles } alone. Who takes over?
invitations-heading =
    { $total ->
        [0] **{ $team }** · no open invitations
        [one] **{ $team }** · one open invitation
       *[other] **{ $team }** · { $total } open invitations
    }
invitation-what =
    { $purpose ->
        [organize] organize { $to }
       *[facilitate] facilitate { $to }
    }
invitation-for = for { $name }
invitation-for-any =
    { $used ->
        [0] for anyone, not used yet
       *[other] for anyone, used { $used }×
    }
invitation-for-some = used { $used } of { $limit } times
invitation-by-operator = the server
invitation-line = { $number }. { $what } · { $whom } · until { $until } · by { $by }
button-revoke-one = Take back { $number }
button-new-invitation = New invitation
form-invite = Invitation
form-invite-submit = Make the link
invite-role = To do what?
invite-whom = For whom?
invite-anyone = Whoever has the link
invite-one = One person
invite-person = Who?
invite-person-hint = Members of the team and learners of its circles. The link serves nobody else.
invite-limit = How many people may use it?
invite-limit-hint = Each person once. Leave it empty for any number.
invite-days = For how many days?
invite-made =
    Send this to whoever will { $role ->
        [organizer] organize: [Organize { $team }](link).
       *[facilitator] facilitate: [Facilitate with { $team }](link).
    } { $limit ->
        [0] Each person can use it once,
        [one] One person can use it,
       *[other] { $limit } people can use it,
    } { $days ->
        [one] for one day.
       *[other] for { $days } days.
    }
invite-made-for =
    Send this to **{ $name }**: { $role ->
        [organizer] [Organize { $team }](link).
       *[facilitator] [Facilitate with { $team }](link).
    } It serves nobody else, works once, { $days ->
        [one] for one day.
       *[other] for { $days } days.
    } An earlier link for { $name } works no more.
error-is-member-already = { $name } has that role in the team already.
error-hand-over-first =
    { $total ->
        [one] { $name } facilitates one circle alone. It needs to be handed over first.
       *[other] { $name } facilitates { $total } circles alone. They need to be handed over first.
    }

## Handing over

button-hand-over = Hand over
form-hand-over = Hand over
form-hand-over-submit = Hand it over
hand-over-to = Who takes over?
hand-over-instead = Instead of whom?
hand-over-team = The team { $team }
handed-over = { $name } facilitates **{ $circle }** now, instead of { $before }.
moved-to-team = **{ $circle }** belongs to **{ $team }** now, with those who facilitate it.
error-nobody-to-take-it = There is nobody else in the team who could take over. Invite somebody first.

## What was done

trail-heading =
    { $total ->
        [0] **{ $team }** · nothing was done by organizers yet
       *[other] **{ $team }** · what organizers did, the latest first
    }
trail-line =
    { $times ->
        [one] { $when } · { $who } { $what }
       *[other] { $when } · { $who } { $what }, { $times }×
    }
trail-team = the team
deed-run-circle = looked after { $about }
deed-hand-over = handed over { $about }
deed-move-circle = moved { $about } to another team
deed-invite = made an invitation for { $about }
deed-revoke = took back invitations to { $about }
deed-give-role = gave { $about } a role
deed-remove-member = ended a role of { $about }
deed-change-team = changed the settings of { $about }
deed-change-courses = changed the course list
deed-change-digest = chose where the digest of { $about } goes
deed-export = made a file of { $about }
button-earlier-entries = Earlier ▶
button-later-entries = ◀ Later

## Courses

button-courses = Courses
button-add-course = Add a course
button-as-file = As a file
button-edit-course = Edit
button-course-aside = Offer it no longer
button-course-again = Offer it again
form-course = Course
form-course-submit = Keep it
courses-heading =
    { $total ->
        [0] **{ $team }** · no courses yet. They come with the first circle, or add one.
        [one] **{ $team }** · one course
       *[other] **{ $team }** · { $total } courses
    }
courses-line =
    { $circles ->
        [0] no circles yet
        [one] one circle
       *[other] { $circles } circles
    } · facilitators { $facilitators } · learners { $learners }
courses-aside = put aside
courses-file =
    { $total ->
        [one] The list, one course, for a spreadsheet.
       *[other] The list, { $total } courses, for a spreadsheet.
    }
courses-head-title = Course
courses-head-link = Link
courses-head-circles = Circles
courses-head-facilitators = Rating by facilitators
courses-head-learners = Rating by learners
courses-head-aside = Put aside on
error-course-is-there = That course is on the list already.

## Settings of a team

button-change-team = Settings
form-team-settings = Settings of the team
form-team-settings-submit = Keep them
team-settings-lead = How many hours before a meeting is the reminder?
team-settings-count = How many meetings has a new circle?
team-settings-minutes = How many minutes does a meeting last?
team-settings-capacity = How many seats has a new circle? (empty: no limit)
team-settings-weekday = On which day does the digest come?
team-settings-at = At what time?
team-settings-digest = Does it go out?
team-settings-on = Yes, every week
team-settings-paused = Not for now
team-settings-done = Kept. Circles that are there keep their zone and seats.
team-defaults-label = New circles
team-defaults =
    { $count } × { $minutes } minutes, { $capacity ->
        [-1] no limit of seats
        [one] one seat
       *[other] { $capacity } seats
    }, reminder { $hours } h before
team-digest-paused = paused
team-digest-pausing = Whether the digest of **{ $team }** comes, and when, is in the team’s settings.

## Reports

report-heading =
    { $by ->
        [facilitator] **{ $team }** · by facilitator, { $span }
        [course] **{ $team }** · by course, { $span }
       *[circle] **{ $team }** · by circle, { $span }
    }
report-nothing = No meetings were held then.
report-total = All together
report-line =
    { $meetings ->
        [one] one meeting
       *[other] { $meetings } meetings
    } · facilitators { $facilitators } · learners { $learners } · ø { $attendance } came · goals { $reached } of { $goals } · { $signed } → { $came } → { $finished }
report-legend = Ratings go from 1 to 5. Arrows: signed up → came at least once → finished.
report-rated = { $mean } ({ $total })
report-no-rating = –
report-file = Here it is, for a spreadsheet.
report-head-name = Name
report-head-meetings = Meetings
report-head-facilitators = Rating by facilitators
report-head-facilitators-count = … how many
report-head-learners = Rating by learners
report-head-learners-count = … how many
report-head-attendance = Came to a meeting on average
report-head-goals = Learners with a goal
report-head-reached = Goals reached
report-head-signed-up = Signed up
report-head-came = Came at least once
report-head-finished = Finished
button-report-by =
    { $by ->
        [facilitator] By facilitator
        [course] By course
       *[circle] By circle
    }
button-reflections = What people said
button-search = Search
button-span = Other days
button-take-away = All we own
span-all = all the time
span-since = since { $first }
span-until = until { $last }
span-from-to = { $first } to { $last }
span-first = From which day?
span-last = To which day?
span-hint = Leave it empty for no limit.
span-example = Like 1 Sep 2026.
form-report-span = Which days?
form-report-span-submit = Show
form-report-search = What people said
form-report-search-submit = Search
search-words = Which words?
reflections-heading =
    { $total ->
        [0] **{ $team }** · nobody has said “{ $words }”
        [one] **{ $team }** · one found with “{ $words }”
       *[other] **{ $team }** · { $total } found with “{ $words }”
    }
reflections-all =
    { $total ->
        [0] **{ $team }** · nobody has said anything yet
        [one] **{ $team }** · one reflection
       *[other] **{ $team }** · { $total } reflections, the latest first
    }
reflections-more = … and { $more } more. More words find fewer.
reflection-about = **{ $circle }**, meeting { $number }, { $on }
reflection-well = What went well:
reflection-change = What to change:
reflection-sentence = A learner:
error-span-is-upside-down = The last day is before the first.
