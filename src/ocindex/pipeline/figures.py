"""Edition folders to figures: what is wrong, what is shown, what is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ocindex.errors import Fault, InputError, MethodError, RequestError
from ocindex.exact import precise
from ocindex.index import Comparison, Result, build, build_panel, compare
from ocindex.index.published import printed_faults
from ocindex.method import Method
from ocindex.pipeline.reading import Watch, read_edition, read_result, unwatched
from ocindex.placing import place_file
from ocindex.vocabulary import SCOPES, SIMULATED, Edition

if TYPE_CHECKING:
    from ocindex.index.profile import Profile


def check_editions(folders: Sequence[Path], watch: Watch = unwatched) -> Iterator[str]:
    """Check editions; yields a line for each that is in order.

    Raises
    ------
    InputError
        At the end, with every fault of every edition.
    """
    faults: list[Fault] = []
    for folder in folders:
        try:
            edition = read_edition(folder, watch)
        except InputError as error:
            faults += error.faults
            continue
        if edition.measured:
            yield measured_line(folder, edition)
            continue
        result = build(edition)
        found = printed_faults(result, str(folder / "printed.csv"))
        faults += found
        if not found:
            countries, indicators = edition.units.shape
            yield (
                f"{folder}: no faults; {countries} countries, {indicators} indicators, "
                f"{len(edition.printed):,} printed figures, {len(edition.narratives)} narratives"
            )
    if faults:
        raise InputError(faults)


def measured_line(folder: Path, edition: Edition) -> str:
    """What `check_editions` says of an edition of measured indicators."""
    countries, indicators = edition.values.shape
    missing = sum(value != value for value in edition.values.ravel().tolist())
    return (
        f"{folder}: no faults; {countries} countries, {indicators} indicators, "
        f"{missing:,} of {edition.values.size:,} values missing"
    )


def profile_of(folder: Path, iso3: str, against: Path | None, watch: Watch = unwatched) -> Profile:
    """A country's figures, with changes since another edition where one is given."""
    earlier = read_result(against, watch) if against else None
    result = read_result(folder, watch)
    # A unit that is no country may have a code in small letters.
    return result.profile(iso3 if iso3 in result.edition.row else iso3.upper(), earlier)


def ranking(
    folder: Path, node: str, within: str, watch: Watch = unwatched
) -> tuple[Result, list[tuple[object, ...]]]:
    """A result, and rows of rank, of, iso3, country, scope, score, display in that order."""
    result = read_result(folder, watch)
    scope = next(s for s in SCOPES if s == within)
    result.node_column(node)
    rows = [
        (
            *result.rank_of(c.iso3, node, scope), c.iso3, c.name, c.group(scope),
            precise(result.score(c.iso3, node)), result.display(c.iso3, node),
        )
        for c in result.edition.countries
    ]  # fmt: skip
    return result, sorted(rows, key=lambda row: (row[4], row[0], row[3]))


def comparison_of(one: Path, other: Path, watch: Watch = unwatched) -> Comparison:
    """Two editions side by side, the one of the earlier year first, whatever the order."""
    first, second = read_result(one, watch), read_result(other, watch)
    if first.edition.year > second.edition.year:
        first, second = second, first
    return compare(second, first)


def compute(folder: Path, out: Path, watch: Watch = unwatched) -> int:
    """Write all results of an edition, and the means of groups; the number of rows."""
    from ocindex.index.tables import scores_table  # polars takes 0.2 s to import
    from ocindex.tabular import encoder_of

    encode = encoder_of(out)
    result = read_result(folder, watch)
    frame = scores_table(result, groups=True)
    place_file(out, encode(frame, about(result.edition)))
    return len(frame)


def build_editions(
    folders: Sequence[Path], method: Path | None, out: Path, stage: str = "", ranks: bool = False,
    watch: Watch = unwatched,
) -> str:  # fmt: skip
    """Make an index of one or more editions by a method; a line that says what was written.

    Raises
    ------
    InputError
        An edition or the method has faults, or a step cannot be done on the values.
    RequestError
        There is no such stage; both a stage and ranks are asked for; `out` has no known
        ending; or no method is given, and indicators are measured.
    """
    from ocindex.index.workbench import panel_sheets, panel_table  # polars takes 0.2 s to import
    from ocindex.tabular import encoder_of, sheets_bytes  # as above

    if stage and ranks:
        raise RequestError("Ranks are those of the scores. Give --stage or --ranks, not both.")
    encode = encoder_of(out)
    editions = [read_edition(folder, watch) for folder in folders]
    with faults_of(method):
        panel = build_panel(editions, own_method(editions, method))
    lines = [line for edition in editions for line in about(edition)]
    if out.suffix.lower() == ".xlsx" and not stage and not ranks:
        sheets = panel_sheets(panel)
        place_file(out, sheets_bytes(sheets, lines))
        return f"{out}: {', '.join(sheets)}"
    frame = panel_table(panel, stage, ranks)
    place_file(out, encode(frame, lines))
    return f"{out}: {len(frame):,} rows, {frame.width - 1} columns"


def own_method(editions: Sequence[Edition], method: Path | None) -> Method:
    """The method of a file, else means of means by the framework's weights."""
    if method is not None:
        return Method.from_toml(method)
    if any(edition.measured for edition in editions):
        raise RequestError(
            "Indicators that are measured need a method, to be brought to one scale. Name one by "
            "--method; docs/method.md says how to write it."
        )
    return Method()


@contextmanager
def faults_of(method: Path | None) -> Iterator[None]:
    """Faults of a method that was read from a file bear the file's name."""
    try:
        yield
    except MethodError as error:
        if method is None:
            raise
        raise MethodError(
            dataclasses.replace(fault, file=str(method)) if fault.file == "method" else fault
            for fault in error.faults
        ) from error


def about(edition: Edition) -> list[str]:
    """What a workbook of results says of itself."""
    lines = [edition.title, edition.attribution, f"Edition {edition.id}"]
    return [SIMULATED, *lines] if edition.simulated else lines
