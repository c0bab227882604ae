"""QR codes: what a camera reads instead of a link."""

from io import BytesIO

import segno

SCALE, BORDER = 8, 4
"""Pixels a module, and modules of quiet around the code, as scanners want it."""


def png(text: str) -> bytes:
    """The text as a QR code, a PNG picture that still reads with a corner under a cup."""
    picture = BytesIO()
    segno.make_qr(text, error="m").save(picture, kind="png", scale=SCALE, border=BORDER)
    return picture.getvalue()
