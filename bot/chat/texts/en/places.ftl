# Groups and channels that circles are linked with, and the cards in them.

here-done = 🔗 **{ $circle }** is linked with this place now. Before each meeting I post a card here that says who comes, and keep it up to date.
here-names = Everyone here can read it, with the first names of those who answer.
here-headcount = Everyone here can read it, with how many come but no names.
there-names = Everyone there can read it, with the first names of those who answer.
there-headcount = Everyone there can read it, with how many come but no names.
here-link = The link to meet online is on the card.
here-no-link = The link to meet online is not on the card.
here-which = Which circle shall I link with this place?
here-which-off = Which circle shall I unlink from this place?
here-none = You run no circle that goes on. Whoever facilitates one can link it.
here-none-off = No circle of yours is linked with this place.
here-uninvited = I can’t write here yet. Type **{ $invite }** first, and then the same again.
here-how = Type **/here** in a group or channel of your circle, and the card of each meeting goes there. **/here off** ends that.
here-off = **{ $circle }** is not linked with { $place } any more.
button-link-here = Link { $circle }
button-unlink-place = Unlink { $name }
button-show-names = Show first names
button-show-headcount = Only how many come
button-show-link = Show the link
button-hide-link = Hide the link
button-places = Groups and channels
unlink-place-confirm = Nothing of the circle goes there any more. Unlink it?
places-heading = **{ $circle }** is linked with:
places-none = **{ $circle }** is linked with no group or channel.
places-lost = { $place } (out of reach)
in-places-done = Done. The card shows it in a moment.
card-everybody = everybody
# Somebody’s answer in words, where others read along.
rsvp-taken-here =
    { $answer ->
        [yes] ✅ { $name } comes: **{ $circle }**, { $when }
        [no] ❌ { $name } can’t come: **{ $circle }**, { $when }
       *[maybe] 🤔 { $name } may come: **{ $circle }**, { $when }
    }
link-lost = I can’t write in { $place } any more, so the card of **{ $circle }** is not kept up to date there. Let me in again, or link another place with **/here**.

error-must-administer = Only somebody who administers this group can link it. Ask one of its administrators to make you one, or to type **/here**.
