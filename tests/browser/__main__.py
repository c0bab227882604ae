"""Says whether the browser tests can run here: where the browser is, else what is missing, with status 1."""

import sys

from tests.browser.driver import NAMES, chromium

found = chromium()
if found is None:
    sys.exit(
        f"The browser tests cannot run: none of {', '.join(NAMES)} is on the path. Install one "
        "(on Debian and Ubuntu: apt-get install chromium) or let CHROMIUM name it."
    )
print(f"The browser is {found}.")
