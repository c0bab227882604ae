"""How we converse, the same on every platform: what comes in, what goes out, and the desk between them."""
