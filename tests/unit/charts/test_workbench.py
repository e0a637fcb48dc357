"""Charts of the method workbench: whole, within their frame, and every figure in the table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocindex import bundled_framework, charts
from ocindex.charts.plain import figure, percent
from ocindex.errors import RequestError
from ocindex.publish.charts import Axis, Branch, Caption, Chart, Drawing, Mark, tokens
from ocindex.publish.charts.labelling import Box
from ocindex.publish.charts.rings import sectors
from ocindex.publish.charts.shift import histogram, stacked
from ocindex.publish.charts.style import rules
from ocindex.publish.charts.sunburst import DEEPEST, sunburst
from ocindex.publish.charts.text import width
from ocindex.publish.site.stylesheet import luminance

LONG = "United Kingdom of Great Britain and Northern Ireland <&>"
DRAW = np.random.default_rng(7)
UNITS = [LONG, "كازاخستان", "中华人民共和国", *(f"Unit {i}" for i in range(190))]
NAMES = [f"A name of an indicator that takes more than a line {i}" for i in range(100)]
VALUES = DRAW.lognormal(size=(193, 100))
VALUES[3, 5], VALUES[:, 7], VALUES[:, 8] = np.nan, 4.0, np.nan
TREATED = np.minimum(VALUES, 8.0)
TREATED[:, 9] = np.log(VALUES[:, 9])
RANKS = np.arange(1, 194)
BLOCKS = [f"Block {i // 10}" for i in range(100)]


def correlations(size: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    found = np.corrcoef(DRAW.normal(size=(30, size)).T)
    found[2, 1] = np.nan
    return found


DRAWN: dict[str, Callable[[], Chart]] = {
    "sunburst": lambda: charts.sunburst(bundled_framework("ocindex-2025"), source="Made up"),
    "distributions": lambda: charts.distributions(NAMES, VALUES, UNITS, TREATED),
    "correlogram": lambda: charts.correlogram(NAMES, correlations(100), BLOCKS, {(1, 9)}),
    "correlogram of few": lambda: charts.correlogram(NAMES[:5], correlations(5)),
    "correlogram of some": lambda: charts.correlogram(NAMES[:49], correlations(49), BLOCKS[:49]),
    "intervals": lambda: charts.intervals(
        UNITS, np.maximum(1, RANKS - 9), RANKS, np.minimum(193, RANKS + 9), RANKS[::-1]
    ),
    "intervals without ranks": lambda: charts.intervals(["One"], [1], [1], [1]),
    "sensitivity": lambda: charts.sensitivity(
        [LONG, "Weights", "كازاخستان"], [0.2, 0.5, -0.01], [0.21, 0.52, 1.02],
        [(0.1, 0.3), (0.4, 0.6), (-0.1, 0.1)], [(0.1, 0.3), (0.4, 0.6), (0.9, 1.1)],
    ),
    "sensitivity without intervals": lambda: charts.sensitivity(["Weights"], [1.0], [1.0]),
    "shift": lambda: charts.shift(UNITS, RANKS, DRAW.permutation(RANKS), (LONG, "Other")),
    "shift of none": lambda: charts.shift(["One", "Two"], [1, 2], [1, 2]),
    "strengths": lambda: charts.strengths(NAMES, VALUES, UNITS, LONG, scale=(0, 50)),
}  # fmt: skip


@pytest.fixture(params=DRAWN)
def chart(request: pytest.FixtureRequest) -> Chart:
    return DRAWN[request.param]()


def drawings(chart: Chart) -> list[Drawing]:
    whole = Drawing(chart.width, chart.height, chart.body)
    assert chart.narrow is not None, "a phone has its own"
    assert chart.narrow.width == 340
    return [whole, chart.narrow]


def boxes(drawing: Drawing) -> list[tuple[str, Box]]:
    """Every text's room; letters reach a little less high than lines."""
    found = []
    for x, y, classes, said in re.findall(
        r'<text x="([-\d.]+)" y="([-\d.]+)" class="([^"]*)">([^<]*)', drawing.body
    ):
        look = classes.split()
        text = said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        # Widths are those of a wide sans serif, at most.
        wide = width(text, 11 if "tiny" in look else 12)
        left = float(x) - (wide / 2 if "mid" in look else wide if "end" in look else 0)
        found.append((text, Box(left, float(y) - 7.5, left + wide, float(y))))
    return found


