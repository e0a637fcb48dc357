"""What a command says: data on standard output, everything else on standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

Rows = Sequence[Sequence[object]]


def say(text: str) -> None:
    """A line for people, unless they asked for quiet."""
    if not flag("quiet"):
        click.echo(text)


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

    table = Table(title=title or None, box=SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for name in header:
        flush = name in right.split(",")
        table.add_column(name, justify="right" if flush else "left", no_wrap=flush)
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    # Piped into a file or a pager there is no width to fit.
    Console(width=None if sys.stdout.isatty() else 120, highlight=False).print(table)


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
    """A bar on standard error; the function it gives is told stage, done and total."""
    from rich.console import Console  # rich takes 0.05 s, and short commands need none
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeElapsedColumn as Elapsed

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Elapsed()
    console = Console(stderr=True)
    # What is not looked at needs no bar: a log would keep its traces.
    hidden = flag("quiet") or not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        tasks: dict[str, Any] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total or None)
            bar.update(tasks[stage], completed=done, total=total or None)

        yield tell
