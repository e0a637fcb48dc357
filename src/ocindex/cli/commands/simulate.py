"""`ocindex simulate`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.console import progress, say
from ocindex.cli.options import FILE, replace, volume


@click.command("simulate")
@click.option("--out", type=FILE, required=True, help="Folder of the edition.")
@click.option("--seed", type=click.IntRange(0), required=True, help="The same seed, the same data.")
@click.option("--series", is_flag=True, help="Make three editions, one a folder below OUT.")
@replace
@volume
def command(out: Path, seed: int, series: bool, replace: bool) -> None:
    """Make up an assessment of 193 countries: truth, raters, ratings, scores, short texts.

    Everything made from it says "Simulated data".

    \b
    Example:
      ocindex simulate --out simulated --seed 1
    """
    from ocindex.pipeline import simulate_into  # numpy takes 0.2 s to import

    with progress() as tell:
        made = simulate_into(out, seed, series=series, replace=replace, progress=tell)
    for folder, edition in made:
        say(f"{folder}: {len(edition.countries)} countries, {len(edition.ratings):,} ratings")
