"""The log of Slack's libraries."""

import logging


def library_log() -> logging.Logger:
    """Never in such detail that what people write is in it: the libraries log whole requests where they are debugged.

    Its level is set, since they take one that is not for debugging, and write everything out before it is thrown away. What
    they tell when all is well is of use to nobody.
    """
    log = logging.getLogger("adapters.slack.library")
    log.setLevel(max(logging.getLogger().getEffectiveLevel(), logging.WARNING))
    return log
