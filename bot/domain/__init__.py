"""What is true: frozen dataclasses and pure functions, on the standard library and dateutil alone."""
