# One's own settings and data.

help-settings = your name, time zone, quiet hours, and what you hear from me
help-mydata = everything I have stored about you, as a file

form-settings = Your settings
form-settings-submit = Save
settings-heading = ⚙️ **Your settings**
settings-name = I call you
settings-language = Language
settings-zone = Time zone
settings-zone-none = not known; I go by each circle’s
settings-zone-hint = A name like Europe/Berlin or a city. I need it to keep your quiet hours.
settings-quiet = Quiet hours
settings-quiet-hours = { $start } to { $end }
settings-quiet-none = none
settings-quiet-from = Quiet hours begin at
settings-quiet-until = … and end at
settings-quiet-hint = Then I write only what can’t wait. The same time twice means no quiet hours.
settings-today = On the day of a meeting
settings-today-hint = A word that says where it is and who comes.
settings-lead =
    { $hours ->
        [0] a word half an hour before
        [one] a word an hour before
       *[other] a word { $hours } hours before
    }
settings-off = nothing
settings-muted = Quiet about
settings-muted-everything = everything
settings-muted-nothing = nothing
settings-accounts = You’re here as
settings-accounts-several = { $accounts }. I write to { $receives }.
settings-receives = From now on I write to you here: { $account }.
button-change-settings = Change
button-unmute-circle = 🔔 Write to me again: { $circle }
button-receive-here = Write to me here: { $account }
menu-mydata = My data

platform-telegram = Telegram
platform-slack = Slack
# Where somebody has two accounts on one platform. $day: "Mon, 5 Oct 2026", when we first met this one.
account-since = { $platform }, since { $day }
platform-terminal = this terminal ({ $user })

reason-today-off = not sent: you asked for no word on the day

mydata-here = 📄 Here is everything I have stored about you. Codes and links are not in it: I keep them only in a form that opens nothing.
