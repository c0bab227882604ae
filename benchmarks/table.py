"""Results as lines with their targets beside them."""


def heading(text: str) -> None:
    """What the lines that follow are about."""
    print(f"\n{text}", flush=True)


def line(what: str, result: str, target: str = "") -> None:
    """One result."""
    beside = f"   target: {target}" if target else ""
    print(f"  {what:44}  {result}{beside}", flush=True)
