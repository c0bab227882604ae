"""The gazetteer that comes with circlebot, read when it is first asked for."""

import gzip
from functools import cache
from importlib import resources

from bot.domain.gazetteer import Gazetteer


@cache
def gazetteer() -> Gazetteer:
    """Some 34,000 cities (see ATTRIBUTION.txt beside this file)."""
    packed = resources.files("bot.chat.gazetteer").joinpath("cities.txt.gz").read_bytes()
    return Gazetteer(gzip.decompress(packed))
