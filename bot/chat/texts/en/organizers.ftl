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
