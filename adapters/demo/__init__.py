"""A world in a box: the real desk and the real tick on a clock that can be moved."""
