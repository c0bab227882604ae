# Learners' seats and the line, for those who run a circle; and what somebody reads about their own seat.

## Looking after learners

learners-none = You facilitate no circle that takes learners yet.
learners-heading = Learners of **{ $circle }**
learners-unlimited =
    { $taken ->
        [one] one taken, no limit
       *[other] { $taken } taken, no limit
    }
learner-seat = { $seat }. { $name }
learner-held = { $seat }. held for { $name } until { $until }
learner-waits = In line, number { $position }: { $name }
learner-by-name = by name, no chat
learner-lost = out of reach
learner-heading = **{ $name }** in **{ $circle }**
learner-goal = Would like
learner-offer = Can help with
button-learners = ← Learners
button-learners-of = Learners
button-add-by-link = Add by link
button-add-by-name = Add by name
button-capacity = How many seats
button-sign-in = Sign-in sheet
button-claim-link = Link to take this seat
button-seat-link = Link for a new account
button-fresh-link = New link for { $name }
button-choose-next = Next seat
button-promote = Make co-facilitator
button-remove = Remove { $name }
manage-by-name = By name, no chat
manage-held = A seat is held for

form-names = Add by name
form-names-submit = Add them
names-label = Who joins?
names-hint = One name a line, or with commas between. They need no chat; I can’t write to them.
added-seated =
    { $total ->
        [one] One added: { $names }.
       *[other] { $total } added: { $names }.
    }
added-waiting =
    { $total ->
        [one] One waits in line, as all seats are taken: { $names }.
       *[other] { $total } wait in line, as all seats are taken: { $names }.
    }
added-already =
    { $total ->
        [one] One was in already: { $names }.
       *[other] { $total } were in already: { $names }.
    }
added-by-name = I can’t write to those added by name. Press their name in the list for a link with which they take their seat in chat.
share-link = Share this; whoever has it can sign up: [{ $circle }](link)
seat-link = Send this to { $name } only: [Take the seat in { $circle }](link). It works once, for seven days, and takes the place of any link before.

form-capacity = How many seats
form-capacity-submit = Keep that
capacity-hint = Leave it empty for no limit.
capacity-changed =
    { $capacity ->
        [one] **{ $circle }** has one seat now.
       *[other] **{ $circle }** has { $capacity } seats now.
    }
capacity-unlimited = **{ $circle }** has no limit now.
capacity-promoted =
    { $total ->
        [0] That gives nobody in line a seat.
        [one] One person in line gets one, and is told.
       *[other] { $total } people in line get one, and are told.
    }

remove-confirm = Remove { $name } from { $circle }? They will be told, and can’t come back by themselves.
remove-confirm-by-name = Remove { $name } from { $circle }? They have no chat, so tell them yourself.
removed-done = { $name } is not in **{ $circle }** any more. I’ll tell them kindly.
removed-by-name = { $name } is not in **{ $circle }** any more.
promote-confirm = Have { $name } facilitate { $circle } with you? Their seat goes to the next in line.
promoted-done = { $name } facilitates **{ $circle }** with you now. I’ll tell them.
chosen =
    { $outcome ->
        [seated] { $name } has a seat in **{ $circle }** now. I’ll tell them.
        [first] All seats are taken or held. { $name } is first in line now, and gets the next one.
       *[had-seat] { $name } has a seat in **{ $circle }** already.
    }

sign-in-sheet = The sign-in sheet of **{ $circle }** for { $when }. Open it and print it; there are empty lines for guests.
sign-in-number = Meeting { $number } of { $count }
sign-in-name = Name
sign-in-signature = Signature

## One’s own seat

offer-held = 🎟 A seat in **{ $circle }** has come free, and you are next. I hold it for you until { $until }; after that I ask the next in line.
offer-declined = Thank you for telling. The seat goes to the next in line, and you keep your place: number { $position } for **{ $circle }**.
button-take-seat = Take it
button-decline-seat = No, thanks
card-you-are-offered = A seat is held for you. Sign up, and it is yours.
removed-post = { $name }, your facilitator has taken you off **{ $circle }**, so you get no more messages about it.
removed-rest = If that is a surprise, please talk to them. You are welcome in other circles: **/browse**
promoted-post = 🎉 { $name }, you facilitate **{ $circle }** now, together with the others.
promoted-rest = **/manage** shows who comes and what will be sent. Not for you? There you can also step back.
claim-ask = This link leads to the seat of **{ $name }** in **{ $circle }**. Is that you?
claim-rest = Then the seat moves to this account with all that was said from it, and I write to you here about the circle.
claim-own = The seat in **{ $circle }** is yours already. **/mine** shows what comes next.
button-claim = Yes, that’s my seat

error-seat-is-held = A seat in “{ $circle }” is held for you. Take it first, then you can answer: **/mine**
error-seat-is-yours = The seat in “{ $circle }” is yours already. To give it up, type **/leave**.
error-offer-is-over = That seat in “{ $circle }” isn’t held for you any more. You are number { $position } in line, and I’ll tell you about the next one.
error-capacity-is-too-low =
    { $taken ->
        [one] One seat is taken or held, so { $given } is too few.
       *[other] { $taken } seats are taken or held, so { $given } is too few.
    }
error-too-many-names = That’s { $given } names. Up to { $most } can be added at once; the others can follow.
error-learner-is-gone = { $name } isn’t in “{ $circle }” any more.
error-has-no-chat = { $name } has no account here yet. A link makes a co-facilitator of whoever opens it.
error-seat-link-unknown = That link leads to no seat. There may be a newer one: please ask your facilitator.
error-seat-link-expired = That link has run out. Please ask your facilitator for a new one.
error-seat-link-used = That link was used already. If it wasn’t you, please tell your facilitator.
