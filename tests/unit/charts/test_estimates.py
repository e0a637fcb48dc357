"""A caterpillar plot: round figures on its axis, every mark within it."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocindex.publish.charts import Caption, Chart, Mark, estimates
from ocindex.publish.charts.estimates import stops_of

CAPTION = Caption("Severity", description="Severity of raters.", header=("Rater", "Severity"))
ROWS = [
    Mark("R1", 0.5, "0.50 (0.10 to 0.90)", interval=(0.1, 0.9)),
    Mark("A rater with a long name that must be broken", -1.2, "−1.20", interval=(-2, -0.4)),
    Mark("R3", 0.0, "0.00"),
]


def drawn(rows: list[Mark], origin: float | None = 0.0) -> Chart:
    ends = [x for m in rows for x in (m.score, *(m.interval or ()))]
    return estimates(rows, (min(ends), max(ends)), lambda x: f"{x:g}", CAPTION, origin)


@given(st.floats(-100, 100), st.floats(1e-3, 1e4))
def test_stops_are_even_round_and_hold_the_ends(low: float, length: float) -> None:
    stops = stops_of((low, low + length))
    step = stops[1] - stops[0]
    assert stops[0] <= low + 1e-6 * step
    assert stops[-1] >= low + length - 1e-6 * step
    assert 2 <= len(stops) <= 8
    assert all(b - a == pytest.approx(step) for a, b in pairwise(stops))
    assert re.fullmatch(r"[125]0*", f"{step:e}"[0])


def test_no_length_has_an_axis_all_the_same() -> None:
    assert len(stops_of((0.0, 0.0))) >= 2


@pytest.mark.parametrize("origin", [None, 0.0])
def test_marks_lie_within_the_drawing_and_in_order(origin: float | None) -> None:
    chart = drawn(ROWS, origin)
    for body, width in ((chart.body, chart.width), (chart.narrow.body, 340)):  # type: ignore[union-attr]
        places = [float(x) for x in re.findall(r'class="main ink" cx="([\d.]+)"', body)]
        assert len(places) == 3
        assert places[1] < places[2] < places[0] < width
    ElementTree.fromstring(chart.svg())
    assert (chart.body.count('class="rail"') > 0) == (origin is not None)


def test_the_table_says_what_is_drawn() -> None:
    assert drawn(ROWS).rows[0] == ("R1", "0.50 (0.10 to 0.90)")


def test_a_figure_beside_another_is_a_ring_and_a_column() -> None:
    rows = [Mark("Land", 1.0, "1.5 → 1.0", before=1.5, was="1.5"), Mark("Sea", 1.2, "1.2")]
    chart = estimates(rows, (0, 2), str, CAPTION)
    assert chart.body.count('class="old"') == 1
    assert chart.rows == (("Land", "1.5 → 1.0", "1.5"), ("Sea", "1.2", ""))


def test_an_axis_stands_again_after_a_screen() -> None:
    rows = [Mark(f"R{k}", k / 90, f"{k}") for k in range(90)]
    assert drawn(rows).body.count(">0.2<") == 4
