"""`ocindex serve`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.options import EDITION, volume


@click.command("serve")
@click.argument("site", type=EDITION)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@volume
def command(site: Path, port: int) -> None:
    """Preview SITE on this machine until Ctrl-C.

    \b
    Example:
      ocindex serve site --port 8080
    """
    from ocindex.cli.server import serve  # only this command and demo need a server

    serve(site, port)
