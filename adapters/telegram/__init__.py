"""Telegram: updates come in, messages, cards and files go out, within Telegram's limits."""
