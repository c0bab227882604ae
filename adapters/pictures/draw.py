"""The child process: one chart as JSON on its input, a PNG on its output. Nothing else imports this.

The picture has its own light ground, so that it can be read where the surroundings are dark. Labels are drawn as they are:
matplotlib takes text between dollar signs for formulas unless it is told not to.
"""

import io
import json
import sys

# matplotlib's types leave much open.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
import matplotlib as mpl

mpl.use("Agg")
mpl.rcParams["text.parse_math"] = False

from matplotlib.figure import Figure  # noqa: E402 - only after the backend is chosen
from matplotlib.ticker import MaxNLocator  # noqa: E402

GROUND, INK, BAR = "#fbfaf7", "#22303c", "#2b6ca3"
LONGEST_TITLE, LONGEST_LABEL = 60, 16


def picture_of(title: str, series: list[tuple[str, float]]) -> bytes:
    """The chart as a PNG of at most 1600 × 900 pixels."""
    width = min(10.0, max(5.0, 0.9 * len(series)))
    figure = Figure(figsize=(width, 4.5), dpi=160, facecolor=GROUND, layout="constrained")
    axes = figure.add_subplot(facecolor=GROUND)
    places = range(len(series))
    bars = axes.bar(places, [value for _, value in series], color=BAR, width=0.7)
    axes.bar_label(bars, fmt="{:g}", color=INK, padding=3, fontsize=11)
    axes.set_xticks(
        list(places), [_short(label, LONGEST_LABEL) for label, _ in series], rotation=35, ha="right"
    )
    axes.set_ylim(0, max(1.0, *(value for _, value in series)) * 1.15)
    axes.set_title(_short(title, LONGEST_TITLE), color=INK, loc="left", fontsize=14)
    axes.tick_params(colors=INK, length=0, labelsize=11)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(INK)
    png = io.BytesIO()
    figure.savefig(png, format="png", metadata={"Software": None})
    return png.getvalue()


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


if __name__ == "__main__":
    given = json.load(sys.stdin)
    sys.stdout.buffer.write(picture_of(given["title"], given["series"]))
