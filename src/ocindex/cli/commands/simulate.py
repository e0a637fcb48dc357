"""`ocindex simulate`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.console import progress, say
from ocindex.cli.options import FILE, replace, volume


@click.command("simulate")
@click.option("--out", type=FILE, required=True, help="Folder of the edition.")
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="The same seed, the same data.",
)
@click.option(
    "--raters",
    type=click.Choice(["aligned", "curved", "ordinal"]),
    default=None,
    help="Raters who use the scale alike, stretch and bend it, or see a trait through thresholds "
    "of their own. No scores are written then; truth.csv and raters_truth.csv stand beside the "
    "ratings.",
)
@click.option("--series", is_flag=True, help="Make three editions, one a folder below OUT.")
@click.option("--framework", help="A bundled framework or a TOML file with a list of members.")
@replace
@volume
def command(
    out: Path, seed: int, raters: str | None, series: bool, framework: str | None, replace: bool
) -> None:
    """Make up an assessment of 193 countries: truth, raters, ratings, scores, short texts.

    Everything made from it says "Simulated data".

    \b
    Example:
      ocindex simulate --out simulated --seed 1
      ocindex simulate --raters curved --out rated --seed 1
    """
    from ocindex.pipeline import simulate_into  # numpy takes 0.2 s to import

    with progress() as tell:
        made = simulate_into(
            out, seed, raters=raters or "", framework=framework, series=series, replace=replace,
            progress=tell,
        )  # fmt: skip
    for folder, edition in made:
        say(f"{folder}: {len(edition.countries)} countries, {len(edition.ratings):,} ratings")
