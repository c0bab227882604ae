# What circlebot is, what one can do, and answers that belong to no subject.

welcome-stranger =
    👋 Hello { $name }! I’m **circlebot**.
    A learning circle is about eight people who meet every week to take a free online course together. I keep track of who comes when.
welcome-back = 👋 Hello { $name }!
menu-heading = Here is what you can do:
menu-invited = I was invited
menu-browse = Find a circle
menu-mine = My circles
menu-manage = Circles I run
menu-new = New circle
menu-team = My team
menu-digest = Digest
menu-circles = All circles
menu-week = This week
menu-reports = Reports
menu-help = Help
invited-how = Then you got a link or a code. Open the link, or type **/start** and the code after it.
not-understood = Sorry, I didn’t catch that.
did-you-mean = I don’t know “{ $verb }”. Did you mean **/{ $closest }**?
unknown-verb = I don’t know “{ $verb }”. **/help** shows what you can do.
only-private-link = That’s between you and me. [Continue in private](link)
continue-in-private = [Continue in private](link)
only-in-group = Type **/digest here** in the group or channel where the digest should go.
fault = Something went wrong on my side, and nothing was changed. If it happens again, please tell whoever runs me: { $reference }
fault-for-now = Something is wrong on my side just now. I’ve kept what you sent and will do it as soon as I can. If you hear nothing for long, please tell whoever runs me: { $reference }
name-now = I’ll call you **{ $name }**.
name-how = What should I call you? Type **/name** and your name after it.

help-start = begin, or use a code you were given
help-help = what you can do here
help-browse = find a circle to join
help-mine = your circles, next meetings and answers
help-rsvp = say whether you come next time
help-leave = leave a circle
help-feedback = say how a meeting was
help-name = change what you are called
help-new = make a new circle
help-manage = your circles: who comes, what will be sent
help-learners = seats and the line: add, remove, promote, links, sign-in sheet
help-meeting = move, cancel or add a meeting, say where it is
help-calendar = your meetings as a file for your calendar
help-reminder = what will be sent, and its words
help-cover = say that you can’t lead a meeting
help-here = in a group or channel: link your circle with it
help-why = why you got a message, or did not
help-team = members, invitations, courses, settings, digest
help-circles = all circles of your team, and how they do
help-reports = how circles went: feedback, attendance, goals; or what people said with these words
help-week = what meets this, last or next week
help-digest = what happened and what is ahead this week
help-cancel = stop answering the questions of a form
