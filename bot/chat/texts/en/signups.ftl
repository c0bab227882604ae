# Signing up, waiting, leaving, and one's own circles.

form-signup = Sign up
form-signup-submit = Sign me up
signup-name = What should the others call you?
signup-goal = What would you like to get out of it?
signup-offer = How can you help the others?
signup-consent = May I write to you about this circle?
signup-consent-hint = Reminders before each meeting, and news from your facilitator. You can leave any time.
signup-consent-yes = Yes, write to me
signup-consent-no = No

signed-up = 🎉 You’re in: **{ $circle }**
signed-up-next = Your next meeting
signed-up-with =
    { $others ->
        [0] You are the first to sign up.
        [one] With { $names }.
       *[other] With { $names }.
    }
signed-up-then = I’ll write to you before each meeting and ask whether you come. Too much? Type **/stop** and I can be quiet, or **/leave** to leave the circle.
signed-up-again = You’re in **{ $circle }** already. I’ve kept what you wrote.
in-line = **{ $circle }** is full. You are number { $position } in line, and I’ll tell you as soon as a seat is yours.
in-line-again = You’re still number { $position } in line for **{ $circle }**. I’ve kept what you wrote.
left = You’ve left **{ $circle }**. Thank you for having been part of it!
leave-which = Which circle would you like to leave?
leave-confirm = Leave { $circle }?
leave-none = You’re in no circle at the moment.
button-leave = Leave { $circle }

mine-none = You’re in no circle yet.
mine-finished = Finished
mine-goal = Your goal: “{ $goal }”
mine-in-line = You are number { $position } in line.
mine-week = W{ $number } { $answer ->
        [yes] ✅
        [no] ❌
        [maybe] 🤔
        [cancelled] ✖
       *[none] ·
    }

error-consent-is-missing = Without that I can’t remind you, so you can’t sign up here.
error-not-signed-up = You aren’t signed up for “{ $circle }”.
error-has-left = You aren’t in “{ $circle }” any more, so nothing was noted.
error-still-in-line = You’re number { $position } in line for “{ $circle }”. As soon as a seat is yours, you can answer.
error-was-removed = A facilitator has taken you off “{ $circle }”. Please talk to them.
error-facilitates-already = You facilitate “{ $circle }”, so you’re in already.
