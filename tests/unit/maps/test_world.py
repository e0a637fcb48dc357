"""The map of the world shows every country once, where it lies, so that it can be hit."""

from __future__ import annotations

import re
from itertools import combinations
from math import hypot
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from ocindex.framework import BUNDLED, bundled_framework
from ocindex.publish.charts import Axis, Caption, Chart, Mark
from ocindex.publish.maps import areas, mapped, world_map
from ocindex.publish.maps.geometry import companions, world
from ocindex.publish.maps.worldmap import ground

AXIS = Axis(1, 10, (3.5, 5.5, 8), "worse")
CAPTION = Caption("Everywhere", header=("Country", "Score"))
MEMBERS = {c.iso3 for name in BUNDLED for c in bundled_framework(name).members}
APART = 20


def marks(iso3s: set[str]) -> list[Mark]:
    return [
        Mark(f"Land of {iso3}", 1 + i % 10, f"{1 + i % 10}.00", iso3, href=f"country/{iso3}/")
        for i, iso3 in enumerate(sorted(iso3s))
    ]


@pytest.fixture(scope="module")
def chart() -> Chart:
    return world_map(marks(MEMBERS), AXIS, CAPTION, "Not assessed")


@pytest.fixture(scope="module")
def drawing(chart: Chart) -> Element:
    return ElementTree.fromstring(str(chart.inline()))


def box(path: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a path of whole numbers."""
    across, up = [], []
    for ring in re.findall(r"M([^Mz]+)", path):
        start, _, steps = ring.partition("l")
        x, y = map(int, start.split())
        across.append(x)
        up.append(y)
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            across.append(x)
            up.append(y)
    return min(across), min(up), max(across), max(up)


def test_every_member_is_one_link_with_its_name_and_score(drawing: Element) -> None:
    links = drawing.findall(".//a")
    assert len(MEMBERS) >= 193
    assert sorted(link.get("href", "") for link in links) == [
        f"country/{iso3}/" for iso3 in sorted(MEMBERS)
    ]
    said = {mark.href: f"{mark.label}: {mark.display}" for mark in marks(MEMBERS)}
    for link in links:
        assert link.findtext("title") == said[link.get("href", "")]
        shapes = [e for e in link if "area" in (e.get("class") or "").split()]
        assert len(shapes) == 1
        assert shapes[0].get("d") or float(shapes[0].get("r", 0)) > 0


def test_colours_are_those_of_the_scores(drawing: Element) -> None:
    ramps = {mark.href: AXIS.ramp(mark.score) for mark in marks(MEMBERS)}
    assert len(set(ramps.values())) == 9
    for link in drawing.findall(".//a"):
        area = next(e for e in link if "area" in (e.get("class") or ""))
        assert area.get("class") == f"area {ramps[link.get('href', '')]}"


def test_no_id_stands_twice(drawing: Element) -> None:
    ids = [element.get("id") for element in drawing.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_circles_lie_on_the_map_and_apart(drawing: Element) -> None:
    shown = [e for e in drawing.findall(".//circle") if "area" in (e.get("class") or "")]
    circles = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in shown]
    assert len(circles) > 20
    reach = float(shown[0].get("r", 0))
    for x, y in circles:
        assert reach <= x <= world().width - reach
        assert reach <= y <= world().height - reach
    for one, other in combinations(circles, 2):
        # What is written is rounded to a tenth.
        assert hypot(one[0] - other[0], one[1] - other[1]) >= APART - 0.2


def test_no_country_is_torn_across_the_map() -> None:
    drawn = {code: shape.path for code, shape in world().shapes.items() if shape.path}
    assert {"RUS", "USA", "FJI"} <= drawn.keys()
    for code, path in drawn.items():
        left, top, right, bottom = box(path)
        grain = world().grain
        assert right - left < grain * world().width / 2 or code in ("FRA", "USA"), code
        assert left >= 0, code
        assert top >= 0, code
        assert right <= grain * world().width, code
        assert bottom <= grain * world().height, code


def test_every_area_of_the_table_is_shown_as_it_says() -> None:
    for area in areas():
        if area.shown in ("merged", "left out"):
            assert area.id not in mapped(), area
        if area.shown == "apart":
            assert area.id in mapped(), area
        if area.shown in ("merged", "with"):
            assert area.whole in mapped(), area
        assert set(area.dashed) <= mapped(), area
        assert area.note, area
    assert not companions().keys() & mapped()
    assert world().dashed


def test_areas_without_a_score_have_no_colour_and_no_link() -> None:
    few = world_map(marks({"KAZ", "NRU"}), AXIS, CAPTION, "Not assessed")
    drawing = ElementTree.fromstring(str(few.inline()))
    assert len(drawing.findall(".//a")) == 2
    assert "Not assessed" in [text.text for text in drawing.findall(".//text")]
    land = next(e for e in drawing.iter("path") if e.get("class") == "land")
    rest = [s.path for code, s in world().shapes.items() if code not in {"KAZ", "NRU"}]
    assert all(path in (land.get("d") or "") for path in rest)


def test_a_country_that_the_map_does_not_know_stays_in_the_table() -> None:
    unknown = Mark("Ærø & Land", 4, "4.00", "AAA", href="country/AAA/")
    chart = world_map([unknown, *marks({"KAZ"})], AXIS, CAPTION)
    assert ("Ærø & Land", "4.00") in chart.rows
    assert "AAA" not in chart.body
    assert chart.body.count("<a ") == 1


def test_the_legend_has_the_limits_of_the_bands(chart: Chart) -> None:
    drawing = ElementTree.fromstring(str(chart.inline()))
    written = [text.text for text in drawing.findall(".//text")]
    assert written == ["1", "3.5", "5.5", "8", "10", "Not assessed"]


def test_the_same_scores_make_the_same_bytes(chart: Chart) -> None:
    ground.cache_clear()
    again = world_map(marks(MEMBERS), AXIS, CAPTION, "Not assessed")
    assert again.svg() == chart.svg()
