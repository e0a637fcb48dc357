"""A small index of measured indicators, and any such index for Hypothesis."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from hypothesis import strategies as st

from ocindex.edition import measured_edition
from ocindex.framework import framework_text
from ocindex.vocabulary import (
    Component,
    Country,
    Denominator,
    Direction,
    Edition,
    Framework,
    Grouping,
    Indicator,
)
from support.frameworks import framework_of

FARMS = """\
id = "farms"
title = "Index of farms"

[[components]]
id = "index"
name = "Farming"
[[components]]
id = "land"
name = "Land"
parent = "index"
weight = 0.3333333333333333
[[components]]
id = "debt"
name = "Debt"
parent = "index"
direction = -1

[[indicators]]
id = "ind.01"
name = "Harvest"
parent = "land"
unit = "tonnes"
target = 4.1180313499999999
denominator = "area"
[[indicators]]
id = "ind.02"
name = "Fallow"
parent = "land"
weight = 0
direction = -1
[[indicators]]
id = "loans"
name = "Loans"
parent = "debt"

[[denominators]]
id = "area"
name = "Area"
unit = "km2"

[[groups]]
id = "size"
name = "By size"
[[groups]]
id = "climate"
name = "By climate"
"""
VALUES = [[0.1 + 0.2, 83871, np.nan], [-1e-300, 5e15, 1.7976931348623157e308]]


def farms(folder: Path) -> Edition:
    """Two districts, whose codes are no iso3, with everything that a measured edition has."""
    districts = (Country("AT-9", "Vienna", "", ""), Country("b_1", "Bruges", "Europe", ""))
    return measured_edition(
        framework_of(FARMS, folder), districts, VALUES, id="2024", year=2024,
        groups={"size": ("S", "L"), "climate": ("", "wet")},
        denominators={"area": [414.9, np.nan]},
    )  # fmt: skip


WEIGHTS = st.one_of(
    st.fractions(0, 100, max_denominator=999),
    st.floats(1e-9, 1e9).map(lambda x: Fraction(repr(x)) if "e" not in repr(x) else Fraction(2)),
)
VALUE = st.one_of(st.just(np.nan), st.floats(allow_nan=False, allow_infinity=False))
NAME = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5).map(lambda t: "N" + t)
# Continent and region; no region without a continent.
PLACE = st.one_of(st.just(("", "")), st.tuples(NAME, st.just("") | NAME))


@st.composite
def measured_frameworks(draw: st.DrawFn) -> Framework:
    """Trees of up to three levels, with any weights, directions, targets and denominators."""
    direction: st.SearchStrategy[Direction] = st.sampled_from([1, -1])
    weights = WEIGHTS.map(lambda w: w or Fraction(1))
    top = [Component("top", draw(NAME))]
    middle = [
        Component(f"m.{i}", draw(NAME), "top", draw(weights), direction=draw(direction))
        for i in range(draw(st.integers(1, 3)))
    ]
    denominators = tuple(Denominator(f"d{i}", draw(NAME), "u") for i in range(2))
    leaves: list[Indicator] = []
    for component in middle:
        for i in range(draw(st.integers(1, 3))):
            extra: dict[str, Any] = {
                "weight": draw(weights if i == 0 else WEIGHTS), "unit": draw(st.just("") | NAME),
                "direction": draw(direction), "denominator": draw(st.sampled_from(["", "d0"])),
                "target": draw(st.none() | st.floats(allow_nan=False, allow_infinity=False)),
            }  # fmt: skip
            leaves.append(Indicator(f"{component.id}-{i}", draw(NAME), component.id, **extra))
    framework = Framework(
        "any", "Any", None, (*top, *middle), tuple(leaves), reference="any.toml",
        denominators=denominators, groupings=(Grouping("g", "G"),),
    )  # fmt: skip
    text = MappingProxyType({"any.toml": framework_text(framework)})
    return Framework(**{**framework.__dict__, "files": text})


@st.composite
def measured_editions(draw: st.DrawFn) -> Edition:
    """An edition of units with any codes, with any values and any that are missing."""
    framework = draw(measured_frameworks())
    codes = draw(
        st.lists(st.from_regex(r"\A[A-Za-z0-9_.-]{1,6}\Z"), min_size=1, max_size=4, unique=True)
    )
    units = tuple(Country(code, draw(NAME), *draw(PLACE)) for code in codes)
    width, height = len(framework.indicators), len(units)
    cells = draw(st.lists(VALUE, min_size=width * height, max_size=width * height))
    column = st.lists(VALUE, min_size=height, max_size=height)
    return measured_edition(
        framework, units, np.array(cells).reshape(height, width), id="1", year=1,
        groups={"g": tuple(draw(st.sampled_from(["x", "y"])) for _ in units)},
        denominators={"d0": [1.0, *draw(column)[1:]]},
    )  # fmt: skip
