"""Correlations, held against the textbook's formulas in their plainest form."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocindex.index import Result, build
from ocindex.index.correlation import coefficients, correlations, doubled_ranks
from ocindex.vocabulary import Edition
from support.frameworks import OWN, countries_of, edition_of, framework_of
from support.strategies import HUGE_WEIGHTS, editions, frameworks


def plain_pearson(x: list[float], y: list[float]) -> float:
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    both = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return both / sqrt(sum((a - mean_x) ** 2 for a in x) * sum((b - mean_y) ** 2 for b in y))


def plain_ranks(x: list[float]) -> list[float]:
    """The mean of the places that a value and its equals take up, from the lowest."""
    places = [[i + 1 for i, other in enumerate(sorted(x)) if other == value] for value in x]
    return [sum(found) / len(found) for found in places]


@given(editions(plain=True) | frameworks(HUGE_WEIGHTS).flatmap(lambda f: editions(f, plain=True)))
@settings(max_examples=100)
def test_coefficients_are_those_of_the_textbook(edition: Edition) -> None:
    result = build(edition)
    columns = {
        node.id: [float(result.score(c.iso3, node.id)) for c in edition.countries]
        for node in result.nodes
    }
    expected = set()
    ids = list(columns)
    for i, one in enumerate(ids):
        for other in ids[i + 1 :]:
            varied = all(len(set(result.values[:, ids.index(n)])) > 1 for n in (one, other))
            if varied and len(edition.countries) > 2:
                expected.add((one, other))
    found = {(c.node, c.other): c for c in correlations(result)}
    assert set(found) == expected
    for (one, other), c in found.items():
        x, y = columns[one], columns[other]
        assert c.n == len(edition.countries)
        assert c.pearson == pytest.approx(plain_pearson(x, y), abs=1e-6)
        assert -1 <= c.pearson <= 1
        ranks = [
            plain_ranks([float(v) for v in result.values[:, ids.index(n)]]) for n in (one, other)
        ]
        assert c.spearman == pytest.approx(plain_pearson(*ranks), abs=1e-9)


@given(st.lists(st.tuples(*[st.integers(-(2**70), 2**70)] * 2), min_size=3, max_size=9))
def test_numbers_beyond_64_bits_lose_nothing(rows: list[tuple[int, int]]) -> None:
    """Numbers as large and as near to each other as these, floats could not tell apart."""
    near = np.array([[a + 2**80, b + 2**80] for a, b in rows], object)
    moved = np.array(rows, object)
    assert coefficients(near) == coefficients(moved)


def test_a_line_is_one_and_its_mirror_minus_one() -> None:
    values = np.array([[1, 2, -1], [2, 4, -2], [5, 10, -5]], np.int64)
    assert coefficients(values) == {(0, 1): 1.0, (0, 2): -1.0, (1, 2): -1.0}


def test_ties_share_the_mean_of_their_ranks() -> None:
    values = np.array([[7], [3], [7], [9], [7]], np.int64)
    assert doubled_ranks(values)[:, 0].tolist() == [6, 2, 6, 10, 6]


@pytest.mark.parametrize(("count", "pairs"), [(1, 0), (2, 0), (3, 28)])
def test_fewer_than_three_countries_have_none(count: int, pairs: int, tmp_path: Path) -> None:
    """Of nine nodes one, the sea, is the same everywhere."""
    scores = [[10, 20, 30, 40, 50], [20, 10, 30, 41, 57], [0, 100, 30, 0, 7]][:count]
    edition = edition_of(framework_of(OWN, tmp_path), countries_of(count), scores)
    found = correlations(build(edition))
    assert len(found) == pairs
    assert "sea" not in {name for c in found for name in (c.node, c.other)}


def test_the_order_of_countries_does_not_matter(small_edition: Edition) -> None:
    turned = replace(
        small_edition,
        countries=tuple(reversed(small_edition.countries)),
        units=small_edition.units[::-1],
    )
    assert correlations(build(turned)) == correlations(build(small_edition))


def test_figures_of_the_index(published: dict[str, Result]) -> None:
    """Criminality and resilience of 2023, as numpy's own corrcoef has it too."""
    found = {(c.node, c.other): c for c in correlations(published["2023"])}
    assert len(found) == 630
    assert found["criminality", "resilience"].pearson == pytest.approx(-0.4444244577658033)
    values = published["2023"].values.astype(float)
    assert [c.pearson for c in found.values()] == pytest.approx(
        np.corrcoef(values.T)[np.triu_indices(36, 1)]
    )
