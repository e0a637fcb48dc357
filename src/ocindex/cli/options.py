"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])

EDITION = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path)


def volume(function: Function) -> Function:
    """`-q` and `-v`: less and more on standard error."""
    function = click.option(
        "-v", "--verbose", is_flag=True, expose_value=False, callback=louder,
        help="Say more of what is done.",
    )(function)  # fmt: skip
    return click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=quieter,
        help="Say nothing but errors and what was asked for.",
    )(function)  # fmt: skip


def quieter(ctx: click.Context, _option: click.Parameter, given: bool) -> None:
    ctx.meta["ocindex.quiet"] = given


def louder(ctx: click.Context, _option: click.Parameter, given: bool) -> None:
    ctx.meta["ocindex.verbose"] = given


chosen_languages = click.option(
    "--language", "languages", multiple=True, default=("en",), metavar="CODE",
    help="Language of pages and profiles, as fr; give it once for each, or 'all'. English if "
    "left out.",
)  # fmt: skip
data_format = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    help="How to print: a table on a terminal, csv elsewhere, if left out.",
)

processes = click.option(
    "--processes", type=click.IntRange(1), help="Processes to fit in; one a core if left out."
)
replace = click.option(
    "--replace", is_flag=True, help="Replace what an earlier run has left there, if it differs."
)
