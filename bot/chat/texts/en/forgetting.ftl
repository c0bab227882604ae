# Being forgotten.

help-forgetme = erase what I know about you
menu-forgetme = Forget me

# What somebody is called of whom nobody knows any more who it was.
somebody-who-left = somebody who left

forget-ask =
    🧹 I can forget you. Then I erase your name, your accounts, your goals, the reasons you gave, what you wrote as feedback, what you and facilitators wrote to each other, unfinished forms and your settings.
    It can’t be undone. If you’d like a copy first, there is **My data**.
forget-circles = Circles: you leave { $names }, and your seat goes to the next in line.
forget-facilitated = You facilitate { $names } no longer.
forget-teams = Teams: you leave { $names }.
forget-stays = What stays are counts that say nothing about you: how many came, how many said yes, how a meeting was rated. What you wrote to a whole circle stays with the circle, without your name.
forget-sure = Are you sure? Once it’s done, I won’t know you any more.
button-forget = Erase what you know about me
button-forget-now = Yes, erase it now
forgotten = 🧹 Done. I’ve erased your name, accounts, goals, reasons, feedback texts, messages, unfinished forms and settings. What was about to be sent to you won’t be.
forgotten-bye = Thank you for having been here. If you ever come back, **/start** begins from scratch.

error-still-facilitates = You’re the only facilitator of “{ $circle }”, and it isn’t over. Invite a co-facilitator or delete the circle first, with **/manage**. Nothing has been erased.
error-still-organizes = You’re the only organizer of “{ $team }”. Invite another organizer first, with **/team**. Nothing has been erased.
