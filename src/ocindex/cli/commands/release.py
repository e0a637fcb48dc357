"""`ocindex release`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.console import progress, say, warn
from ocindex.cli.options import EDITION, FILE, processes, replace, volume


@click.command("release")
@click.argument("editions", type=EDITION, nargs=-1, required=True)
@click.option("--out", type=FILE, required=True, help="Folder of the release.")
@click.option(
    "--intervals/--no-intervals", default=True,
    help="Intervals of all that rests on experts' ratings, or none.",
)  # fmt: skip
@click.option(
    "--robustness", is_flag=True,
    help="For editions without ratings: how far figures move if scores are half a step off.",
)  # fmt: skip
@click.option("--draws", is_flag=True, help="Freeze 1,000 draws of rated editions too.")
@processes
@replace
@volume
def command(
    editions: tuple[Path, ...], out: Path, intervals: bool, robustness: bool, draws: bool,
    processes: int | None, replace: bool,
) -> None:  # fmt: skip
    """Freeze EDITIONS and all that follows from them: tables, provenance, checksums.

    Where editions have ratings, their figures, ranks and changes get intervals: editions that
    share raters are fitted together, which takes some time, once.

    \b
    Example:
      ocindex release editions/2021 editions/2023 editions/2025 --out release
    """
    from ocindex.pipeline import release  # numpy takes 0.2 s to import

    with progress() as tell:
        fingerprint = release(
            editions, out, replace=replace, progress=tell, intervals=intervals,
            robustness=robustness, draws=draws, processes=processes, warn=warn,
        )  # fmt: skip
    say(f"{out}: frozen, fingerprint {fingerprint}")
