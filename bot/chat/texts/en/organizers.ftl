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
trail-line = { $when } · { $who } { $what }
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
