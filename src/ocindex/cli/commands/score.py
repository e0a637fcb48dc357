"""`ocindex score`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocindex.cli.console import progress, say, warn
from ocindex.cli.options import EDITION, FILE, processes, replace, volume

if TYPE_CHECKING:
    from ocindex.scoring.observations import Round

METHODS = ("model", "mean", "median", "trimmed", "mixed")


def round_of(_ctx: click.Context, _option: click.Parameter, value: str) -> Round:
    """`first`, `last` or a round's number."""
    if value == "first":
        return "first"
    if value == "last":
        return "last"
    if value.isdecimal() and 0 < int(value) < 10**9:
        return int(value)
    raise click.BadParameter(f"'{value}' is neither first nor last, nor a round's number.")


@click.command("score")
@click.argument("editions", metavar="EDITION...", type=EDITION, nargs=-1, required=True)
@click.option(
    "--seed", type=click.IntRange(0), help="Of all chance; the edition's own if left out."
)
@click.option(
    "--method", type=click.Choice(METHODS), help="How to score; the edition's own if left out."
)
@click.option(
    "--round", "which", default="first", show_default=True, callback=round_of, metavar="ROUND",
    help="Of each rater the first or last rating of a cell, or that of a round: first, last, 2.",
)  # fmt: skip
@click.option(
    "--sweeps", type=click.IntRange(20, 1_000_000),
    help="How long each chain of the model is run; the edition's own (2000) if left out.",
)  # fmt: skip
@click.option(
    "--chains", type=click.IntRange(2, 64), default=4, show_default=True, help="Chains to run."
)
@processes
@click.option(
    "--cluster", default="", metavar="ADDRESS",
    help="Dask scheduler on whose cluster the chains run: tcp://...",
)  # fmt: skip
@click.option(
    "--check", is_flag=True,
    help="First hold half of the experts out, and say how well the others predict them.",
)  # fmt: skip
@click.option("--draws", is_flag=True, help="Write 1,000 draws of every score: draws.parquet.")
@click.option("--report/--no-report", default=True, help="Write report.html, or none.")
@click.option("--out", type=FILE, required=True, help="Folder of the tables and the report.")
@replace
@volume
def command(
    editions: tuple[Path, ...], out: Path, seed: int | None, method: str | None, which: Round,
    sweeps: int | None, chains: int, processes: int | None, cluster: str, check: bool,
    draws: bool, report: bool, replace: bool,
) -> None:  # fmt: skip
    """Say what the experts' ratings of an edition say, and how surely.

    Below OUT there are scores.csv (each country or other unit and indicator: raters, median,
    mean, standard deviation, intervals of 68 and 90 %), nodes.csv (the same for components, with
    ranks in the world, the continent and the region), raters.csv, and report.html for editors.
    Several editions are fitted together, with a folder each. Scores that editors have decided
    are not looked at. The same seed gives the same figures, however many processes there are,
    and on a cluster; release takes up what was fitted here.

    \b
    Example:
      ocindex score editions/2025 --seed 1 --out scoring
      ocindex score editions/2023 editions/2025 --out scoring --draws
    """
    from ocindex.pipeline import score  # numpy and scipy take 0.5 s to import

    start = time.monotonic()
    with progress() as tell:
        lines, warning = score(
            editions, out, which=which, method=method or "", seed=seed, sweeps=sweeps,
            chains=chains, processes=processes, cluster=cluster, check=check, report=report,
            draws=draws, replace=replace, progress=tell, warn=warn,
        )  # fmt: skip
    for line in lines:
        say(line)
    say(f"{out}: written, in {time.monotonic() - start:.0f} s")
    if warning:
        warn(warning)
