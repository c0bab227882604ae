"""People and time, through the real surface: a real store, desk and tick, and a clock that is moved."""
