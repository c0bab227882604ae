# Stop words: muting, leaving, and being written to again.

help-stop = hear less from me, or leave a circle

# Whole messages that ask for quiet, with | between.
words-stop = stop | stop it | stop this | stop now | please stop | please stop it | stop please | unsubscribe | unsubscribe me | please unsubscribe | please unsubscribe me | stop messaging me | please stop messaging me | stop texting me | stop writing me | stop writing to me | stop sending me messages | don’t message me | dont message me | do not message me | don’t write to me | leave me alone | mute | no more messages | opt out | 🛑

stop-offer = Of course. What would you like?
stop-runs =
    You facilitate { $circles }, so I write to you about it. Your co-facilitators or an organizer can take over.
    If you’d rather hear nothing at all, I can be quiet.
stop-nothing = I write to you only about circles that you are in, and you’re in none. So you won’t hear from me.
button-mute = 🔕 Quiet: { $circle }
button-mute-all = 🔕 Quiet: everything
button-leave-now = 👋 Leave { $circle }
muted-circle = 🔕 You hear nothing more about **{ $circle }** from me, except when a meeting is cancelled or moved, or when you ask for something.
muted-circle-all = 🔕 You hear nothing more about **{ $circle }** from me, unless you ask for something.
muted-everything = 🔕 You hear nothing more from me, except when a meeting is cancelled or moved, or when you ask for something.
muted-everything-all = 🔕 You hear nothing more from me, unless you ask for something.
button-mute-cancellations = Not even then
button-unmute = 🔔 Write to me again
unmuted-circle = 🔔 You hear about **{ $circle }** again.
unmuted-everything = 🔔 You hear from me again.
mine-muted = 🔕 You asked for quiet here.
