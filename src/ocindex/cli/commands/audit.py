"""`ocindex audit`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.console import say
from ocindex.cli.options import EDITION, FILE, volume


@click.command("audit")
@click.argument("edition", metavar="EDITION", type=EDITION)
@click.option("--method", type=FILE, help="The method, a TOML file; means of means if left out.")
@click.option(
    "--outside", type=FILE,
    help="Variables to compare with: csv with a column iso3; the denominators if left out.",
)  # fmt: skip
@click.option(
    "--draws", type=click.IntRange(min=100), default=10_000, show_default=True,
    help="Draws for the intervals of ranks.",
)  # fmt: skip
@click.option("--out", type=FILE, required=True, help="Folder of the report.")
@volume
def command(
    edition: Path, method: Path | None, outside: Path | None, draws: int, out: Path
) -> None:
    """Audit an index by the ten steps of the OECD/JRC Handbook.

    The report says what was found in sentences, the gravest first, with charts: index.html,
    audit.pdf, and every table as csv in data/. A report that an earlier run has left there is
    replaced; any other folder is left alone.

    \b
    Example:
      ocindex audit editions/2023 --out audit-2023
      ocindex audit asem --method asem.toml --outside gdp.csv --out audit-asem
    """
    from ocindex.stressing import audit_edition  # polars and scipy take 0.5 s to import

    say(audit_edition(edition, method, out, outside, draws))
