"""`ocindex build`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.console import progress, say
from ocindex.cli.options import EDITION, FILE, volume

STAGES = (
    "raw", "denominated", "screened", "imputed", "treated", "normalised", "aggregated",
)  # fmt: skip


@click.command("build")
@click.argument("editions", metavar="EDITION...", type=EDITION, nargs=-1, required=True)
@click.option("--method", type=FILE, help="The method, a TOML file; means of means if left out.")
@click.option("--stage", type=click.Choice(STAGES), help="The stage to write, not the scores.")
@click.option("--ranks", is_flag=True, help="Write ranks, not scores.")
@click.option("--out", type=FILE, required=True, help="File: .csv, .parquet, .json or .xlsx.")
@volume
def command(
    editions: tuple[Path, ...], method: Path | None, stage: str | None, ranks: bool, out: Path
) -> None:
    """Make an index of an edition by a method of your own.

    A method says how values are denominated, screened, imputed, treated, normalised, weighted
    and aggregated. The table has a row a country: iso3, then a column a node, in full
    precision, empty where missing. A workbook has every stage on a sheet, with ranks, weights
    and what each step did. Several editions are built as one panel, with a column `edition`.

    \b
    Example:
      ocindex build asem --method asem.toml --out scores.csv
      ocindex build asem --method asem.toml --stage normalised --out normalised.csv
      ocindex build asem --method asem.toml --out all-stages.xlsx
    """
    from ocindex.pipeline import build_editions  # polars takes 0.3 s to import

    say(build_editions(editions, method, out, stage or "", ranks, progress))
