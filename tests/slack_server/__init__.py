"""A small strict Slack on loopback, which knows nothing of our adapter: it refuses what Slack refuses."""
