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
calendar-nothing = You have no meetings yet. **/browse** shows circles to join.

## A feed that a calendar fetches by itself

button-feed = 🔄 Keep my calendar up to date
button-feed-off = Switch the feed off
feed-confirm = This makes a new private address. An older one stops working.
feed-made =
    🔄 Give this address to your calendar (“subscribe”, “from URL”), and it follows every change by itself: [{ $address }](link)
    It is yours alone: whoever has it can read your meetings. I can’t show it again, but I can make a new one.
feed-off = The address shows nothing any more.
feed-was-off = There was no such address.
