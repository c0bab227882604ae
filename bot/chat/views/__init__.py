"""What people read, by subject: from what the use cases return to messages."""
