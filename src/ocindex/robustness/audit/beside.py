"""Outside variables from a table of the user's, in the order of an index's units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.errors import Fault, InputError

Floats = NDArray[np.float64]
CODE = "iso3"


def outside_variables(
    table: pl.DataFrame, codes: Sequence[str], name: str = "outside"
) -> dict[str, Floats]:
    """Variables to compare an index with.

    Parameters
    ----------
    table : polars.DataFrame
        Column iso3, and a column of numbers for each variable; null where unknown.
    codes : sequence of str
        Of the index's units. Units that the table lacks are missing in every variable; those
        that the index lacks are passed over.
    name : str, optional
        What the table is called in errors.

    Returns
    -------
    dict of str to ndarray of float64, shape (units,)
        By column, NaN where missing.

    Raises
    ------
    InputError
        With every fault: no column iso3, a unit twice, a column that holds no numbers, nothing
        in common with the index.
    """
    if faults := list(faults_of(table, codes, name)):
        raise InputError(faults)
    row = {code: i for i, code in enumerate(table[CODE].to_list())}
    rows = np.array([row.get(code, -1) for code in codes])
    found = {}
    for column in table.columns:
        if column != CODE:
            values = table[column].cast(pl.Float64).fill_null(np.nan).to_numpy()
            found[column] = np.where(rows >= 0, values[rows], np.nan)
    return found


def faults_of(table: pl.DataFrame, codes: Sequence[str], name: str) -> Iterator[Fault]:
    """All that is wrong with a table of outside variables."""
    if CODE not in table.columns:
        rule = "The table needs a column of the units' codes"
        yield Fault(name, rule, f"Name it {CODE}.", ", ".join(table.columns))
        return
    twice = table.filter(pl.col(CODE).is_duplicated())[CODE].unique(maintain_order=True)
    for code in twice:
        yield Fault(name, "A unit has one row", "Remove the others.", str(code), column=CODE)
    variables = [column for column in table.columns if column != CODE]
    if not variables:
        yield Fault(name, "The table needs a variable", "Add a column of numbers.")
    for column in variables:
        if not (table[column].dtype.is_numeric() or table[column].dtype == pl.Null):
            shown = next((str(v) for v in table[column] if v is not None), "")
            rule = "A variable holds numbers, or nothing where it is unknown"
            yield Fault(name, rule, "Mend its cells, or leave it out.", shown, column=column)
    if not set(table[CODE].to_list()) & set(codes):
        rule = "The table has units of the index"
        yield Fault(name, rule, f"Write codes as in the edition, say {codes[0]}.", column=CODE)
