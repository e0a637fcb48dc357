"""`ocindex publish`."""

from __future__ import annotations

from pathlib import Path

import click

from ocindex.cli.console import progress, say
from ocindex.cli.options import FILE, chosen_languages, volume


@click.command("publish")
@click.argument("release", type=FILE)
@click.option("--out", type=FILE, required=True, help="Folder of the site.")
@click.option("--base-url", default="", help="Address where it will stand, for the sitemap.")
@chosen_languages
@click.option("--profiles/--no-profiles", default=True, help="Print PDF profiles, or none.")
@click.option(
    "--profiles-of", "printed", metavar="EDITION", multiple=True,
    help="Print the profiles of this edition alone; give it once for each.",
)  # fmt: skip
@click.option("--processes", type=click.IntRange(1), help="Processes that make pages and profiles.")
@volume
def command(
    release: Path,
    out: Path,
    base_url: str,
    languages: tuple[str, ...],
    profiles: bool,
    printed: tuple[str, ...],
    processes: int | None,
) -> None:
    """Make the web site, PDF profiles and data files of a RELEASE.

    A site that an earlier run has made is replaced; any other folder is left alone.

    \b
    Example:
      ocindex publish release --out site
    """
    from ocindex.pipeline import publish_release  # templates and numpy take 0.3 s to import

    with progress() as tell:
        publish_release(
            release, out, base_url=base_url, languages=languages, profiles=profiles,
            printed=printed, processes=processes, progress=tell,
        )  # fmt: skip
    say(f"{out}: published; look at it by 'ocindex serve {out}'")
