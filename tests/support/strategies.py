"""Random frameworks, editions and texts, small and odd."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import Any

import numpy as np
from hypothesis import strategies as st

from ocindex.ratings import ratings_of
from ocindex.vocabulary import (
    Component,
    Country,
    Edition,
    Fact,
    Framework,
    Indicator,
    Narrative,
    Printed,
    Scale,
    Section,
    Source,
)

ODD_WEIGHTS = st.sampled_from([Fraction(n, d) for n in (1, 2, 7) for d in (1, 2, 3, 7)])
# Their common denominators do not fit 64 bits.
HUGE_WEIGHTS = st.sampled_from([Fraction(1, p) for p in (10**9 + 7, 10**9 + 9, 998244353)])
SCALES = st.sampled_from(
    [
        Scale(Fraction(1), Fraction(10), Fraction(1, 2)),
        Scale(Fraction(0), Fraction(100), Fraction(1)),
        Scale(Fraction(-5), Fraction(5), Fraction(1, 4)),
        Scale(Fraction(-9, 10), Fraction(21, 10), Fraction(3, 10)),
        Scale(Fraction(-8), Fraction(-2), Fraction(2)),
    ]
)


@st.composite
def frameworks(draw: st.DrawFn, weights: st.SearchStrategy[Fraction] = ODD_WEIGHTS) -> Framework:
    """Trees of up to four levels: components of components, indicators anywhere below."""
    components = [Component("c0", "C0", high=draw(st.sampled_from(["worse", "better"])))]
    depth = {"c0": 1}
    for i in range(1, draw(st.integers(1, 5))):
        above = draw(st.sampled_from([None, *(c for c, d in depth.items() if d < 3)]))
        components.append(Component(f"c{i}", f"C{i}", above, draw(weights)))
        depth[f"c{i}"] = depth[above] + 1 if above else 1
    parents = {c.parent for c in components}
    # Each component without components has an indicator at least.
    places = [c.id for c in components if c.id not in parents]
    places += draw(st.lists(st.sampled_from(sorted(depth)), max_size=4))
    sections = tuple(Section(f"s{i}", f"S {i}", "c0") for i in range(draw(st.integers(0, 2))))
    indicators = tuple(
        Indicator(
            f"i{n}", f"I{n}", place, draw(weights), section=sections[0].id if sections else ""
        )
        for n, place in enumerate(places)
    )
    return Framework(
        "own", "Own", draw(SCALES), tuple(components), indicators, sections,
        reference="own.toml",
    )  # fmt: skip


def texts(least: int = 0) -> st.SearchStrategy[str]:
    """What people write and paste: commas, quotes, markup, other scripts, line breaks."""
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    nasty = st.sampled_from(
        ['"', ",", "#", "\\", "## A heading {#s0}", "\n", "\r", "\r\n", " ", "\u202e", "\u2028",
         "كازاخستان", "\ufeff", "'", ";", "\t", "|", "é", "<script>", "=1+1", "\x85", "\xa0"]
    )  # fmt: skip
    return st.lists(st.one_of(nasty, letters), min_size=least, max_size=6).map("".join)


@st.composite
def editions(
    draw: st.DrawFn, framework: Framework | None = None, most: int = 5, plain: bool = False
) -> Edition:
    """An edition of some countries with any scores; `plain` leaves out all texts."""
    framework = framework or draw(frameworks())
    count = draw(st.integers(1, most))
    group = st.sampled_from(["North", "South"])
    countries = tuple(
        Country(f"AA{chr(65 + i)}", "Land" if plain else draw(texts(1)), draw(group), draw(group))
        for i in range(count)
    )
    scale = framework.scale
    steps = int((scale.maximum - scale.minimum) / scale.step)
    start, stride = int(scale.minimum / scale.unit), int(scale.step / scale.unit)
    width = len(framework.indicators)
    cells = draw(st.lists(st.integers(0, steps), min_size=count * width, max_size=count * width))
    units = start + stride * np.array(cells, np.int64).reshape(count, width)
    units.setflags(write=False)
    fields = {} if plain else draw(extras(framework, countries))
    return Edition("2025", "An edition", 2025, framework, countries, units, **fields)


@st.composite
def extras(draw: st.DrawFn, framework: Framework, countries: tuple[Country, ...]) -> dict[str, Any]:
    """The optional parts of an edition."""
    iso3 = st.sampled_from([c.iso3 for c in countries])
    scale = framework.scale
    narratives = {
        (code, "en"): Narrative(
            code,
            "en",
            MappingProxyType(
                {s.id: tuple(draw(st.lists(texts(), max_size=3))) for s in framework.sections}
            ),
        )
        for code in draw(st.sets(iso3))
    }
    confidence = st.one_of(st.none(), st.integers(0, 20).map(lambda n: n / 20))
    return {
        "narratives": MappingProxyType(narratives),
        "facts": tuple(
            Fact(code, "capital", draw(texts(1)), draw(texts()), draw(texts()))
            for code in draw(st.sets(iso3))
        ),
        "sources": tuple(
            Source(draw(iso3), draw(texts(1)), draw(texts()))
            for _ in range(draw(st.integers(0, 2)))
        ),
        "ratings": ratings_of(
            (row, 0, "R1", 1, int(scale.maximum / scale.unit), draw(confidence))
            for row in sorted(draw(st.sets(st.integers(0, len(countries) - 1))))
        ),
        "printed": tuple(Printed(code, "c0", "rank_world", "1", 9) for code in draw(st.sets(iso3))),
        "credits": tuple(draw(st.lists(texts(), max_size=2))),
        "attribution": draw(texts()),
        "simulated": draw(st.booleans()),
    }
