"""`ocindex compute`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.console import progress, say
from ocindex.cli.options import EDITION, FILE, volume


@click.command("compute")
@click.argument("edition", type=EDITION)
@click.option("--out", type=FILE, required=True, help="File: .csv, .parquet, .json or .xlsx.")
@volume
def command(edition: Path, out: Path) -> None:
    """Write all results of an edition to one long table.

    A row a country and node: edition, iso3, node, score (full precision), display (as
    printed), ranks and band. Then the means of the world, of continents and of regions, whose
    iso3 reads `world`, `continent:NAME` or `region:NAME`.

    \b
    Example:
      ocindex compute editions/2023 --out results.csv
    """
    from ocindex.pipeline import compute  # polars takes 0.3 s to import

    rows = compute(edition, out, progress)
    say(f"{out}: {rows:,} rows")