def test_no_text_covers_another_or_leaves_the_drawing(chart: Chart) -> None:
    for drawing in drawings(chart):
        found = boxes(drawing)
        assert found
        for i, (text, box) in enumerate(found):
            assert box.left >= -6, text
            assert box.right <= drawing.width + 6, text
            assert 0 < box.bottom <= drawing.height, text
            for other, room in found[:i]:
                inner = Box(room.left + 2, room.top + 1, room.right - 2, room.bottom - 1)
                assert not inner.meets(box), (text, other)


def test_no_dot_leaves_the_drawing(chart: Chart) -> None:
    for drawing in drawings(chart):
        for x, y, r in re.findall(r'cx="([-\d.]+)" cy="([-\d.]+)" r="([\d.]+)"', drawing.body):
            assert float(x) - float(r) >= 0
            assert float(x) + float(r) <= drawing.width
            assert float(y) - float(r) >= 0
            assert float(y) + float(r) <= drawing.height


def test_a_file_is_well_formed_in_every_theme(chart: Chart) -> None:
    for theme in ("auto", "light", "dark"):
        root = ElementTree.fromstring(chart.svg(theme))  # type: ignore[arg-type]
        assert root.findtext("{http://www.w3.org/2000/svg}desc") == chart.caption.description != ""
    ElementTree.fromstring(f"<p>{chart.inline()}</p>")
    assert "var(" not in chart.svg()


def test_every_class_has_its_rule(chart: Chart) -> None:
    known = {name for selector, _ in rules() for name in re.findall(r"\.([\w-]+)", selector)}
    known |= {f"{m}-{i}" for m in tokens.LIGHT_RAMPS for i in range(tokens.STEPS)} | {"say"}
    for drawing in drawings(chart):
        used = {name for names in re.findall(r'class="([^"]*)"', drawing.body)
                for name in names.split()}  # fmt: skip
        assert used <= known


def test_the_table_has_a_heading_a_column(chart: Chart) -> None:
    assert chart.rows
    assert {len(row) for row in chart.rows} == {len(chart.header)}


@pytest.mark.parametrize("colours", [tokens.LIGHT, tokens.DARK])
def test_names_on_the_rings_can_be_read(colours: dict[str, str]) -> None:
    ramps = tokens.LIGHT_RAMPS if colours is tokens.LIGHT else tokens.DARK_RAMPS
    ink = luminance(colours["ink"])
    for ramp in ramps.values():
        for ground in map(luminance, ramp[: DEEPEST + 1]):
            low, high = sorted((ink, ground))
            assert (high + 0.05) / (low + 0.05) >= 4


@given(st.lists(st.integers(1, 9), min_size=1, max_size=20), st.integers(1, 4))
def test_rings_are_whole(weights: list[int], tops: int) -> None:
    whole = sum(weights)
    branches = [Branch(f"t{k}", "", "", 1 / tops, "") for k in range(tops)]
    branches += [
        Branch(f"t{k}.{i}", "", f"t{k}", weight / whole / tops, "")
        for k in range(tops)
        for i, weight in enumerate(weights)
    ]
    found = sectors(branches)
    for depth in (0, 1):
        ring = sorted((one.start, one.end) for one in found if one.depth == depth)
        assert ring[0][0] == 0
        assert ring[-1][1] == pytest.approx(2 * np.pi)
        assert all(one[1] == pytest.approx(other[0]) for one, other in pairwise(ring))


def test_a_tree_of_one_line_is_discs_within_another() -> None:
    branches = [Branch("a", "A", "", 1, "100 %"), Branch("b", "B", "a", 1, "100 %")]
    drawn = sunburst(branches, Caption("", header=("", "")))
    assert drawn.rows == (("A", "100 %"), ("\u2003B", "100 %"))
    assert drawn.body.count("A196") == 2


@given(st.lists(st.tuples(st.floats(0, 300), st.integers(1, 3)), max_size=20))
def test_texts_are_stacked_without_touching(wanted: list[tuple[float, int]]) -> None:
    tall = [13.0 * lines for _, lines in wanted]
    middles = stacked([place for place, _ in wanted], tall, 0, max(300, sum(tall)))
    spans = sorted((m - t / 2, m + t / 2) for m, t in zip(middles, tall, strict=True))
    assert all(one[1] <= other[0] + 1e-6 for one, other in pairwise(spans))
    assert all(low >= -1e-6 and high <= max(300, sum(tall)) + 1e-6 for low, high in spans)


