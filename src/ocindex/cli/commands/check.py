"""`ocindex check`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.console import progress, say
from ocindex.cli.options import EDITION, volume


@click.command("check")
@click.argument("editions", type=EDITION, nargs=-1, required=True)
@volume
def command(editions: tuple[Path, ...]) -> None:
    """List everything that is wrong with EDITIONS, all faults at once.

    Tables, settings, narratives and framework are checked, and every printed figure is held
    against the computed one.

    \b
    Example:
      ocindex check editions/2021 editions/2023 editions/2025
    """
    from ocindex.pipeline import check_editions  # numpy takes 0.2 s to import

    for line in check_editions(editions, progress):
        say(line)
