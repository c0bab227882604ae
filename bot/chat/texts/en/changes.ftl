# Changing meetings: what is asked before, what is said after, and taking it back.

button-undo = ↩ Undo
undo-note =
    { $minutes ->
        [one] You have a minute to take it back. Nobody hears before.
       *[other] You have { $minutes } minutes to take it back. Nobody hears before.
    }
undone = ↩ Taken back. In **{ $circle }** all is as it was.
undone-again = That was taken back already. In **{ $circle }** all is as it was.
error-undo-is-too-late = It’s too late to take that back: people are being told. You can change it anew.
error-undo-is-overtaken = That has been changed again since, so I can’t take it back.

button-leave-it = Leave it
button-move-all = Move them all
button-move-following = Move this and all later ones
button-week-earlier = A week earlier
button-week-later = A week later
button-restore-meeting = It’s on again
button-did-happen = It did happen
button-miss-meeting = It didn’t happen
button-add-meeting = Add a meeting
button-details = Place, link, agenda
button-delete-circle = Delete the circle
restore-confirm = Put meeting { $number } on again? Whoever heard that it was off will be told.
miss-confirm = Meeting { $number } didn’t happen? Then nobody is asked how it was, and it doesn’t count.
delete-confirm = Delete “{ $circle }”? Everyone in it will be told, and nothing more is sent.

change-move = Move meeting { $number } of **{ $circle }**?
# $first and $second change places; of more, the meeting becomes $number.
change-places =
    { $passed ->
        [one] Meetings { $first } and { $second } change places.
       *[other] It passes { $passed } others and becomes meeting { $number }.
    }
change-will-be = It would be
change-told =
    { $told ->
        [0] Nobody has heard of the old time yet.
        [one] One person has heard of the old time. They would be told, and asked again.
       *[other] { $told } people have heard of the old time. They would be told, and asked again.
    }
change-shift =
    { $count ->
        [one] Move meeting { $number } of **{ $circle }**? It is the last one.
       *[other] Move meeting { $number } of **{ $circle }** and all later ones, { $count } in all?
    }
change-shift-line = { $number }. { $before } → { $after }
change-cancel = Cancel meeting { $number } of **{ $circle }**? Everyone in the circle would be told.
change-cancel-draft = Cancel meeting { $number } of **{ $circle }**? It is a draft, so nobody needs to be told.
change-restore = Put meeting { $number } of **{ $circle }** on again? Whoever heard that it was off would be told.
change-miss = Did meeting { $number } of **{ $circle }** not happen? Then nobody is asked how it was, and it doesn’t count.

shifted =
    { $count ->
        [one] One meeting of **{ $circle }** has moved:
       *[other] { $count } meetings of **{ $circle }** have moved:
    }
restored-done = Meeting { $number } of **{ $circle }**, { $when }, is on again.
restored-told =
    { $told ->
        [0] Nobody had heard that it was off, so nobody needs to be told.
        [one] The one person who had heard that it was off is told, and asked again.
       *[other] The { $told } people who had heard that it was off are told, and asked again.
    }
did-happen-done = Meeting { $number } of **{ $circle }**, { $when }, counts again.
missed-done = Noted: meeting { $number } of **{ $circle }**, { $when }, didn’t happen. Nobody is asked how it was.
added-done = **{ $circle }** has one more meeting, { $number } of { $count }:
details-done =
    { $others ->
        [0] Meeting { $number } of **{ $circle }** is now:
        [one] Meeting { $number } of **{ $circle }** and one later are now:
       *[other] Meeting { $number } of **{ $circle }** and { $others } later ones are now:
    }
details-told =
    { $told ->
        [one] The one learner who knew another place is told.
       *[other] The { $told } learners who knew another place are told.
    }
details-not = It is like that already, so nothing has changed.
delete-done = **{ $circle }** is deleted.

zoned =
    { $count ->
        [0] **{ $circle }** goes by the clocks of { $zone } now.
        [one] **{ $circle }** goes by the clocks of { $zone } now, with one meeting:
       *[other] **{ $circle }** goes by the clocks of { $zone } now, with { $count } meetings:
    }
zone-what-happens = Meetings stay at their time on the clock, but on that zone’s clock.
button-zone = Time zone
form-zone = Time zone
form-zone-submit = Keep that

form-add-meeting = One more meeting
form-add-meeting-submit = Add it
add-on = On which day?
form-details = Place, link, agenda
form-details-submit = Keep that
details-usual = As usual is: { $usual }. Empty means as usual.
details-agenda = What is on the agenda?
details-agenda-hint = It goes with the reminder.
details-which = Place and link are for
details-this = this meeting
details-following = this and all later ones

meeting-how = That can be **/meeting 3**, **/meeting 3 thu 18:30**, **/meeting 3 cancel**, **/meeting 3 later 2** (weeks), **/meeting 3 place** and where, or **/meeting add** and when.

# Words after /meeting, with | between. Case and punctuation don’t matter.
meeting-words-add = add | new | one more | another | extra
meeting-words-cancel = cancel | cancelled | canceled | cancel it | off | call off
meeting-words-restore = uncancel | un-cancel | un cancel | restore | on | on again | back on | did happen | happened
meeting-words-miss = did not happen | didn’t happen | missed | not held | fell through
meeting-words-later = later | all later | and later | and all later | following | all following | and following | shift
meeting-words-move = to | move | move to | at | on
meeting-words-place = place | where | location | room
meeting-words-link = link | online
meeting-words-agenda = agenda | topic | topics

error-date-is-ambiguous = “{ $given }” can be read two ways: { $first } or { $second }. Which one do you mean?
error-hour-is-skipped = The clocks go forward in that night, so { $at } doesn’t exist on { $day }. Would { $instead } do?
error-meeting-is-on = Meeting { $number }, { $starts }, is on.
error-meeting-has-changed = Somebody has changed meeting { $number } meanwhile: { $starts }. Please have another look.
error-too-many-meetings = A circle has room for { $most } meetings, and they are all taken.
