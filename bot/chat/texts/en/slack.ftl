# What only Slack needs.

slack-title = circlebot
slack-loading = One moment …
slack-saving = Saving …
slack-close = Close
slack-done = Done
slack-open-form = Open the form
slack-form-waits = Your form is here: **{ $title }**
slack-members-only = Sorry, I’m only for members of this workspace, not for guests. Ask who invited you to make you a member.
slack-only-words = I can read words, nothing else. What did you want to say?
slack-not-kept = Something is wrong on my side just now, and I couldn’t take that. Please try again in a minute.

# In the app's manifest. The command's and the shortcuts' names have at most 24 characters.
slack-about = Coordinates learning circles: who meets when, who comes, and how it was.
slack-command = Your circles; help shows all you can do
slack-command-hint = [browse | mine | rsvp yes | manage | help]
slack-shortcut-new-circle = New circle
slack-shortcut-new-circle-how = Make a learning circle
slack-shortcut-send-to-circle = Send to my circle
slack-shortcut-send-to-circle-how = Send these words to the learners of a circle you run
