# The page of a circle on the web, which anybody can open.

page-meetings = **All meetings**
page-closed = No more sign-ups

# $platform: "Telegram", "Slack".
page-join = Join on { $platform }
# A line to type follows.
page-type = In { $platform }, type:
page-scan = Or point a camera here:
page-private = Who is in the circle stays in the circle.
page-not-found = There is no such circle, or it isn’t open to the public.

## In the conversation

button-page = 🌐 Page and poster
page-here = 🌐 **{ $circle }** has a page that anybody can open, with a code to scan. It names nobody, and prints on one sheet: [{ $address }](link)
