# Messages to learners.

help-message = write to your learners, now or later
button-write = Write a message
button-messages = Messages
message-none = You run no circle, so there is nobody to write to yet.

form-message = Message to learners
form-message-submit = Show it to me
message-circle = To which circle?
message-to = Who should get it?
message-to-all = All learners ({ $total })
message-to-yes = Who is coming next time ({ $total })
message-to-maybe = Who said maybe ({ $total })
message-to-no = Who isn’t coming next time ({ $total })
message-to-silent = Who hasn’t answered yet ({ $total })
message-to-one = One person
message-person = To whom?
message-text = What would you like to tell them?
message-text-hint = They read it just as you write it. There is room for { $limit } characters.
message-when = When should it go out?
message-when-now = As soon as I say so
message-when-later = At a time I choose
message-on = On which day?
message-on-example = Like “13 Oct” or “next Tuesday”.
message-at = At what time?
message-at-example = Like 18:30 or 6:30 pm.
message-joiners = Should people who join later get it too?
message-joiners-no = No, just those who are in by then
message-joiners-yes = Yes, with their welcome

# What learners read.
message-heading =
    { $recipients ->
        [one] ✉️ **{ $author }** writes to you about **{ $circle }**:
       *[all] ✉️ **{ $author }** writes to **{ $circle }**:
    }
message-answer = You can answer right here.

# What the author reads. $names: "Ben and Cleo".
message-preview = 👀 This is what they will read:
message-preview-total =
    { $total ->
        [0] As things are, nobody would get it.
        [one] One person gets it: { $names }.
       *[other] { $total } people get it: { $names }.
    }
message-for-meeting = It’s about meeting { $number }, { $when }. Who has answered what by the time it goes out decides who gets it.
message-muted =
    { $total ->
        [one] { $names } has asked for quiet, and doesn’t get it.
       *[other] { $names } have asked for quiet, and don’t get it.
    }
message-for-later = People who join later get it too.
message-goes-now = It goes out two minutes after you press **Send**. Until then you can take it back.
message-goes-at = It goes out { $when }, once you have pressed **Send**.
message-planned = ✅ It goes out { $when }. Until then you can take it back.
message-out = It has gone out.
message-skipped = It won’t go out. You can change it and send it anew.
button-send-message = Send
button-undo-message = Undo
button-edit-message = Change it
button-throw-away = Throw it away
button-who-got-it = Who got it
message-on-its-way = That’s on its way already.
message-reads-otherwise = It reads otherwise by now. Please have a look first.
message-taken-back = ↩️ Taken back. Nobody has got it.
message-thrown-away = Thrown away. Nobody has got it.
message-got-heading = **Who got it**
message-got-nobody = It hasn’t gone out to anybody yet.
messages-heading = The latest messages in **{ $circle }**
messages-none = Nothing has been written in **{ $circle }** yet.
messages-line = { $when }, { $author }: “{ $text }”
messages-look = { $when }

# In one's own circles.
mine-messages = Messages
mine-message = { $when }, { $author }: “{ $text }”

error-moment-has-passed = { $moment } has passed already. It needs to be a time to come.
error-nobody-is-named = Please pick somebody who is in the circle.
error-no-meeting-to-answer = “{ $circle }” has no meeting ahead, so nobody has answered for one. It can go to all or to one person.
