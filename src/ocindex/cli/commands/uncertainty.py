"""`ocindex uncertainty`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from ocindex.cli.console import notice, progress, say
from ocindex.cli.options import EDITION, FILE, Function, replace, volume

SIMPLEX = "simplex"
WIDTH = click.FloatRange(min=0)
STEPS = {
    "impute": "Ways to fill missing values, to choose among.",
    "treat": "Ways to bring outliers in.",
    "normalise": "Normalisations.",
    "aggregate": "Ways to make components of their children.",
}


def share(ctx: click.Context, option: click.Parameter, value: str) -> float | str:
    """A share from 0 to 1, or any weights at all."""
    if value == SIMPLEX:
        return value
    share_of = click.FloatRange(0, 1)
    return float(share_of(value, option, ctx))


def parted(text: str) -> list[str]:
    """Techniques between commas; commas of a list of numbers part none."""
    return [each.strip() for each in re.split(r",(?![^\[]*\])", text)]


def choices(function: Function) -> Function:
    """An option for each step among whose techniques one may choose."""
    for name, text in reversed(STEPS.items()):
        function = click.option(
            f"--{name}", multiple=True, metavar="NAME,NAME",
            help=f"{text} The method's own if left out.",
        )(function)  # fmt: skip
    return function


@click.command("uncertainty")
@click.argument("edition", metavar="EDITION", type=EDITION)
@click.option("--method", type=FILE, help="The method, a TOML file; means of means if left out.")
@click.option(
    "--scores", type=WIDTH,
    help="By how much each score may be more or less; the step of its grid if left out.",
)  # fmt: skip
@click.option(
    "--ratings", is_flag=True, help="Scores vary as the experts' ratings say, all together."
)
@click.option(
    "--weights", default="0.25", callback=share, metavar="SHARE", show_default=True,
    help="By how much of itself each weight may be more or less; simplex for any weights.",
)  # fmt: skip
@choices
@click.option("--exclude", type=click.IntRange(0), default=0, help="Indicators left out a draw.")
@click.option(
    "--exclude-countries", type=click.IntRange(0), default=0, help="Countries left out a draw."
)
@click.option("--before", type=EDITION, help="The edition before, to better.")
@click.option(
    "--node", "nodes", multiple=True, metavar="NODE",
    help="Component to report, or 'all'; give it once for each. The headlines if left out.",
)  # fmt: skip
@click.option(
    "--top", type=click.IntRange(1), default=10, show_default=True, help="Ranks of the top."
)
@click.option("--draws", type=click.IntRange(1), default=100_000, show_default=True, help="Draws.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Of all chance.")
@click.option("--workers", type=click.IntRange(0), default=0, help="Processes of Dask to draw in.")
@click.option(
    "--cluster", default="", metavar="ADDRESS", help="Dask scheduler to draw on: tcp://..."
)
@click.option(
    "--points", type=click.IntRange(2), default=1024, show_default=True,
    help="Sobol points of the sensitivity, where it is estimated.",
)  # fmt: skip
@click.option("--pairs", is_flag=True, help="Write who stands above whom, too: pairs.csv.")
@click.option("--out", type=FILE, required=True, help="Folder of the tables, charts and report.")
@replace
@volume
def command(
    edition: Path, method: Path | None, before: Path | None, out: Path, replace: bool, **asked: Any
) -> None:
    """Say how far scores and ranks can be trusted.

    Scores, weights and the steps of the method are drawn many times; the same seed gives the
    same figures on any number of processors. Techniques are named as in a method, with their
    options: 'min-max low=1 high=100,z-score'. Below OUT there are scores.csv and ranks.csv
    (median, 5 and 95 %, probabilities), intervals.csv (ranks that hold for all countries at
    once), groups.csv (who cannot be told apart), sensitivity.csv (which choice matters),
    bounds.csv (ranks that are certain, where weights alone vary), charts, and report.txt,
    which says what is exact and what is drawn.

    \b
    Example:
      ocindex uncertainty editions/2023 --before editions/2021 --out trust
      ocindex uncertainty asem --method asem.toml --weights simplex --out trust
      ocindex uncertainty asem --method asem.toml --aggregate arithmetic,copeland --out trust
      ocindex uncertainty asem --method asem.toml --normalise 'min-max,z-score' --out trust
    """
    from ocindex.stressing import Asked, stress_edition  # polars and scipy take 0.5 s to import

    for name in STEPS:
        asked[name] = tuple(each for text in asked[name] for each in parted(text))
    with progress() as tell:
        text, simulated = stress_edition(
            edition, method, out, Asked(**asked), before=before, replace=replace, progress=tell
        )
    notice(simulated)
    say(text.rstrip("\n"))
