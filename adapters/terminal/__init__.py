"""The terminal as a platform: conversations with whoever sits at it."""
