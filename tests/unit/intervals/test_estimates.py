"""Confidence sets for ranks of a table of estimates."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import ocindex
from ocindex.errors import InputError, RequestError

# Mathematics of five countries in PISA 2018, and two made up to tie.
TABLE = pl.DataFrame(
    {
        "code": ["AUS", "AUT", "BEL", "CAN", "CHL", "one", "two"],
        "estimate": [491.36, 498.94, 508.07, 512.02, 417.41, 450.0, 450.0],
        "standard_error": [1.94, 2.97, 2.26, 2.36, 2.42, 3.0, 5.0],
    }
)


def test_sets_of_a_table() -> None:
    found = ocindex.rank_sets(TABLE, coverage=0.95)
    assert found.columns == ["code", "estimate", "rank", "low", "high", "tier"]
    assert found["rank"].to_list() == [4, 3, 2, 1, 7, 5, 5]
    assert found["low"].to_list() == [3, 2, 1, 1, 7, 5, 5]
    assert found["high"].to_list() == [4, 4, 3, 2, 7, 6, 6]
    assert found["tier"].to_list() == [2, 2, 1, 1, 4, 3, 3]


def test_marginal_sets_are_within() -> None:
    wide = TABLE.with_columns(pl.col("standard_error") * 4)
    together = ocindex.rank_sets(wide)
    alone = ocindex.rank_sets(wide, simultaneous=False)
    assert (alone["low"] >= together["low"]).all()
    assert (alone["high"] <= together["high"]).all()
    assert alone["tier"].to_list() == together["tier"].to_list()
    best = ocindex.rank_sets(wide, sides="low", simultaneous=False)
    assert best["high"].to_list() == [7] * 7


def test_a_covariance_serves_for_errors() -> None:
    errors = TABLE["standard_error"].to_numpy()
    same = ocindex.rank_sets(
        TABLE.drop("standard_error"), covariance=np.diag(errors**2), coverage=0.95
    )
    assert same.equals(ocindex.rank_sets(TABLE, coverage=0.95))
    # What is common to all cancels out.
    shifted = ocindex.rank_sets(TABLE, covariance=np.diag(errors**2) + 900, coverage=0.95)
    assert shifted["low"].to_list() == same["low"].to_list()


def test_all_faults_at_once() -> None:
    bad = pl.DataFrame(
        {
            "code": ["A", "A", "B"],
            "estimate": ["1", "many", None],
            "standard_error": [0.1, -1.0, float("inf")],
        }
    )
    with pytest.raises(InputError) as caught:
        ocindex.rank_sets(bad)
    told = [(fault.column, fault.row) for fault in caught.value.faults]
    assert told == [
        ("code", 2), ("estimate", 2), ("estimate", 3), ("standard_error", 3), ("standard_error", 2),
    ]  # fmt: skip


def test_columns_that_are_missing() -> None:
    with pytest.raises(InputError, match="standard_error: This column is missing"):
        ocindex.rank_sets(TABLE.select("code", "estimate"))
    with pytest.raises(InputError, match="There are rows"):
        ocindex.rank_sets(TABLE.clear())


def test_options_that_are_none() -> None:
    with pytest.raises(RequestError, match="two draws"):
        ocindex.rank_sets(TABLE, draws=1)
    with pytest.raises(RequestError, match="coverage of 95"):
        ocindex.rank_sets(TABLE, coverage=95)
    with pytest.raises(RequestError, match="square"):
        ocindex.rank_sets(TABLE, covariance=np.eye(3))
