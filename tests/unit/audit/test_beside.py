"""Outside variables from a table."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from ocindex.errors import InputError
from ocindex.robustness.audit.beside import outside_variables

CODES = ("AGO", "BDI", "CMR")


def test_in_the_order_of_the_index() -> None:
    table = pl.DataFrame({"iso3": ["CMR", "XXX", "AGO"], "gdp": [3, 9, None], "hdi": [0.3, 0, 0.1]})
    found = outside_variables(table, CODES)
    np.testing.assert_array_equal(found["gdp"], [np.nan, np.nan, 3])
    np.testing.assert_array_equal(found["hdi"], [0.1, np.nan, 0.3])


@pytest.mark.parametrize(
    ("table", "rules"),
    [
        ({"code": ["AGO"]}, ["needs a column of the units' codes"]),
        ({"iso3": ["AGO"]}, ["needs a variable"]),
        ({"iso3": ["XXX"], "gdp": [1]}, ["has units of the index"]),
        ({"iso3": ["AGO", "AGO"], "gdp": ["1", "much"]}, ["one row", "holds numbers"]),
    ],
)
def test_all_faults_at_once(table: dict[str, list[object]], rules: list[str]) -> None:
    with pytest.raises(InputError) as raised:
        outside_variables(pl.DataFrame(table), CODES, "income.csv")
    assert len(raised.value.faults) == len(rules)
    for fault, rule in zip(raised.value.faults, rules, strict=True):
        assert rule in str(fault)
        assert "income.csv" in str(fault)
