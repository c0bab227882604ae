# Words that every subject needs.

## Moments

# $day: "Tue 13 Oct". $time: "18:00". $city: the city that names the time zone, "Berlin".
moment-in-zone = { $day }, { $time } ({ $city } time)

# $offset: "UTC", or "UTC−3" for a zone that no city names.
moment-in-utc = { $day }, { $time } ({ $offset })

# The same where the day stands above.
clock-in-zone = { $time } ({ $city } time)
clock-in-utc = { $time } ({ $offset })

## Errors that any field or button can meet

error-broken-rule = That doesn’t work right now, so nothing has changed.
error-not-allowed = That’s for others to decide here. If you need it, a facilitator or organizer can help.
error-not-found = That isn’t here any more. It may have been moved, finished or deleted.
error-value-is-missing = This one needs an answer.
error-value-is-too-long =
    { $given ->
        [one] That is { $given } character
       *[other] That is { $given } characters
    } and there is room for { $limit }. Could you shorten it a little?
error-value-is-no-number = “{ $given }” isn’t a whole number yet. Digits work best, like 8.
error-value-is-out-of-range = “{ $given }” is out of range. Anything from { $least } to { $most } works.
error-value-is-no-choice = “{ $given }” isn’t one of the choices. Please pick one from the list.
error-value-is-no-date = I couldn’t read “{ $given }” as a date. Try “13 Oct”, “next Tuesday” or 2026-10-13.
error-value-is-no-time = I couldn’t read “{ $given }” as a time. Try 18:30 or 6:30 pm.
error-value-is-no-link = I couldn’t read “{ $given }” as a web address. It should look like https://example.org/meet.
error-unknown-zone = I don’t know the time zone “{ $given }”. A name like Europe/Berlin or America/New York works.
error-zone-is-unclear = “{ $given }” and the place don’t say which time zone is meant. A name like Europe/Berlin always does.
