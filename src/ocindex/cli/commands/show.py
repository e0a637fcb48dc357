"""`ocindex show`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ocindex.cli.console import chosen, notice, print_csv, print_json, print_table, progress
from ocindex.cli.options import EDITION, data_format, volume

HEADER = (
    "iso3", "edition", "node", "score", "display", "band", "rank_world", "of_world",
    "rank_continent", "of_continent", "rank_region", "of_region", "change", "change_display",
)  # fmt: skip


@click.command("show")
@click.argument("edition", type=EDITION)
@click.argument("iso3")
@click.option("--against", type=EDITION, help="Earlier edition to give changes since.")
@data_format
@volume
def command(edition: Path, iso3: str, against: Path | None, form: str | None) -> None:
    """Show a country's scores, bands, ranks, quadrant and changes.

    Rank 1 is the highest score. A rank marked * is the publisher's: the edition has too few
    countries to tell it.

    \b
    Example:
      ocindex show editions/2023 KAZ --against editions/2021
      ocindex show editions/2023 KAZ --format json
    """
    from ocindex.pipeline import profile_of  # numpy takes 0.2 s to import

    profile = profile_of(edition, iso3, against, progress)
    content = profile.to_dict()
    notice(profile.simulated)
    match chosen(form):
        case "json":
            print_json(content)
        case "csv":
            print_csv(HEADER, [csv_row(content, node) for node in content["nodes"]])
        case _:
            quadrant = f" · {content['quadrant']}" if content["quadrant"] else ""
            title = f"{content['country']} ({content['iso3']}) · {content['edition']}{quadrant}"
            header = ["", "Score", "Change", "World", "Continent", "Region", "Band"]
            if not against:
                header.remove("Change")
            rows = [
                table_row(profile.name(node), figures, bool(against))
                for node, figures in content["nodes"].items()
            ]
            print_table(header, rows, title, "Score,Change,World,Continent,Region")


def csv_row(content: dict[str, Any], node: str) -> list[object]:
    figures = content["nodes"][node]
    ranks = [x for pair in figures["rank"].values() for x in pair]
    change = figures["change"] or {"score": None, "display": None}
    named = (content["iso3"], content["edition"], node)
    scores = (figures["score"], figures["display"], figures["band"])
    return [*named, *scores, *ranks, change["score"], change["display"]]


def table_row(name: str, figures: dict[str, Any], changes: bool) -> list[str]:
    published = figures.get("as_published", ())
    ranks = [
        # One of one is no rank: an edition of one country tells none of its own.
        f"{rank} of {of}{'*' if scope in published else ''}" if of > 1 else "–"
        for scope, (rank, of) in figures["rank"].items()
    ]
    change = [figures["change"]["display"] if figures["change"] else "n/a"] if changes else []
    return [name, figures["display"], *change, *ranks, figures["band"]]
