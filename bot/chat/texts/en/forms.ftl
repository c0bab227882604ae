# Forms that are asked one field at a time.

# $title: the form's title. $step of $of: which field this is.
form-step = { $title } · { $step } of { $of }
form-question = **{ $question }**
form-wrong = ⚠️ { $problem }
form-now = So far: { $value }
form-summary = **{ $title }** — is this right?
form-empty = –
form-change = Change: { $field }
form-back = ← Back
form-keep = Keep it
form-skip = Skip
form-done = Done
form-more-options =
    { $more ->
        [one] One more has no button. Type the names or numbers of all that you mean, with commas between.
       *[other] { $more } more have no button. Type the names or numbers of all that you mean, with commas between.
    }
form-empty-it = Leave empty
form-cancel = Cancel
form-resumed = You were here already. **Cancel** starts anew.
# Above a form that is shown whole, with the button below it.
form-left = You were here already. What you had filled in is still here.
form-anew = Start anew
form-replaced = Your open form “{ $title }” is gone.
form-none-open = There is nothing to cancel.
# Whole messages that do what the buttons do, with | between.
words-cancel = cancel | /cancel | stop this | forget it
words-back = back | go back | ← back
words-skip = skip | skip it | skip this | none | nothing
form-cancelled = Cancelled. Nothing has changed.

error-form-is-gone = That form was sent or cancelled already.
error-day-has-passed = { $day } has passed already. It needs to be a day to come.
error-day-is-another-weekday = “{ $given }” doesn’t fit: { $day }. Which day do you mean?
error-unknown-button = That button is from another time. Here is what you can do now: **/help**
