"""`ocindex release`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.console import progress, say
from ocindex.cli.options import EDITION, FILE, replace, volume


@click.command("release")
@click.argument("editions", type=EDITION, nargs=-1, required=True)
@click.option("--out", type=FILE, required=True, help="Folder of the release.")
@replace
@volume
def command(editions: tuple[Path, ...], out: Path, replace: bool) -> None:
    """Freeze EDITIONS and all that follows from them: tables, provenance, checksums.

    \b
    Example:
      ocindex release editions/2021 editions/2023 editions/2025 --out release
    """
    from ocindex.pipeline import release  # numpy takes 0.2 s to import

    with progress() as tell:
        fingerprint = release(editions, out, replace=replace, progress=tell)
    say(f"{out}: frozen, fingerprint {fingerprint}")
