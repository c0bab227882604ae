# Linking two accounts of one person.

error-link-code-unknown = I don’t know that code. Type **/link** on your other account and use the code you get there.
error-link-code-expired = That code was good for ten minutes, and they’re over. **/link** on your other account gives you a new one.
error-link-code-used = That code has been used or replaced by a newer one. **/link** on your other account gives you a new one.
error-linked-already = That code is your own: type it on your **other** account, the one that should belong to you as well.
error-not-linked = That account was your first here, so there is nothing to unlink.

help-link = use me with a second account as one person
link-code =
    🔗 On your **other** account, write to me: **/link { $code }**, or on Slack **/circle link { $code }**
    The code is good for ten minutes, and once. Give it to nobody else.
link-ask = 🔗 These two become one person. Please go on only if **both are you**:
link-who = • **{ $name }**: { $accounts }
link-what = Your circles, answers and roles come together under the name { $name }. Where both have answered, the later answer counts. Where should I write to you?
button-link = Link, and write to { $account }
button-link-to-here = Link, and write to me here
linked = 🔗 You’re one person now: **{ $name }**, { $accounts }. I’ll know you on each of them. **/settings** shows and changes that.
unlinked = { $account } stands on its own now, as somebody new. Everything so far stays with your other account.
button-unlink = Unlink { $account }
unlink-confirm = Unlink { $account }? It becomes somebody new, without circles.
