"""`ocindex raters`."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ocindex.cli.commands.score import METHODS, round_of
from ocindex.cli.console import chosen, notice, print_csv, print_json, print_table, progress
from ocindex.cli.options import EDITION, data_format, processes, volume

if TYPE_CHECKING:
    import polars as pl

    from ocindex.findings import Audit, Chapter, Exhibit, Finding
    from ocindex.scoring.observations import Round

TABLES = (
    "raters", "agreement", "agreement_indicators", "concordance", "variance", "dependability",
    "halo", "leaning", "rounds", "movement", "unexpected", "next_expert", "next_expert_headlines",
    "links", "parts", "scale",
)  # fmt: skip
# Why a table may not be there.
WANTING = {
    "movement": "the edition has one round",
    "halo": "it takes the model",
    "leaning": "it takes the model",
}
# So many rows of a table stand between the findings; --table prints all.
ROWS = 12
WIDEST = 100
# Probabilities have so many decimals.
SMALL = 4


@click.command("raters")
@click.argument("editions", metavar="EDITION...", type=EDITION, nargs=-1, required=True)
@click.option("--table", type=click.Choice(TABLES), help="Print this table in full, and only it.")
@click.option(
    "--method", type=click.Choice(METHODS),
    help="How scores are made; the edition's own if left out. Severity and noise are the "
    "model's, or plain comparisons with the others of any other method.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0), help="Of all chance; the edition's own if left out."
)
@click.option(
    "--round", "which", default="first", show_default=True, callback=round_of, metavar="ROUND",
    help="Of each rater the first or last rating of a cell, or that of a round: first, last, 2.",
)  # fmt: skip
@processes
@data_format
@volume
def command(
    editions: tuple[Path, ...], table: str | None, method: Any, seed: int | None, which: Round,
    processes: int | None, form: str | None,
) -> None:  # fmt: skip
    """Say what an editor should know of the raters, by code only.

    Who rated what and who links it; agreement (Krippendorff's alpha, intraclass correlations,
    Kendall's W) and what it does not say; where differences come from; who rates higher or
    lower, unreliably, or uses the scale otherwise; rounds; ratings to ask about; and where one
    more expert helps most. What is said carries its own uncertainty: of a rater of two
    countries little is known.

    Several editions are fitted together, and the latest is told of; only so can drift be seen.
    As csv it is the table of raters; as json, all findings and tables.

    \b
    Example:
      ocindex raters editions/2025
      ocindex raters editions/2025 --table next_expert --format csv
    """
    from ocindex.assessing.raters import raters_of  # numpy and scipy take 0.5 s to import
    from ocindex.pipeline import read_rated  # as above
    from ocindex.scoring.fits import Effort  # as above

    read = [read_rated(folder) for folder in editions]
    with progress() as tell:
        report, warning = raters_of(
            read, which=which, method=method, seed=seed, effort=Effort(processes=processes),
            progress=tell,
        )  # fmt: skip
    notice(bool(report.notice))
    match chosen(form), table:
        case "csv", _:
            frame = report.tables[known(report, table or "raters")]
            print_csv(frame.columns, rows_of(frame))
        case "json", None:
            print_json(content_of(report))
        case "json", str(name):
            print_json(plain(report.tables[known(report, name)]))
        case _, str(name):
            frame = report.tables[known(report, name)]
            numbers = ",".join(k for k, kind in frame.schema.items() if kind.is_numeric())
            rows = [[rounded(value) for value in row] for row in rows_of(frame)]
            print_table(frame.columns, rows, name, numbers)
        case _:
            print_report(report)
    if warning:
        click.echo(f"warning: {warning}", err=True)


def known(report: Audit, name: str) -> str:
    """A table's name; an error where the ratings do not allow the table."""
    from ocindex.errors import RequestError  # only where this goes wrong

    if name not in report.tables:
        raise RequestError(f"There is no table {name}: {WANTING[name]}.")
    return name


def content_of(report: Audit) -> dict[str, Any]:
    """All findings and tables."""
    findings = [
        {"chapter": chapter.title, "kind": f.kind, "severity": f.severity, "title": f.title,
         "what": f.what, "why": f.why, "remedy": f.remedy, "table": f.table}
        for chapter in report.chapters
        for f in chapter.findings
    ]  # fmt: skip
    tables = {name: plain(report.tables[name]) for name in TABLES if name in report.tables}
    return {"title": report.title, "simulated": bool(report.notice), "facts": dict(report.facts),
            "findings": findings, "tables": tables}  # fmt: skip


def plain(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in rows_of(frame)]


def rows_of(frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    """The rows of a table, nothing where a figure is unknown."""
    import polars as pl  # as in `command`

    return frame.with_columns(pl.selectors.float().fill_nan(None)).rows()


def print_report(report: Audit) -> None:
    """What matters most, then chapters with their findings, and the head of each table."""
    from ocindex.findings import GRAVITY  # as in `command`

    click.echo(f"Raters and ratings: {report.title}")
    click.echo(filled(" · ".join(f"{heading}: {text}" for heading, text in report.facts)))
    print_foremost(report)
    click.echo()
    click.echo(filled(GRAVITY))
    for chapter in report.chapters:
        click.echo(f"\n{chapter.step}. {chapter.title}\n")
        click.echo(filled(f"{chapter.asks} {chapter.did}"))
        for finding in ordered(chapter):
            click.echo()
            mark = "" if finding.severity == "sound" else f" [{finding.severity}]"
            text = " ".join(filter(None, (finding.what, finding.why, finding.remedy)))
            click.echo(filled(f"{finding.title}{mark}", "* "))
            click.echo(filled(text, "  ", "  "))
        for shown in chapter.exhibits:
            if shown.columns:
                print_exhibit(report, shown)


def print_foremost(report: Audit) -> None:
    """What an editor should see to first, and how."""
    from ocindex.findings import foremost  # as in `command`

    click.echo("\nWhat matters most\n")
    found = [finding for (finding, *_) in foremost(report)]
    for place, finding in enumerate(found, 1):
        click.echo(filled(f"{place}. {finding.title}. {finding.remedy}", "", "   "))
    if not found:
        click.echo("Nothing serious or notable was found.")


def ordered(chapter: Chapter) -> list[Finding]:
    from ocindex.findings import SEVERITIES  # as in `command`

    return sorted(chapter.findings, key=lambda found: SEVERITIES.index(found.severity))


def filled(text: str, lead: str = "", rest: str | None = None) -> str:
    """A text in lines that fit the terminal."""
    width = min(WIDEST, shutil.get_terminal_size().columns)
    indent = " " * len(lead) if rest is None else rest
    return textwrap.fill(text, width, initial_indent=lead, subsequent_indent=indent)


def print_exhibit(report: Audit, shown: Exhibit) -> None:
    """The first rows of an exhibit's table, and what they mean."""
    from ocindex.findings import meanings, number, shown_rows  # as in `command`

    frame = shown_rows(report.tables[shown.table], shown)
    columns, rows = shown.columns, frame.head(ROWS).rows(named=True)
    if not rows:
        return
    cells = [
        [str(row[c.id]) if c.decimals is None else number(row[c.id], c.decimals) for c in columns]
        for row in rows
    ]
    all_of = f"{len(report.tables[shown.table]):,}"
    rest = len(rows) < len(report.tables[shown.table])
    title = (
        f"{shown.title} ({len(rows)} of {all_of}; all by --table {shown.table})"
        if rest
        else shown.title
    )
    flush = ",".join(column.heading for column in columns if column.decimals is not None)
    click.echo()
    print_table([column.heading for column in columns], cells, title, flush)
    for line in (
        shown.note,
        *(f"{name}: {' '.join(said)}" for name, said in meanings(frame, shown)),
    ):
        if line:
            click.echo(filled(line, "  "))


def rounded(value: Any) -> Any:
    """A figure of a table that is printed in full."""
    return f"{value:.3f}".replace("-", "−") if isinstance(value, float) else value
