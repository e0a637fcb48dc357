"""What a command says: data on standard output, everything else on standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from ocindex.errors import printable

Rows = Sequence[Sequence[object]]
# Blanks around a cell and between two columns.
PADDING = 3


def say(text: str) -> None:
    """A line for people, unless they asked for quiet."""
    if not flag("quiet"):
        click.echo(text)


def warn(text: str) -> None:
    """A line that nobody should miss."""
    click.echo(f"warning: {text}", err=True)


def detail(text: str) -> None:
    """A line for those who asked for more."""
    if flag("verbose"):
        click.echo(text, err=True)


def notice(simulated: bool) -> None:
    """Say it of made-up figures, on standard error, so that tables keep their columns."""
    if simulated and not flag("quiet"):
        from ocindex.vocabulary import SIMULATED  # it imports numpy, which help does without

        click.echo(SIMULATED, err=True)


def flag(name: str) -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(f"ocindex.{name}"))


def chosen(form: str | None) -> str:
    """The format asked for, else a table on a terminal and csv elsewhere."""
    return form or ("table" if sys.stdout.isatty() else "csv")


def print_csv(header: Sequence[str], rows: Rows) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)


def print_json(content: Any) -> None:
    json.dump(content, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def print_table(header: Sequence[str], rows: Rows, title: str = "", right: str = "") -> None:
    """A table for reading; `right` names the columns that are set flush right."""
    from rich.box import SIMPLE_HEAD  # rich takes 0.05 s, and csv and json need none
    from rich.console import Console
    from rich.table import Table

    # Names are shown as they are: rich would read [x] as markup and :x: as a picture.
    console = Console(highlight=False, markup=False, emoji=False)
    table = Table(
        title=printable(title) or None, box=SIMPLE_HEAD, title_justify="left", pad_edge=False
    )
    cells = [["" if cell is None else printable(str(cell)) for cell in row] for row in rows]
    flush = [name in right.split(",") for name in header]
    for name, is_flush in zip(header, flush, strict=True):
        table.add_column(name, justify="right" if is_flush else "left", no_wrap=is_flush)
    for row in cells:
        table.add_row(*row)
    # Piped into a file or a pager there is no width to fit.
    width = console.width if sys.stdout.isatty() else 120
    console.width = max(width, least_width([header, *cells], flush))
    console.print(table, soft_wrap=True)


def least_width(rows: Rows, flush: Sequence[bool]) -> int:
    """The width below which rich would cut figures and words: a figure cut is another figure."""
    from rich.cells import cell_len  # see print_table

    columns = [[str(cell) for cell in column] for column in zip(*rows, strict=True)]
    whole = [max(map(cell_len, column)) for column in columns]
    words = [
        max((cell_len(word) for cell in column for word in cell.split()), default=0)
        for column, is_flush in zip(columns, flush, strict=True)
        if not is_flush
    ]
    # Columns that wrap are shrunk to one width, the widest first.
    longest = max(words, default=0)
    fitted = (w if f else min(w, longest) for w, f in zip(whole, flush, strict=True))
    return sum(fitted) + PADDING * len(columns)


def print_rows(form: str | None, header: Sequence[str], rows: Rows, title: str, right: str) -> None:
    """Rows in the format asked for."""
    match chosen(form):
        case "csv":
            print_csv(header, rows)
        case "json":
            print_json([dict(zip(header, row, strict=True)) for row in rows])
        case _:
            print_table(header, rows, title, right)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error, with the time taken and the time that is left.

    The function it gives is told stage, done and total; a total of 0 is not known. A stage that
    is done, or of which it is not known, leaves when another is told of.
    """
    from rich.console import Console  # rich takes 0.05 s, and short commands need none
    from rich.progress import BarColumn, Progress, TextColumn
    from rich.progress import TimeElapsedColumn as Elapsed
    from rich.progress import TimeRemainingColumn as Left

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[counted]}", markup=False),
        Elapsed(),
        Left(),
        TextColumn("left"),
    )
    console = Console(stderr=True)
    # What is not looked at needs no bar: a log would keep its traces.
    hidden = flag("quiet") or not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        stages: dict[str, Any] = {}

        def tell(stage: str, done: int, total: int) -> None:
            counted = f"{done:,}/{total:,}" if total else ""
            if stage not in stages:
                for task in [each for each in bar.tasks if each.total is None or each.finished]:
                    bar.remove_task(task.id)
                    stages.pop(task.fields["stage"])
                stages[stage] = bar.add_task(stage, total=total or None, stage=stage, counted="")
            bar.update(stages[stage], completed=done, total=total or None, counted=counted)

        yield tell
