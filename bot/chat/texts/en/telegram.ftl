# What is said only where buttons, menus and groups are as on Telegram.

# Longer than a menu: shown to whoever opens the conversation for the first time. At most 512 characters.
bot-description =
    A learning circle is about eight people who meet every week to take a free online course together. I help you find one, keep track of who comes when, and remind you in time.
# At most 120 characters.
bot-about = I help learning circles meet: find one, say whether you come, be reminded in time.
confirm-question = { $button }: are you sure?
confirm-no = No
confirm-yes = Yes
# Where neither the message whose button was pressed is known any more, nor its words.
confirm-anew = Are you sure? That button cannot be taken back.
# What a picture or a file says is taken as if it had been typed; what it shows is not.
only-the-words = I took only the words. What came with them I can neither see nor pass on.
only-words = I can read words and shared locations, nothing else. What did you want to say?
cannot-see-administrators = Telegram doesn’t tell me just now who administers this group, so nothing has changed. Please try it again in a minute.
cannot-see-you = I can’t see who you are while you write anonymously for the group. Turn that off in the group’s administrators, or write to me in private.
# Above what belongs into a topic of a group.
topic-is-gone = The topic where this belongs is closed or deleted, so it is here.
