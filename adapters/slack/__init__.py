"""Slack: modals, buttons, direct messages and the app's home."""
