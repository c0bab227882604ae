"""Every way in or out."""
