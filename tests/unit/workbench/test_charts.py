"""Charts that take the workbench's answers; its methods are documented."""

from __future__ import annotations

import pytest
from numpydoc.validate import validate

import ocindex
from ocindex import charts
from ocindex.errors import RequestError
from ocindex.method import Method, MinMax, Step
from ocindex.workbench import Built
from support.measured import made_edition

RULES = {"GL08", "PR01", "PR02", "PR03", "PR04", "RT01", "RT02", "SS01", "SS02", "SS03", "YD01"}
ASKED = (
    "uncertainty", "sensitivity", "overtake", "bounds", "rank_chances", "audit", "what_if",
    "above_under_any_weights",
)  # fmt: skip


@pytest.fixture(scope="module")
def built() -> Built:
    found = ocindex.build(made_edition(), Method(normalise=Step(MinMax(1.0, 100.0))))
    assert isinstance(found, Built)
    return found


def test_rank_intervals(built: Built) -> None:
    found = built.uncertainty(draws=300, nodes=("all",))
    chart = charts.rank_intervals(found, "reach")
    rows = found.ranks.filter(found.ranks["node"] == "reach").sort("rank")
    assert [row[0] for row in chart.rows] == rows["country"].to_list()
    first = rows.row(0, named=True)
    assert chart.rows[0][1:] == (
        f"{first['rank']:g}", f"{first['median']} ({first['low']}–{first['high']})",
    )  # fmt: skip
    with pytest.raises(RequestError, match="No draws of 'rail'"):
        charts.rank_intervals(found, "rail")


def test_sensitivity_bars(built: Built) -> None:
    exact = built.sensitivity(
        normalise=["min-max low=1", "z-score mean=9"], aggregate=["power power=2", "arithmetic"]
    )
    assert len(charts.sensitivity_bars(exact).rows) == 2
    drawn = built.sensitivity(scores=0.2, weights=0.2, points=64)
    assert {row[0] for row in charts.sensitivity_bars(drawn, "Which?").rows} == {
        "Weights",
        "Scores",
    }


def test_rank_shift(built: Built) -> None:
    found = built.what_if(aggregate="geometric")
    chart = charts.rank_shift(found)
    assert len(chart.rows) == 12
    assert chart.header[1:3] == ("Before", "After")
    with pytest.raises(RequestError, match="No component 'x'"):
        charts.rank_shift(found, "x")


@pytest.mark.parametrize("name", ASKED)
def test_what_can_be_asked_is_documented(name: str) -> None:
    found = validate(f"ocindex.workbench.built.Built.{name}")["errors"]
    assert [(code, text) for code, text in found if code in RULES] == []
