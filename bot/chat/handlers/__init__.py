"""What is done with what comes in, by subject: decode, one use case, one view."""
