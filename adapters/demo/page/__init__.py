"""The demo as a page: people in panes that look like their platforms, and a clock that one steps."""
