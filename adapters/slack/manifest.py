"""What the app has to be on Slack's side, as its App Manifest (SPEC 6)."""

from adapters.slack.blocks import Json
from adapters.slack.names import COMMAND, EVENTS, HOOK, SCOPES, SHORTCUTS
from bot.chat.catalog import Say


def manifest(say: Say, *, address: str = "") -> Json:
    """The manifest: through Socket Mode, or over HTTP with the address under which we are reached from outside."""
    url = {"url": f"{address.rstrip('/')}{HOOK}"} if address else {}
    interactivity: Json = {"is_enabled": True}
    events: Json = {"bot_events": sorted(EVENTS)}
    if url:
        interactivity["request_url"] = events["request_url"] = url["url"]
    return {
        "display_information": {
            "name": say.line("slack-title"),
            "description": say.line("slack-about"),
            "background_color": "#2c5f5d",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": say.line("slack-title"), "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": say.line("slack-command"),
                    "usage_hint": say.line("slack-command-hint"),
                    "should_escape": False,
                    **url,
                }
            ],
            "shortcuts": [
                {
                    "name": say.line(f"slack-shortcut-{name.replace('_', '-')}"),
                    "type": kind,
                    "callback_id": name,
                    "description": say.line(f"slack-shortcut-{name.replace('_', '-')}-how"),
                }
                for name, (kind, _) in SHORTCUTS.items()
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not address,
            "token_rotation_enabled": False,
        },
    }
