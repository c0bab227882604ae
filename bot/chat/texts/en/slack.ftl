# What only Slack needs.

slack-title = circlebot
slack-loading = One moment …
slack-saving = Saving …
slack-close = Close
slack-done = Done
slack-open-form = Open the form
slack-form-waits = Your form is here: **{ $title }**
slack-members-only = Sorry, I’m only for members of this workspace, not for guests. Ask who invited you to make you a member.
slack-not-kept = Something is wrong on my side just now, and I couldn’t take that. Please try again in a minute.
