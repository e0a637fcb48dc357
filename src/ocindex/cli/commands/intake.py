"""`ocindex intake`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.console import detail, progress, say
from ocindex.cli.options import EDITION, FILE, replace, volume


@click.group("intake")
def command() -> None:
    """Read a publisher's workbook or profiles into editions.

    \b
    Example:
      ocindex intake workbook global_oc_index.xlsx --out editions
      ocindex intake profile kazakhstan.pdf --into editions/2023
    """


@command.command("workbook")
@click.argument("file", type=FILE)
@click.option("--out", type=FILE, required=True, help="Folder for the edition folders.")
@replace
@volume
def workbook(file: Path, out: Path, replace: bool) -> None:
    """Read the publisher's workbook FILE into OUT/2021, OUT/2023 and OUT/2025.

    Every published average is checked against the one computed from the scores.

    \b
    Example:
      ocindex intake workbook global_oc_index.xlsx --out editions
    """
    from ocindex.pipeline import intake_workbook  # numpy and the reader take 0.2 s

    editions = intake_workbook(file, out, replace=replace)
    checked = 0
    for edition in editions:
        countries, indicators = edition.units.shape
        checked += len(edition.printed)
        say(
            f"{out / edition.id}: {countries} countries, {indicators} indicators; "
            f"{len(edition.printed):,} published averages checked, 0 differ"
        )
    say(f"{checked:,} published averages checked, 0 differ")
    detail(f"Read from {editions[0].origin}")


@command.command("profile")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--into", type=EDITION, required=True, help="Edition folder, new or existing.")
@click.option(
    "--framework", help="Framework of a new edition: a bundled one's name, or a TOML file."
)
@click.option(
    "--year",
    type=click.IntRange(1, 9999),
    help="Year of a new edition, if the folder's name has none.",
)
@click.option("--figures-only", is_flag=True, help="Leave out narrative, credits and disclaimers.")
@click.option(
    "--reorder", is_flag=True, help="Accept sections in another order than the framework's."
)
@volume
def profile(
    files: tuple[Path, ...], into: Path, framework: str | None, year: int | None,
    figures_only: bool, reorder: bool,
) -> None:  # fmt: skip
    """Read published profiles, as text or PDF, into an edition.

    Scores, narrative by section, credits, and the printed averages and ranks are read; each
    printed figure is checked wherever it can be computed. Where the edition has the country
    already, scores that differ are faults.

    \b
    Example:
      ocindex intake profile kazakhstan.txt --into editions/2023
      ocindex intake profile kazakhstan.pdf --into kazakhstan-2023 --figures-only
    """
    from ocindex.pipeline import intake_profiles  # numpy takes 0.2 s to import

    with progress() as tell:
        taken = intake_profiles(
            files, into, framework=framework, year=year,
            figures_only=figures_only, reorder=reorder, progress=tell,
        )  # fmt: skip
    for line in taken:
        say(line)
