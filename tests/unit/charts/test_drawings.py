"""What must hold for every chart: whole, within its frame, well-formed, the same each time."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocindex import Result, charts
from ocindex.errors import RequestError
from ocindex.publish.charts import Axis, Caption, Chart, Drawing, Mark, bars, matrix, strip
from ocindex.publish.charts.labelling import Box, apart, sides
from ocindex.publish.charts.strip import at, reaches
from ocindex.publish.charts.swarm import swarm
from ocindex.publish.charts.text import width

AXIS = Axis(1, 10, (3.5, 5.5, 8), "worse")
DRAWN: dict[str, Callable[[list[Result]], Chart]] = {
    "strip": lambda r: charts.strip(r[1], "KAZ", "criminality", r[0]),
    "bars": lambda r: charts.bars(r[1], "KAZ", earlier=r[0]),
    "pyramid": lambda r: charts.pyramid(r[1], "KAZ"),
    "pyramids": lambda r: charts.pyramids(r[1], ["KAZ", "UZB", "KGZ", "TJK"]),
    "map": lambda r: charts.map(r[1], "criminality"),
    "matrix": lambda r: charts.matrix(r[1]),
    "lines": lambda r: charts.lines(r, ["KAZ", "UZB"], "criminality"),
    "slope": lambda r: charts.slope(r[0], r[1], ["KAZ", "UZB"], "resilience"),
    "beeswarm": lambda r: charts.beeswarm(r[1], "human_trafficking", ["KAZ", "UZB"]),
    "radar": lambda r: charts.radar(r[1], ["KAZ", "UZB", "KGZ"], "resilience"),
}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=DRAWN)
def chart(request: pytest.FixtureRequest, results: list[Result]) -> Chart:
    return DRAWN[request.param](results)


def test_a_file_is_well_formed_and_says_what_it_shows(chart: Chart) -> None:
    for theme in ("auto", "light", "dark"):
        root = ElementTree.fromstring(chart.svg(theme))  # type: ignore[arg-type]
        assert root.findtext(f"{SVG}title") == chart.caption.title
        assert root.findtext(f"{SVG}desc") == chart.caption.description != ""
        assert not list(root.iter(f"{SVG}a")), "a file may lie anywhere, its links with it"
    assert "var(" not in chart.svg(), "a file alone has no variables of a page"


def test_made_up_data_say_so_in_every_picture(chart: Chart) -> None:
    assert "Simulated data" in chart.svg()


def test_the_same_chart_is_the_same_bytes(chart: Chart, results: list[Result]) -> None:
    again = DRAWN[chart.name](results)
    assert again == chart
    assert again.svg() == chart.svg()
    assert again._repr_svg_() == chart._repr_svg_()


def test_no_mark_leaves_the_drawing(chart: Chart) -> None:
    whole = Drawing(chart.width, chart.height, chart.body)
    for drawing in (whole, chart.narrow):
        if drawing is None:
            continue
        # What can be hit may reach beyond what is seen.
        for x, y, r in re.findall(
            r'class="(?!hit)[^"]*" cx="([-\d.]+)" cy="([-\d.]+)" r="([\d.]+)"', drawing.body
        ):
            assert float(r) <= float(x) <= drawing.width - float(r)
            assert float(r) <= float(y) <= drawing.height - float(r)
        for x, y in re.findall(r'<text x="([-\d.]+)" y="([-\d.]+)"', drawing.body):
            assert 0 <= float(x) <= drawing.width
            assert 0 < float(y) <= drawing.height


def test_the_table_has_a_heading_a_column(chart: Chart) -> None:
    assert chart.rows
    assert {len(row) for row in chart.rows} == {len(chart.header)}


def test_words_are_no_markup() -> None:
    hostile = Mark("<script>alert(1)</script>", 5, "5 & <b>", href='"><script>')
    caption = Caption("</title><script>", "<i>", "&", "<desc>", ("a", "b"))
    for drawn in (strip(AXIS, hostile, [hostile], [hostile], caption),
                  bars(AXIS, [("<u>", [hostile])], caption)):  # fmt: skip
        for text in (drawn.svg(), f"<p>{drawn.inline()}</p>"):
            tags = {
                element.tag.rpartition("}")[2] for element in ElementTree.fromstring(text).iter()
            }
            assert not tags & {"script", "b", "i", "u"}


def test_a_page_holds_links_and_a_phone_its_own_drawing(result: Result) -> None:
    chart = charts.matrix(result)
    linked = replace(chart, body=chart.body.replace("<g><title>", '<a href="x"><title>', 1)
                     .replace("</g>", "</a>", 1))  # fmt: skip
    assert 'role="group"' in linked.inline()
    assert 'class="chart matrix wide"' in chart.inline()
    assert 'class="chart matrix narrow"' in chart.inline()


@given(st.lists(st.floats(1, 10), min_size=2, max_size=40))
def test_a_higher_score_lies_further_right_and_none_outside(scores: list[float]) -> None:
    ordered = sorted(scores)
    places = [at(AXIS, score) for score in ordered]
    assert places == sorted(places)
    assert at(AXIS, 1) <= places[0]
    assert places[-1] <= at(AXIS, 10)
    assert at(AXIS, 0) == at(AXIS, 1), "what is off the scale stays at its end"


@given(st.lists(st.floats(0, 300), max_size=120), st.floats(1, 20))
def test_no_two_dots_of_a_swarm_touch(places: list[float], gap: float) -> None:
    rows = swarm(places, gap)
    found = sorted(zip(rows, places, strict=True))
    for (row, place), (other_row, other) in itertools.pairwise(found):
        assert row != other_row or other - place >= gap - 1e-6


@given(st.lists(st.floats(0, 200), max_size=40))
def test_labels_are_moved_apart_and_keep_their_order(wanted: list[float]) -> None:
    found = apart(wanted, 14, 0, 200)
    gap = min(14, 200 / max(1, len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    for one, other in itertools.pairwise(order):
        assert found[other] - found[one] >= gap - 1e-6
    assert all(-1e-6 <= place <= 200 + 1e-6 for place in found)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8, unique=True))
def test_labels_that_have_room_stay(steps: list[int]) -> None:
    wanted = [14.0 * step for step in steps]
    assert apart(wanted, 14, 0, 560) == pytest.approx(wanted)


def test_labels_that_meet_move_alike() -> None:
    assert apart([100, 100, 20], 14, 0, 200) == [93, 107, 20]
    assert apart([0, 0], 14, 0, 200) == [0, 14]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), unique=True, max_size=12))
def test_what_a_finger_hits_is_one_dot(spots: list[tuple[int, int]]) -> None:
    scaled = [(9.0 * x, 9.0 * y) for x, y in spots]
    radii = reaches(scaled, [])
    for (i, one), (k, other) in itertools.combinations(enumerate(scaled), 2):
        assert math.dist(one, other) >= radii[i] + radii[k] - 1e-9
    assert all(4.5 <= radius <= 12 for radius in radii)


def test_a_slope_has_a_line_for_every_name(results: list[Result]) -> None:
    iso3s = [country.iso3 for country in results[1].edition.countries[:40]]
    chart = charts.slope(*results, iso3s, "resilience")
    found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)" class="say">', chart.body)
    assert len(found) == 40
    heights = sorted(float(y) for _, y in found)
    assert all(other - one >= 13.8 for one, other in itertools.pairwise(heights))


def test_names_in_the_matrix_do_not_overlap(result: Result) -> None:
    chart = charts.matrix(result)
    for drawing in (Drawing(chart.width, chart.height, chart.body), chart.narrow):
        assert drawing
        boxes = []
        names = {
            country.name.replace("&", "&amp;").replace("'", "&#39;")
            for country in result.edition.countries
        }
        for x, y, classes, text in re.findall(
            r'<text x="([-\d.]+)" y="([-\d.]+)" class="(tiny[a-z ]*)">([^<]*)', drawing.body
        ):
            assert text in names
            wide, anchor = width(text, 11), classes.partition(" ")[2]
            left = float(x) - {"": 0, "mid": wide / 2, "end": wide}[anchor]
            boxes.append(Box(left, float(y) - 10, left + wide, float(y) + 3))
        assert len(boxes) > 5
        for i, box in enumerate(boxes):
            # Coordinates are written to a tenth.
            inner = Box(box.left + 0.2, box.top + 0.2, box.right - 0.2, box.bottom - 0.2)
            assert not any(inner.meets(other) for other in boxes[:i])


@given(st.lists(st.tuples(st.integers(2, 20), st.integers(2, 20)), min_size=1, max_size=30))
def test_names_of_quadrants_cover_no_country(halves: list[tuple[int, int]]) -> None:
    points = [(Mark("", x / 2, ""), Mark("", y / 2, "")) for x, y in halves]
    corners = ("Left above", "Right above", "Left below", "Right below")
    chart = matrix(AXIS, AXIS, points, 5.5, corners, Caption("", header=("", "", "")))
    for drawing in (Drawing(chart.width, chart.height, chart.body), chart.narrow):
        assert drawing
        dots = re.findall(r'class="dot" cx="([-\d.]+)" cy="([-\d.]+)"', drawing.body)
        for name in corners:
            x, y, anchor = re.findall(
                rf'<text x="([\d.]+)" y="([\d.]+)" class="[a-z ]*halo( end)?">{name}', drawing.body
            )[0]
            wide = width(name, 11)
            left = float(x) - (wide if anchor else 0)
            box = Box(left, float(y) - 9, left + wide, float(y) + 2)
            assert not any(box.meets(Box(*map(float, dot * 2))) for dot in dots)
            assert float(y) < drawing.height


@pytest.mark.parametrize("before", [1, 4.9, 5, 5.2, 10])
def test_the_score_before_is_seen_however_near(before: float) -> None:
    here = Mark("Here", 5, "5.00", "AAA", before)
    body = strip(AXIS, here, [here], [here], Caption("")).body
    strong, hollow = body.index('class="main worse"'), body.index('class="old"')
    assert (hollow > strong) == (abs(before - 5) < 1), "what would be covered lies on top"


def test_a_name_stands_clear_of_its_own_dot() -> None:
    dot = Box(96, 96, 104, 104)
    assert not any(box.meets(dot) for box, _ in sides(100, 100, 4, 50))


def test_a_map_from_near_holds_one_region(result: Result) -> None:
    chart = charts.map(result, "criminality", "KAZ")
    region = next(c.region for c in result.edition.countries if c.iso3 == "KAZ")
    members = {c.name for c in result.edition.countries if c.region == region}
    assert {name for name, _ in chart.rows} == members
    assert chart.caption.title.endswith(f"Kazakhstan, {region}")


def test_what_cannot_be_drawn_is_refused_in_words(result: Result) -> None:
    with pytest.raises(RequestError, match="No country 'QQQ'"):
        charts.strip(result, "QQQ", "criminality")
    with pytest.raises(RequestError, match="No node 'crime'"):
        charts.beeswarm(result, "crime")
    with pytest.raises(RequestError, match="No node 'crime'"):
        charts.map(result, "crime")
    with pytest.raises(RequestError, match="No country 'QQQ'"):
        charts.map(result, "criminality", "QQQ")
    with pytest.raises(RequestError, match="No country 'QQQ'"):
        charts.lines([result], "QQQ", "criminality")
