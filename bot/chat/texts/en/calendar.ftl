# One's meetings in one's own calendar.

button-calendar = 🗓 Into my calendar
calendar-name = Learning circles
calendar-online = Online: { $address }
calendar-all =
    { $total ->
        [one] 🗓 Here are your meetings. Open the file to put them into your calendar.
       *[other] 🗓 Here are the meetings of all your circles. Open the file to put them into your calendar, or take one circle’s only:
    }
calendar-one = 🗓 Here are the meetings of **{ $circle }**. Open the file to put them into your calendar.
calendar-nothing = You have no meetings yet. /browse shows circles to join.