@given(st.lists(st.integers(-190, 190), min_size=1, max_size=60))
def test_the_histogram_counts_every_unit(shifts: list[int]) -> None:
    units = [Mark("", 200, "", before=200 + by) for by in shifts]
    body, _ = histogram(units, ("", "", ""), (0, 300), 0)
    assert sum(map(int, re.findall(r": (\d+)</title>", body))) == len(shifts)


def test_frames_are_taken_as_arrays_are() -> None:
    frame = pl.DataFrame(VALUES[:9, :4], schema=NAMES[:4])
    chart = charts.distributions(frame.columns, frame, UNITS[:9])
    assert chart == charts.distributions(NAMES[:4], VALUES[:9, :4], UNITS[:9])


def test_what_was_treated_is_said_with_both_values() -> None:
    chart = charts.distributions(["One"], [[1], [2], [3], [4], [50]], list("abcde"),
                                 [[1], [2], [3], [4], [5]])  # fmt: skip
    assert chart.rows == (("One", "1", "3", "5", "", "e 50 → 5", ""),)
    assert 'class="old"' in chart.body


def test_a_new_scale_is_no_treated_point() -> None:
    chart = charts.distributions(["One"], [[1], [10], [np.nan]], "abc", [[0], [1], [np.nan]])
    assert chart.rows[0][5:] == ("", "1 missing, on another scale by its treatment")


def test_outliers_are_tukeys() -> None:
    chart = charts.distributions(["One"], [[1], [2], [3], [4], [5], [90]], list("abcdef"))
    assert chart.rows[0][4] == "f 90"


def test_a_negative_correlation_is_told_without_its_colour() -> None:
    pair = [[1, -0.6], [-0.6, 1]]
    many = np.eye(40)
    many[1, 0] = -0.6
    assert "\u22120.60" in charts.correlogram(["a", "b"], pair).body
    assert 'class="paper"' in charts.correlogram(NAMES[:40], many).body
    assert charts.correlogram(["a", "b"], [[1, -0.001], [0, 1]]).rows[0][2] == "0.00"


def test_rank_intervals_stand_in_the_order_that_is_published() -> None:
    chart = charts.intervals(["b", "a"], [1, 1], [2, 1], [2, 2], [1, 2])
    assert chart.rows == (("b", "1", "2 (1\u20132)"), ("a", "2", "1 (1\u20132)"))


def test_strengths_and_weaknesses_share_no_indicator() -> None:
    chart = charts.strengths(["x", "y", "z"], [[9, 1, np.nan], [1, 9, 5]], ["a", "b"], "a")
    assert chart.rows == (("Strengths", "x", "9", "1 of 2"), ("Weaknesses", "y", "1", "2 of 2"))


def test_what_does_not_fit_together_is_refused() -> None:
    with pytest.raises(RequestError, match="No unit 'q'"):
        charts.strengths(["x"], [[1]], ["a"], "q")
    with pytest.raises(RequestError, match=r"shape \(1, 1\)"):
        charts.distributions(["x", "y"], [[1]], ["a"])
    with pytest.raises(RequestError, match="beside 2 names"):
        charts.intervals(["a", "b"], [1], [1, 2], [1, 2])
    with pytest.raises(RequestError, match="No unit has a rank"):
        charts.shift([], [], [])
    with pytest.raises(RequestError, match="2 indicators have 1 blocks"):
        charts.correlogram(["x", "y"], np.eye(2), ["b"])


def test_figures_are_short() -> None:
    assert [figure(x) for x in (0, 0.12345, -3, 1234, 98765.4, 1e6, 1e-6)] == [
        "0", "0.123", "\u22123", "1,234", "98,765.4", "1.0e+06", "1.0e\u221206",
    ]  # fmt: skip
    assert percent(-0.01) == "\u22121 %"


def test_a_standing_is_drawn_on_its_own_scale() -> None:
    drawn = charts.strengths(["x"], [[5], [6]], ["a", "b"], "a", scale=(0, 10))
    assert replace(drawn, narrow=None).inline()
    assert Axis(0, 10, (), "better").text(10) in drawn.body
