"""`ocindex what-if`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ocindex.cli.console import chosen, notice, print_csv, print_json, print_table, say
from ocindex.cli.options import EDITION, FILE, data_format, volume

if TYPE_CHECKING:
    from ocindex.workbench.effect import Effect
    from ocindex.workbench.overtaking import Overtaking

EFFECT = ("node", "iso3", "country", "score", "score_then", "rank", "rank_then", "shift")
LEAST = ("kind", "node", "given", "then", "change")


@click.command("what-if")
@click.argument("edition", metavar="EDITION", type=EDITION)
@click.option("--method", type=FILE, help="The method, a TOML file; means of means if left out.")
@click.option("--change", type=FILE, help="Another method, to see what it would change.")
@click.option("--above", metavar="ISO3", help="The country that is to be at or above another.")
@click.option("--of", metavar="ISO3", help="That other country.")
@click.option("--node", default="", help="The component; the headlines, or the first, if left out.")
@click.option(
    "--measure", type=click.Choice(["sum", "largest"]), default="sum", show_default=True,
    help="Which changes of weights are least: their sum, or the largest of them.",
)  # fmt: skip
@data_format
@volume
def command(
    edition: Path,
    method: Path | None,
    change: Path | None,
    above: str | None,
    of: str | None,
    node: str,
    measure: Literal["sum", "largest"],
    form: str | None,
) -> None:
    """Say what another method would change, or what least change puts a country above another.

    By --change: scores and ranks of every country by both methods. By --above and --of: the
    least changes of the weights of a component's children, and the fewest steps of the
    country's scores, that put it at or above the other; they are exact.

    \b
    Example:
      ocindex what-if asem --method asem.toml --change geometric.toml
      ocindex what-if asem --method asem.toml --above SWE --of DNK --node Conn
    """
    from ocindex.stressing import effect_of, overtaking_of  # polars takes 0.2 s to import

    if change is not None and above is None and of is None:
        print_effect(effect_of(edition, method, change), node, form)
    elif change is None and above is not None and of is not None:
        found = overtaking_of(edition, method, above, of, node, measure)
        print_overtaking(found, form)
    else:
        raise click.UsageError("Give --change, or --above and --of.")


def print_effect(found: Effect, node: str, form: str | None) -> None:
    """A row a country, and on a terminal a summary."""
    from ocindex.stressing import headline_rows  # as above

    rows = headline_rows(found, (node,) if node else ())
    notice(found.before.edition.simulated)
    match chosen(form):
        case "csv":
            print_csv(EFFECT, rows)
        case "json":
            print_json([dict(zip(EFFECT, row, strict=True)) for row in rows])
        case _:
            shown = [[*row[:3], *map(figure, row[3:])] for row in rows]
            print_table(EFFECT, shown, "What would change", ",".join(EFFECT[3:]))
            say(found.report().rstrip("\n"))


def figure(value: object) -> str:
    """A score or rank as it is read."""
    return "" if value is None else f"{value:.6g}"


def print_overtaking(found: Overtaking, form: str | None) -> None:
    """A row a weight or score that changes; on a terminal the answer in sentences."""
    notice(found.built.edition.simulated)
    rows: list[tuple[object, ...]] = []
    for kind, table in (("weight", found.weights), ("score", found.scores)):
        for name, given, then, *_ in [] if table is None else table.iter_rows():
            rows.append((kind, name, given, then, then - given))
    if not rows:
        # An empty table would leave open whether nothing needs to change, or nothing helps.
        click.echo(found.report().rstrip("\n"), err=True)
    match chosen(form):
        case "csv":
            print_csv(LEAST, rows)
        case "json":
            print_json([dict(zip(LEAST, row, strict=True)) for row in rows])
        case _:
            say(found.report().rstrip("\n"))
