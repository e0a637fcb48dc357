"""A table of ratings, long or wide, to texts by column: a line a rating, of any size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.edition.blocks import Part
from ocindex.edition.rated import Coder, Codes, Table
from ocindex.errors import Fault
from ocindex.intake.ratings.asked import Asked
from ocindex.intake.ratings.plan import Plan, Term, plan_of
from ocindex.intake.ratings.sources import open_source

JOINT = "-"


@dataclass(frozen=True, eq=False)
class Read:
    """A table that was read.

    Attributes
    ----------
    table : Table
        A line a rating; of a wide table there are those that are filled, with the names of
        their columns under `column` and `sure`.
    file, sheet : str
    names : mapping of str to str
        The column of each key, for what is said of it.
    labels : mapping of str to str
        What columns are about, where the file says so.
    blank : mapping of str to int
        What stood in fields of a wide table that gave no rating, and how often.
    """

    table: Table
    file: str
    sheet: str
    names: Mapping[str, str]
    labels: Mapping[str, str]
    blank: Mapping[str, int]

    def fault(
        self, rule: str, remedy: str, value: str | None = None, row: int | None = None,
        column: str = "",
    ) -> Fault:  # fmt: skip
        """A fault that says where it stands."""
        return Fault(self.file, rule, remedy, value, self.sheet, row, column)


def read_table(path: Path, asked: Asked, faults: list[Fault]) -> Read | None:
    """The columns that are asked for, or bear the key's own name; None where one is missing.

    Raises
    ------
    RequestError
        The file's format is not known, or cannot have what is asked for.
    """
    wanted = {*asked.columns.values(), *asked.indicators, *asked.where}
    source = open_source(
        path, sheet=asked.sheet, encoding=asked.encoding, wanted=wanted, faults=faults
    )
    if source is None:
        return None
    plan, found = plan_of(str(path), source.sheet, source.header, asked)
    faults.extend(found)
    if faults:
        return None
    chosen = map(stripped, source.parts(plan.columns, plan.worded))
    parts = (among(part, plan.where) for part in chosen)
    table, blank = table_of_parts(parts, plan, asked.no_rating)
    if faults:
        return None
    return Read(table, str(path), source.sheet, plan.names, source.labels, blank)


def stripped(part: Part) -> Part:
    return Part(part.texts.with_columns(pl.all().str.strip_chars()), part.lines)


def among(part: Part, where: Mapping[str, tuple[str, ...]]) -> Part:
    """The lines that have the values asked for."""
    if not where:
        return part
    kept = np.ones(len(part.lines), bool)
    for column, values in where.items():
        kept &= part.texts[column].is_in(values).to_numpy()
    return Part(part.texts.filter(kept), part.lines[kept])


def table_of_parts(
    parts: Iterable[Part], plan: Plan, no_rating: Collection[str]
) -> tuple[Table, Mapping[str, int]]:
    """All parts as one table by key, and what stood in fields that give no rating."""
    names = [*plan.terms, *told_names(plan)]
    coders = {name: Coder() for name in names}
    codes: dict[str, list[Codes]] = {name: [np.zeros(0, np.int32)] for name in names}
    lines = [np.zeros(0, np.int32)]
    blank: Counter[str] = Counter()
    for part in parts:
        own = {key: coders[key].codes(joined_text(part, plan.terms[key])) for key in plan.terms}
        if plan.cells:
            own = spread(part, plan, coders, own)
            rows = np.repeat(part.lines, len(plan.cells))
            kept = filled_cells(coders["score"], own["score"], no_rating, blank)
            own = {name: column[kept] for name, column in own.items()}
            lines.append(rows[kept].astype(np.int32))
        else:
            lines.append(part.lines.astype(np.int32))
        for name in names:
            codes[name].append(own[name])
    whole = {name: np.concatenate(codes.pop(name)) for name in names}
    return Table(coders, whole, np.concatenate(lines)), blank


def told_names(plan: Plan) -> list[str]:
    """The columns of a table that a wide one's own columns make."""
    if not plan.cells:
        return []
    sure = ["confidence", "sure"] if any(cell.confidence for cell in plan.cells) else []
    return [*plan.cells[0].told, "score", "column", *sure]


def joined_text(part: Part, terms: tuple[Term, ...]) -> pl.Series:
    """The text of a key: of its column, or of several; empty where one of them is."""
    texts = [divided(part.texts[term.column], term.by) for term in terms]
    if len(texts) == 1:
        return texts[0]
    whole = pl.select(pl.concat_str([pl.lit(text) for text in texts], separator=JOINT)).to_series()
    empty = np.zeros(len(whole), bool)
    for text in texts:
        empty |= (text == "").to_numpy()
    return whole.set(pl.Series(empty), "")


def divided(texts: pl.Series, by: int) -> pl.Series:
    """The whole parts of numbers that are divided; empty of what is no number."""
    if by == 1:
        return texts
    numbers = texts.cast(pl.Float64, strict=False)
    return (numbers / by).floor().cast(pl.Int64, strict=False).cast(pl.String).fill_null("")


def spread(
    part: Part, plan: Plan, coders: dict[str, Coder], own: Mapping[str, Codes]
) -> dict[str, Codes]:
    """Codes of a wide table's part: each row's columns of ratings one after another."""
    cells, rows = plan.cells, len(part.lines)
    found = {key: np.repeat(column, len(cells)) for key, column in own.items()}
    for key in (*cells[0].told, "column"):
        texts = [cell.column if key == "column" else cell.told[key] for cell in cells]
        found[key] = np.tile(coders[key].codes(pl.Series(texts, dtype=pl.String)), rows)
    found["score"] = side_by_side(part, [cell.column for cell in cells], coders["score"])
    if "sure" in coders:
        sure = [cell.confidence for cell in cells]
        found["confidence"] = side_by_side(part, sure, coders["confidence"])
        found["sure"] = np.tile(coders["sure"].codes(pl.Series(sure, dtype=pl.String)), rows)
    return found


def side_by_side(part: Part, columns: list[str], coder: Coder) -> Codes:
    """The codes of some columns, row by row; of a column without a name they are of nothing."""
    nothing = coder.codes(pl.Series([""]))[0] if "" in columns else 0
    codes = [
        coder.codes(part.texts[name]) if name else np.full(len(part.lines), nothing, np.int32)
        for name in columns
    ]
    whole: Codes = np.stack(codes, axis=1).ravel()
    return whole


def filled_cells(
    coder: Coder, codes: Codes, no_rating: Collection[str], blank: Counter[str]
) -> NDArray[np.bool_]:
    """Which fields hold a rating; what the others hold is counted."""
    lacking = coder.meanings(lambda text: text in no_rating, np.bool_)
    if not len(lacking):
        return np.zeros(0, bool)
    kept: NDArray[np.bool_] = ~lacking[codes]
    counts = np.bincount(codes[~kept], minlength=len(lacking))
    for text, count in zip(coder.number, counts.tolist(), strict=True):
        if count:
            blank[text] += count
    return kept
