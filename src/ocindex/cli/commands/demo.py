"""`ocindex demo`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.console import progress, say
from ocindex.cli.options import FILE, chosen_languages, volume


@click.command("demo")
@click.option(
    "--out", type=FILE, default=Path("demo"), show_default=True, help="Folder for all of it."
)
@click.option("--serve/--no-serve", default=True, help="Serve the site afterwards, or not.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@chosen_languages
@click.option(
    "--profiles/--no-profiles", default=True, help="Print the latest edition's PDF profiles."
)
@click.option(
    "--simulated", is_flag=True, help="A simulated assessment, from experts' ratings to pages."
)
@volume
def command(
    out: Path, serve: bool, port: int, languages: tuple[str, ...], profiles: bool, simulated: bool
) -> None:
    """Do it all in a row: intake, check, release, publish, serve.

    The workbook is the file in $OCINDEX_WORKBOOK, else the cached one, else the publisher's;
    where none is to be had, or --simulated is given, a simulated assessment stands in, and
    everything says so. Its ratings are scored, and its figures get intervals, which takes some
    minutes.

    \b
    Example:
      ocindex demo --no-serve --out demo
      ocindex demo --simulated
    """
    from ocindex.pipeline import demo  # numpy and templates take 0.4 s to import

    with progress() as tell:
        site = demo(
            out, languages=languages, profiles=profiles, say=say, simulated=simulated,
            progress=tell,
        )  # fmt: skip
    if serve:
        from ocindex.cli.server import serve as run  # only where it is asked for

        run(site, port)
    else:
        say(f"Look at it by 'ocindex serve {site}'")
