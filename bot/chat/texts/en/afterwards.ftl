# After a meeting: feedback, who came, recaps, and who leads next time.

facilitator-say-more = Say more
learner-say-more = With a sentence
feedback-which = Which meeting?
feedback-one-of = { $circle }, meeting { $number }
feedback-none = There is no meeting you could tell me about yet.
form-feedback = How was it?
form-feedback-submit = Save
form-rating = How was it?
form-rating-submit = Save
feedback-how = How was it?
feedback-how-learner = How was it, from 1 to 5?
feedback-who = Who came?
feedback-who-hint = Ticked are those who said yes or checked in.
feedback-how-many = How many came?
feedback-went-well = What went well
feedback-to-change = What to change
feedback-bring = Next time, bring …
feedback-bring-hint = It is the next meeting’s agenda, and stands in its reminder: { $when }.
feedback-brings = Next time, bring
feedback-sentence = In a sentence
feedback-sentence-hint = Facilitators and organizers read it, the other learners don’t.
feedback-rating = How it was
feedback-attended = Who came
feedback-saved = Noted for **{ $circle }**, meeting { $number } of { $count }. Thank you!
feedback-left-attended = Somebody has said meanwhile who came, so I’ve left that as it is. **Change it** shows you.
feedback-left-bring = Somebody has written meanwhile what to bring next time: “{ $agenda }”. I’ve left that as it is.
feedback-editable = You can change it for a week.
button-change-feedback = Change it
button-recap = Recap for learners
attendance =
    { $total ->
        [0] nobody came
        [one] one person came
       *[other] { $total } people came
    }

error-feedback-is-closed = That was more than a week ago, so it stays as it is.
form-recap = Recap for learners
form-recap-submit = Show me how it looks
recap-words = What would you like to tell them?
recap-words-hint = I add a greeting for those who came and another for those who missed it. You see both before anything is sent.
recap-came = 📝 { $name }, it was good to have you at **{ $circle }**, meeting { $number } of { $count }. In short:
recap-missed = 📝 { $name }, we missed you at **{ $circle }**, meeting { $number } of { $count }. This is what happened:
recap-next = Next time
recap-bring = To bring
recap-for-came =
    { $total ->
        [0] Nobody came as far as I know; this is what they would read:
        [one] This goes to the one learner who came:
       *[other] This goes to the { $total } learners who came:
    }
recap-for-missed =
    { $total ->
        [0] Nobody missed it as far as I know; this is what they would read:
        [one] This goes to the one learner who missed it:
       *[other] This goes to the { $total } learners who missed it:
    }
button-send-recap =
    { $total ->
        [one] Send to one learner
       *[other] Send to { $total } learners
    }
recap-sent =
    { $total ->
        [0] Nobody is in **{ $circle }** who could read it.
        [one] The recap of **{ $circle }** is on its way to one learner.
       *[other] The recap of **{ $circle }** is on its way to { $total } learners.
    }
error-recap-has-changed = The recap has been written anew meanwhile. Have a look at it before it goes out.

cover-which = Which one can’t you lead?
cover-none = There is no meeting ahead that you lead.
cover-confirm = Tell the others that you can’t lead meeting { $number } of { $circle }?
cover-heading = **{ $circle }**, meeting { $number } of { $count }
cover-asked = I’ve asked { $names }, and tell you who takes it. The organizers hear of it only if nobody does.
cover-nobody-else = Nobody else facilitates it, so I tell the organizers.
cover-either = Noted. The organizers hear of it only if nobody else takes it.
cover-either-last = You can’t either, so I tell the organizers.
cover-is-taken = { $name } leads it.
cover-taken = 🙌 You lead meeting { $number } of **{ $circle }** now. Thank you! The others know.
cover-post = 🙋 { $name } can’t lead meeting { $number } of **{ $circle }**. Could you? Whoever is first leads it.
cover-open-post = 🙋 { $name } can’t lead meeting { $number } of **{ $circle }**, and nobody has taken it so far. Can you find somebody?
cover-taken-post = 🙌 { $name } leads meeting { $number } of **{ $circle }**.
button-take-cover = I lead it
button-decline-cover = I can’t either
button-cover-after-all = I can lead it after all
button-cover = I can’t lead this one
error-cover-is-taken = { $name } leads it already. Thank you all the same!

check-in-code = Check-in for **{ $circle }**, meeting { $number } of { $count }. Show this code at the table, or pass the link on: [I’m here](link)
check-in-until = It works until { $until }. A new one takes its place.
check-in-photo = Code to check in to { $circle }, meeting { $number }
check-in-done = ✅ You’re here: **{ $circle }**, meeting { $number }. Enjoy!
check-in-again = ✅ You’ve checked in to **{ $circle }** already. Enjoy!
check-in-no-seat = Welcome! You aren’t signed up for **{ $circle }**, so I can’t check you in. Have a word with the facilitator, or have a look:
button-check-in = Check-in code
check-in-opens = Check-in at the table: here from { $when }
error-check-in-is-not-open = Check-in for meeting { $number } opens an hour before it begins: { $starts }.
error-check-in-is-over = Check-in for meeting { $number } is over. It began { $starts }.
error-check-in-unknown = That code isn’t valid any more. The facilitator can show a new one.

button-leave-as-facilitator = Leave as facilitator
leave-as-facilitator-confirm = Facilitate { $circle } no longer?
left-as-facilitator = You don’t facilitate **{ $circle }** any more. Thank you for all you did!
stepped-back =
    { $others ->
        [0] 👋 { $name } facilitates **{ $circle }** no longer. It’s yours alone now; **Invite a co-facilitator** finds you company.
       *[other] 👋 { $name } facilitates **{ $circle }** no longer. You go on with { $names }.
    }
stepped-back-you =
    { $others ->
        [one] You facilitate **{ $circle }** no longer. { $names } looks after it now. Thank you for all you did!
       *[other] You facilitate **{ $circle }** no longer. { $names } look after it now. Thank you for all you did!
    }
roles-changed =
    { $role ->
        [facilitator] What you can do in **{ $team }** has changed: you facilitate there, and don’t organize any more.
       *[organizer] What you can do in **{ $team }** has changed: you organize there, and aren’t one of its facilitators any more.
    }
roles-none = You’re not in the team **{ $team }** any more. An organizer has taken you off it, and off its circles. Thank you for all you did!
button-run-again = Run it again
form-run-again = Run it again
form-run-again-submit = Make draft

manage-leads = Led by
manage-nobody-leads = nobody yet; { $name } can’t
manage-usually = Usually
manage-usually-of = { $came } of { $said } who say yes come
manage-last = Meeting { $number }
manage-last-unknown = nobody has said yet how it was
button-feedback = How was meeting { $number }?

wrap-up-usual = Usually
wrap-up-well = What went well
wrap-up-change = What to change
wrap-up-sentences = In learners’ words
wrap-up-said = { $number }: “{ $words }”
