# Teams: founding one, members, invitations, digest.

form-team = Your team
form-team-submit = Make the team
team-your-name = What should people call you?
team-name = What is the team called?
team-name-hint = A library, a city, a network: what people know you by.
team-zone = In which time zone do you work?
team-zone-hint = Like Europe/Berlin or America/Chicago.
team-made = 🎉 **{ $team }** is ready, and you are its organizer.
team-next = Invite people who will facilitate circles, or make a circle yourself.
team-which = Which team?
team-none = You organize no team. Whoever runs me on the server can give you a link.
team-heading = **{ $team }**
team-zone-label = Time zone
team-organizers = Organizers
team-facilitators = Facilitators
team-digest-label = Digest
team-digest-place = { $weekday } { $time } in { $place }
team-digest-private = { $weekday } { $time }, to each organizer in private
team-digest-here = The digest of **{ $team }** comes here from now on, { $weekday } at { $time }. Everyone here can read it.
button-invite-facilitator = Invite a facilitator
button-invite-organizer = Invite an organizer
button-revoke = Take back invitations
button-digest-now = This week’s digest
button-digest-here = Digest of { $team }
revoke-confirm = Take back all open invitations?
revoked =
    { $total ->
        [0] No invitation is open.
        [one] One invitation is taken back.
       *[other] { $total } invitations are taken back.
    }
invitation-facilitator = Send this to whoever will facilitate: [Facilitate with { $team }](link). It works once, for seven days.
invitation-organizer = Send this to whoever will organize: [Organize { $team }](link). It works once, for seven days.
invitation-co-facilitator = Send this to whoever will facilitate with you: [Facilitate { $circle }](link). It works once, for seven days.
accepted =
    { $role ->
        [organizer] 🎉 Welcome! You organize **{ $team }** now.
       *[facilitator] 🎉 Welcome! You can facilitate circles of **{ $team }** now.
    }
accepted-circle = 🎉 Welcome! You facilitate **{ $circle }** now.
accepted-before = You have accepted that already. All is well.

error-invitation-unknown = That code isn’t known here. Was all of it copied?
error-invitation-expired = That invitation has run out. Please ask for a new one.
error-invitation-revoked = That invitation was taken back. Please ask whoever invited you.
error-invitation-used-up = That invitation was used already. Please ask for a new one.
error-invitation-for-another = That invitation was made for someone else.
error-last-organizer = A team needs at least one organizer. Invite another one first.

error-team-has-no-organizer = { $team } has no organizer yet who could look after what comes in. `circlebot organizer-link` makes one.
