"""HTTP: what platforms bring, and how we are."""
