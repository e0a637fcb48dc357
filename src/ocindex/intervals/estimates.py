"""Confidence sets for ranks of a table of estimates, of any survey."""

from __future__ import annotations

from math import isfinite, nan
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
from narwhals.typing import IntoDataFrame
from numpy.typing import NDArray

from ocindex.errors import Fault, InputError, RequestError
from ocindex.robustness.confidence import (
    Sides,
    estimates_of,
    marginal_sets,
    ranks_of_draws,
    simultaneous_sets,
    surely_above,
    tiers,
)

if TYPE_CHECKING:
    import polars as pl

Floats = NDArray[np.float64]


def rank_sets(
    estimates: IntoDataFrame,
    *,
    covariance: Floats | None = None,
    coverage: float = 0.9,
    simultaneous: bool = True,
    sides: Sides = "both",
    stepwise: bool = True,
    draws: int = 1000,
    seed: int = 1,
) -> pl.DataFrame:
    """Which ranks countries, schools or parties may have, from estimates and standard errors.

    Parameters
    ----------
    estimates : data frame
        Columns code, estimate and, without a `covariance`, standard_error; of pandas, Polars,
        PyArrow or any other library that narwhals knows. Rank 1 is the highest estimate.
    covariance : ndarray of float64, shape (rows, rows), optional
        Of the estimates, where they are not independent.
    coverage : float, optional
        Probability that the sets hold the true ranks: of all rows at once, or of each by
        itself.
    simultaneous : bool, optional
        Whether the sets hold together, as any sentence about the whole table needs; else each
        is for a sentence about its own row alone.
    sides : {"both", "low", "high"}, optional
        Whether ranks are bounded from both sides, or only the best or the worst.
    stepwise : bool, optional
        Whether pairs that are decided lower the bar for others.
    draws : int, optional
        Draws of the normal distribution, from which critical values are taken.
    seed : int, optional

    Returns
    -------
    polars.DataFrame
        code, estimate, rank (1 and the number of estimates strictly above), low, high (the
        set), tier (the fewest runs down the order within which no two can be told apart, all
        pairs tested at once with `coverage`).

    Raises
    ------
    InputError
        With every fault of the table.
    RequestError
        The covariance, the coverage or the number of draws is none.

    Notes
    -----
    One stands surely above another where the difference of estimates exceeds its standard
    error by a critical value: the quantile of the largest of all such differences in draws
    of the estimates' errors. Its best rank is 1 and the number surely above it.

    References
    ----------
    Mogstad, M., Romano, J. P., Shaikh, A. M., Wilhelm, D. (2024). Inference for ranks with
    applications to mobility across neighbourhoods and academic achievement across countries.
    Review of Economic Studies 91(1), 476-518.
    """
    import polars as pl  # it takes 0.2 s to import

    if draws < 2:
        raise RequestError(f"Critical values need two draws or more, not {draws}.")
    codes, value, error = columns_of(estimates, errors=covariance is None)
    spread = np.diag(error**2) if covariance is None else covariance
    found = estimates_of(value, spread, draws=draws, seed=seed)
    make = simultaneous_sets if simultaneous else marginal_sets
    sets = make(found, coverage=coverage, sides=sides, stepwise=stepwise)
    apart = ~np.eye(len(codes), dtype=np.bool_)
    above = surely_above(found, apart, coverage=coverage, stepwise=stepwise)
    return pl.DataFrame(
        {
            "code": pl.Series(codes, dtype=pl.String),
            "estimate": value,
            "rank": ranks_of_draws(value[None])[0].astype(np.int64),
            "low": sets.low,
            "high": sets.high,
            "tier": tiers(value, above),
        }
    )


def columns_of(estimates: IntoDataFrame, *, errors: bool) -> tuple[list[str], Floats, Floats]:
    """Codes, estimates and standard errors of a table, or the list of all that is wrong."""
    frame = nw.from_native(estimates, eager_only=True)
    names = ("code", "estimate", "standard_error") if errors else ("code", "estimate")
    if lacking := [name for name in names if name not in frame.columns]:
        rule = "This column is missing"
        raise InputError([Fault("estimates", rule, "Add it.", column=name) for name in lacking])
    faults: list[Fault] = []
    codes = distinct([str(code) for code in frame["code"].to_list()], faults)
    value = numbers(frame["estimate"].to_list(), "estimate", faults)
    error = numbers(frame["standard_error"].to_list() if errors else [], "standard_error", faults)
    rule, remedy, column = "A standard error is zero or more", "Correct it.", "standard_error"
    for row in np.flatnonzero(error < 0).tolist():
        text = str(error[row])
        faults.append(Fault("estimates", rule, remedy, text, row=row + 1, column=column))
    if faults:
        raise InputError(faults)
    return codes, value, error


def distinct(codes: list[str], faults: list[Fault]) -> list[str]:
    """Codes, each of which stands once."""
    if not codes:
        faults.append(Fault("estimates", "There are rows", "Add one for each that is ranked."))
    seen: set[str] = set()
    for row, code in enumerate(codes, 1):
        if code in seen:
            rule = "A code stands once"
            faults.append(Fault("estimates", rule, "Remove one.", code, row=row, column="code"))
        seen.add(code)
    return codes


def numbers(cells: list[Any], column: str, faults: list[Fault]) -> Floats:
    """A column's numbers; what is none is a fault."""
    found = []
    for row, cell in enumerate(cells, 1):
        try:
            number = float(cell)
        except (TypeError, ValueError):
            number = nan
        found.append(number)
        if not isfinite(number):
            remedy = "Correct it, or leave the row out."
            rule = "Every cell is a number"
            text = "" if cell is None else str(cell)
            faults.append(Fault("estimates", rule, remedy, text, column=column, row=row))
    return np.array(found, np.float64)
