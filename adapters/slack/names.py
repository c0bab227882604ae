"""What the app is made of on Slack's side. The manifest and the listeners are both made from this list."""

COMMAND = "/circle"
"""The one command that the app has."""

NEW_CIRCLE, SEND_TO_CIRCLE = "new_circle", "send_to_circle"
"""Shortcuts: one that is there everywhere, one on messages."""

SHORTCUTS = {NEW_CIRCLE: ("global", "new"), SEND_TO_CIRCLE: ("message", "message")}
"""Each with its kind and the verb that it stands for. Their names are the texts `slack-shortcut-<name>`."""

EVENTS: dict[str, str | None] = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "app_uninstalled": None,
    "channel_archive": "channels:read",
    "channel_id_changed": "channels:read",
    "channel_left": "channels:read",
    "channel_rename": "channels:read",
    "channel_unarchive": "channels:read",
    "group_archive": "groups:read",
    "group_left": "groups:read",
    "group_rename": "groups:read",
    "group_unarchive": "groups:read",
    "member_joined_channel": "channels:read",
    "message.im": "im:history",
    "tokens_revoked": None,
    "user_change": "users:read",
}
"""What we are told of, each with the permission that it takes."""

CALLS: dict[str, str | None] = {
    "auth.test": None,
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.info": "channels:read",
    "conversations.open": "im:write",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "users.info": "users:read",
    "views.open": None,
    "views.publish": None,
    "views.update": None,
}
"""What we call, each with the permission that it takes."""

SCOPES = tuple(
    sorted({"commands", *(scope for scope in (*EVENTS.values(), *CALLS.values()) if scope is not None)})
)
"""The smallest permissions that suffice."""

HOOK = "/slack"
"""Where Slack brings everything to, over HTTP."""
