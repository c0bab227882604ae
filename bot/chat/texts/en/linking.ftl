# Linking two accounts of one person.

error-link-code-unknown = I don’t know that code. Type **/link** on your other account and use the code you get there.
error-link-code-expired = That code was good for ten minutes, and they’re over. **/link** on your other account gives you a new one.
error-link-code-used = That code has been used or replaced by a newer one. **/link** on your other account gives you a new one.
error-linked-already = That code is your own: type it on your **other** account, the one that should belong to you as well.
error-not-linked = That account was your first here, so there is nothing to unlink.
