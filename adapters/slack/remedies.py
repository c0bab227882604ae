"""What Slack's refusals mean for whoever runs the bot, and what to do about them: one line each."""

from collections.abc import Mapping

_INSTALL = "install the app to the workspace again and copy the Bot User OAuth Token"

REMEDIES: Mapping[str, str] = {
    "invalid_auth": f"slack.bot_token is not a token that Slack knows: {_INSTALL}",
    "not_authed": f"slack.bot_token is empty: {_INSTALL}",
    "account_inactive": f"slack.bot_token belongs to an app that was removed or a workspace that was closed: {_INSTALL}",
    "token_revoked": f"slack.bot_token was revoked: {_INSTALL}",
    "token_expired": f"slack.bot_token has expired: turn token rotation off, {_INSTALL}",
    "app_uninstalled": f"the app was removed from the workspace: {_INSTALL}",
    "not_allowed_token_type": "slack.bot_token has to begin with xoxb- and slack.app_token with xapp-: they are mixed up",
    "missing_scope": (
        "the app lacks a permission: put what `circlebot slack-manifest` prints into its App Manifest and install it again"
    ),
    "no_permission": "the workspace does not let the app do that: ask its administrators",
    "messages_tab_disabled": (
        "people cannot be written to: in the app's settings, App Home, turn on the Messages Tab, or use the manifest that "
        "`circlebot slack-manifest` prints"
    ),
    "org_login_required": "the workspace is moving to another organization: wait until Slack has finished",
    "ekm_access_denied": "the workspace's administrators have suspended access to messages: ask them",
    "team_access_not_granted": "the token has no access to this workspace: ask the organization to add the app",
}

PASSING = frozenset(
    {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
)
"""Slack's words for what passes by itself."""

SOCKET_MODE = (
    "slack.app_token is not an app-level token that Slack knows: in the app's settings, Basic Information, make one with the "
    "scope connections:write"
)


def remedy(code: str, detail: str = "") -> str:
    """What it means and what to do, on one line."""
    found = REMEDIES.get(code, f"Slack answers {code}")
    return f"{found} ({code}{f', {detail}' if detail else ''})"
