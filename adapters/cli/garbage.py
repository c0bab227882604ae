"""What is loaded at the start stays: looking through it for garbage again and again is time that a press would wait for."""

import gc

YOUNG = 5_000
"""So many new things are made before the youngest are looked through; a press makes some hundreds, and drops them."""


def spare_what_stays() -> None:
    """To be called when everything is loaded. What becomes garbage from then on is found as ever, a little later."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
