"""`ocindex rank`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.console import notice, print_rows, progress
from ocindex.cli.options import EDITION, data_format, volume

HEADER = ("rank", "of", "iso3", "country", "scope", "score", "display")


@click.command("rank")
@click.argument("edition", type=EDITION)
@click.option("--by", required=True, help="Node to rank by: criminality, heroin_trade, ...")
@click.option(
    "--within",
    type=click.Choice(["world", "continent", "region"]),
    default="world",
    show_default=True,
    help="Scope in which ranks are counted.",
)
@data_format
@volume
def command(edition: Path, by: str, within: str, form: str | None) -> None:
    """Rank the countries by a node, from the highest score down; ties share the best rank.

    \b
    Example:
      ocindex rank editions/2023 --by criminality --within region --format csv
    """
    from ocindex.pipeline import ranking  # numpy takes 0.2 s to import

    result, rows = ranking(edition, by, within, progress)
    notice(result.edition.simulated)
    print_rows(form, HEADER, rows, f"{by} · within {within}", "rank,of,score,display")
