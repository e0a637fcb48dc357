"""A region's map shows each of its countries; the geometry puts places where they belong."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest

from ocindex.framework import bundled_framework
from ocindex.publish.charts import Axis, Caption, Mark
from ocindex.publish.maps import region_map
from ocindex.publish.maps.projection import Floats
from ocindex.publish.maps.regionmap import WIDTH, areas_near, near_window, window

AXIS = Axis(1, 10, (), "better")
MEMBERS = bundled_framework("ocindex-2025").members
REGIONS = sorted({country.region for country in MEMBERS})


def mark(iso3: str) -> Mark:
    return Mark(iso3, 5, "5.00", iso3, href=f"../../country/{iso3}/")


@pytest.mark.parametrize("region", REGIONS)
def test_each_country_of_a_region_can_be_seen(region: str) -> None:
    members = [country.iso3 for country in MEMBERS if country.region == region]
    chart = region_map([mark(iso3) for iso3 in members], AXIS, Caption(region))
    assert chart
    drawing = ElementTree.fromstring(str(chart.inline()))
    shown = {link.get("href", "")[-4:-1] for link in drawing.findall(".//a")}
    assert shown == set(members)
    for link in drawing.findall(".//a"):
        assert any(e.get("d") or e.tag == "circle" for e in link), link.get("href")


@pytest.mark.parametrize("iso3", ["KAZ", "RUS", "FJI", "TUV", "KIR", "USA"])
def test_a_country_alone_has_a_map_with_it_in_front(iso3: str) -> None:
    chart = region_map([mark(iso3)], AXIS, Caption(iso3), here=iso3)
    assert chart
    assert chart.body.count("<a ") == chart.body.count("</a>") >= 1
    assert "outlined" in chart.body


@pytest.mark.parametrize("region", ["Micronesia", "Polynesia", "Melanesia"])
def test_a_map_about_180_degrees_does_not_show_the_other_side(region: str) -> None:
    members = sorted(country.iso3 for country in MEMBERS if country.region == region)
    shown = window(tuple(members), "")
    assert set(members) <= {*shown.paths, *shown.spots}
    assert shown.paths.keys().isdisjoint({"COD", "DZA", "ESP", "IND"})


def test_there_is_no_map_of_countries_that_it_does_not_know() -> None:
    assert region_map([mark("AAA")], AXIS, Caption("Nowhere")) is None
    # The Holy See is a point, seen on the map of the world alone.
    assert region_map([mark("VAT")], AXIS, Caption("A point")) is None


def within(code: str, longitude: float, latitude: float) -> bool:
    """Whether a place lies in an area: a line eastwards from it crosses its rings an odd time."""
    crossed = sum(
        crossings(ring, longitude - turn, latitude)
        for ring in areas_near()[code]
        for turn in (-360, 0, 360)
    )
    return crossed % 2 == 1


def crossings(ring: Floats, x: float, y: float) -> int:
    """How often a line from a place towards greater x crosses a ring."""
    after = np.roll(ring, -1, axis=0)
    passing = (ring[:, 1] > y) != (after[:, 1] > y)
    start, end = ring[passing], after[passing]
    share = (y - start[:, 1]) / (end - start)[:, 1]
    return int((start[:, 0] + share * (end - start)[:, 0] > x).sum())


def test_a_ring_loses_nothing_that_is_seen() -> None:
    numbers = np.random.default_rng(5)
    height = 200.0
    fewer = 0
    for _ in range(60):
        ring = numbers.uniform(-500, 800, (40, 2))
        left = near_window(ring, height)
        fewer += len(ring) - len(left)
        for x, y in numbers.uniform(0, (WIDTH, height), (20, 2)):
            assert crossings(left, x, y) % 2 == crossings(ring, x, y) % 2
    assert fewer
    inside = numbers.uniform(0, 200, (40, 2))
    assert np.array_equal(near_window(inside, height), inside)


@pytest.mark.parametrize(
    ("place", "inside", "outside"),
    [
        ((34.1, 44.95), "UKR", "RUS"),  # Simferopol
        ((-13.0, 24.5), "ESH", "MAR"),
        ((44.06, 9.56), "SOM", "ETH"),  # Hargeysa
        ((33.62, 35.25), "CYP", "TUR"),
        ((134.0, -25.0), "AUS", "NZL"),
        ((178.0, -17.8), "FJI", "TUV"),
        ((-173.0, 66.0), "RUS", "USA"),  # Chukotka, east of 180 degrees
        ((20.9, 42.6), "XKX", "SRB"),
        ((114.15, 22.37), "HKG", "CHN"),
    ],
)
def test_places_lie_where_the_table_of_areas_says(
    place: tuple[float, float], inside: str, outside: str
) -> None:
    assert within(inside, *place)
    assert not within(outside, *place)
