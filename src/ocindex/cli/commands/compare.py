"""`ocindex compare`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ocindex.cli.console import chosen, notice, print_csv, print_json, print_table, progress
from ocindex.cli.options import EDITION, data_format, volume

if TYPE_CHECKING:
    from ocindex.index import Comparison

HEADER = ("iso3", "node", "part", "score", "display", "exact")


@click.command("compare")
@click.argument("one", type=EDITION, metavar="EDITION")
@click.argument("other", type=EDITION, metavar="EDITION")
@click.argument("iso3", required=False)
@data_format
@volume
def command(one: Path, other: Path, iso3: str | None, form: str | None) -> None:
    """Say what has changed between two editions, and of what the change is made.

    Of each node there is the change as published, the change over the indicators that both
    editions have (comparable), each indicator's contribution, and the part that comes from
    the framework's change. Contributions and framework add up exactly to the change as
    published; `exact` gives each as a fraction.

    \b
    Example:
      ocindex compare editions/2021 editions/2023 KAZ
      ocindex compare editions/2021 editions/2023 --format csv > changes.csv
    """
    from ocindex.pipeline import comparison_of  # numpy takes 0.2 s to import

    comparison = comparison_of(one, other, progress)
    countries = comparison.named(iso3)
    notice(comparison.simulated)
    match chosen(form):
        case "json":
            print_json(
                {
                    "earlier": comparison.earlier.edition.id,
                    "later": comparison.later.edition.id,
                    "countries": {c: json_country(comparison, c) for c in countries},
                }
            )
        case "csv":
            rows = [row for c in countries for row in comparison.rows(c)]
            print_csv(HEADER, rows)
        case _ if iso3:
            print_country(comparison, iso3)
        case _:
            print_overview(comparison)


def json_country(comparison: Comparison, iso3: str) -> dict[str, Any]:
    """Every node's parts by name; null where the earlier edition lacks the node."""
    result: dict[str, Any] = {}
    for _iso3, node, part, score, display, exact in comparison.rows(iso3):
        if part == "published":
            result[node] = {"contributions": {}} if exact else None
        if result[node] is None:
            continue
        content = {"score": score, "display": display, "exact": exact} if exact else None
        if part in ("published", "comparable", "framework"):
            result[node][part] = content
        else:
            result[node]["contributions"][part] = content
    return result


def print_country(comparison: Comparison, iso3: str) -> None:
    """A country's changes, then what those of the components are made of."""
    later, earlier = comparison.later.edition, comparison.earlier.edition
    names = {node.id: node.name for node in later.framework.nodes}
    rows = list(comparison.rows(iso3))
    shown: dict[str, list[str]] = {}
    for _iso3, node, part, _score, display, _exact in rows:
        if part in ("published", "comparable", "framework"):
            shown.setdefault(node, [names[node]]).append(display)
    country = later.countries[later.row[iso3]].name
    title = f"{country} ({iso3}) · {earlier.id} to {later.id}"
    header = ["", "As published", "Comparable", "From the framework"]
    print_table(header, list(shown.values()), title, ",".join(header[1:]))
    for component in later.framework.components:
        parts = [
            (names.get(part, "Change of the framework"), display, exact)
            for _iso3, node, part, _score, display, exact in rows
            if node == component.id and part not in ("published", "comparable") and exact != "0"
        ]
        if parts:
            total = shown[component.id][1]
            title = f"{component.name}: {total} is made of"
            print_table(["", "Part", "Exactly"], parts, title, "Part,Exactly")


def print_overview(comparison: Comparison) -> None:
    """Every country's change of the components."""
    later, earlier = comparison.later.edition, comparison.earlier.edition
    components = later.framework.components
    rows = []
    for country in comparison.countries:
        display = {
            (node, part): shown
            for _iso3, node, part, _score, shown, _exact in comparison.rows(country.iso3)
        }
        rows.append([country.name, *(display[c.id, "published"] for c in components)])
    names = [component.name for component in components]
    title = f"Change from {earlier.id} to {later.id}, as published"
    print_table(["", *names], rows, title, ",".join(names))
