"""`ocindex verify`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.console import progress, say
from ocindex.cli.options import FILE, volume


@click.command("verify")
@click.argument("release", type=FILE)
@volume
def command(release: Path) -> None:
    """Find any byte of a release that has changed, and any figure that does not follow.

    \b
    Example:
      ocindex verify release
    """
    from ocindex.release import verify  # numpy takes 0.2 s to import

    with progress() as tell:
        tell(f"Verifying {release}", 0, 0)
        found = verify(release)
    say(f"{release}: {found.files} files are as frozen, fingerprint {found.fingerprint}")
    if found.tables:
        say(f"{found.tables} tables computed anew from the editions, 0 differ")
    else:
        say(f"Tables were not computed anew: the release was made by {found.made_by}")
