"""Files that operators bring in and take away."""
