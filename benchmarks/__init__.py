"""How fast it is, measured the way it runs, with targets beside the results. Nothing here is asserted about time."""
