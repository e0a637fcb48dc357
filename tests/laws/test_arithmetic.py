"""The fast path against the plain one in fractions, and what must hold of any scores."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ocindex.exact import display, display_change
from ocindex.framework.means import node_score
from ocindex.index import build, build_many, compare, reference
from ocindex.index.rank import competition_ranks
from ocindex.vocabulary import SCOPES, Edition
from support.strategies import HUGE_WEIGHTS, editions, frameworks

PLAIN = editions(plain=True)


def scores_of(edition: Edition, iso3: str) -> dict[str, Fraction]:
    return {i.id: edition.score(iso3, i.id) for i in edition.framework.indicators}


def holds_to_reference(edition: Edition) -> None:
    result = build(edition)
    for node in result.nodes:
        scores = {
            c.iso3: node_score(edition.framework, scores_of(edition, c.iso3), node.id)
            for c in edition.countries
        }
        for country in edition.countries:
            assert result.score(country.iso3, node.id) == scores[country.iso3]
            for scope in SCOPES:
                others = [
                    scores[c.iso3]
                    for c in edition.countries
                    if c.group(scope) == country.group(scope)
                ]
                expected = reference.rank(scores[country.iso3], others), len(others)
                assert result.rank_of(country.iso3, node.id, scope) == expected


@given(PLAIN)
def test_fast_and_plain_arithmetic_agree(edition: Edition) -> None:
    holds_to_reference(edition)


@given(frameworks(HUGE_WEIGHTS).flatmap(lambda f: editions(f, plain=True)))
def test_so_they_do_beyond_64_bits(edition: Edition) -> None:
    holds_to_reference(edition)


def test_weights_beyond_64_bits_are_reached() -> None:
    """The law above would hold of nothing if no example left 64 bits."""
    kinds = set()

    @given(frameworks(HUGE_WEIGHTS).flatmap(lambda f: editions(f, plain=True)))
    def look(edition: Edition) -> None:
        kinds.add(build(edition).values.dtype)

    look()
    assert np.dtype(object) in kinds


@given(PLAIN, st.data())
def test_raising_a_score_never_lowers_a_node(edition: Edition, data: st.DataObject) -> None:
    units = edition.units.copy()
    row = data.draw(st.integers(0, units.shape[0] - 1))
    column = data.draw(st.integers(0, units.shape[1] - 1))
    units[row, column] += int(edition.framework.scale.step / edition.framework.scale.unit)
    before, after = build(edition), build(replace(edition, units=units))
    assert (after.values >= before.values).all()
    indicator = edition.framework.indicators[column]
    iso3 = edition.countries[row].iso3
    assert after.score(iso3, indicator.parent) > before.score(iso3, indicator.parent)


@given(PLAIN, st.randoms(use_true_random=False))
def test_the_order_of_countries_does_not_matter(edition: Edition, order: object) -> None:
    rows = list(range(len(edition.countries)))
    order.shuffle(rows)
    turned = replace(
        edition, countries=tuple(edition.countries[i] for i in rows), units=edition.units[rows]
    )
    one, other = build(edition), build(turned)
    assert (one.values[rows] == other.values).all()
    for scope in SCOPES:
        assert (one.rank[scope][rows] == other.rank[scope]).all()


VALUES = st.integers(1, 12).flatmap(
    lambda count: st.tuples(
        st.lists(st.integers(-(2**39), 2**39) | st.integers(0, 5), min_size=count, max_size=count),
        st.lists(st.integers(0, 3), min_size=count, max_size=count),
    )
)


def numbered(names: list[int]) -> np.ndarray:
    return np.unique(names, return_inverse=True)[1].astype(np.int64)


def ranks(values: list[int], groups: np.ndarray, kind: type = np.int64) -> list[int]:
    return competition_ranks(np.array(values, kind)[:, None], groups)[:, 0].tolist()


@given(VALUES)
@settings(max_examples=200)
def test_ranks_are_those_of_the_reference(drawn: tuple[list[int], list[int]]) -> None:
    values, groups = drawn[0], numbered(drawn[1])
    pairs = list(zip(values, groups.tolist(), strict=True))
    expected = [
        reference.rank(Fraction(value), [Fraction(v) for v, g in pairs if g == group])
        for value, group in pairs
    ]
    assert ranks(values, groups) == expected
    assert ranks(values, groups, object) == expected


@given(VALUES)
def test_ranks_are_invariant_under_monotone_maps(drawn: tuple[list[int], list[int]]) -> None:
    values, groups = drawn[0], numbered(drawn[1])
    places = {value: place for place, value in enumerate(sorted(set(values)))}
    mapped = [places[value] for value in values]
    assert ranks(mapped, groups) == ranks(values, groups)
    cubes = [value**3 for value in values]
    assert ranks(cubes, groups, object) == ranks(values, groups)


def test_nothing_to_rank() -> None:
    nothing = np.zeros((0, 3), np.int64)
    assert competition_ranks(nothing, np.zeros(0, np.int64)).shape == (0, 3)


@given(PLAIN, st.integers(1, 40))
@settings(max_examples=25)
def test_many_at_once_are_as_one_by_one(edition: Edition, count: int) -> None:
    rng = np.random.default_rng(count)
    stack = [rng.permuted(edition.units, axis=1) for _ in range(count)]
    singles = [build(replace(edition, units=units)) for units in stack]
    batches = list(build_many(edition.framework, edition.countries, iter(stack)))
    values = np.concatenate([batch.values for batch in batches])
    assert len(values) == count
    for i, single in enumerate(singles):
        assert (values[i] == single.values).all()
    for scope in SCOPES:
        rank = np.concatenate([batch.rank[scope] for batch in batches])
        assert all((rank[i] == single.rank[scope]).all() for i, single in enumerate(singles))


@st.composite
def two_editions(draw: st.DrawFn) -> tuple[Edition, Edition]:
    """Two editions whose frameworks share a scale and some of their indicators."""
    later = draw(PLAIN)
    other = draw(frameworks().map(lambda f: replace(f, grid=later.framework.scale)))
    return later, draw(editions(other, plain=True))


@given(two_editions())
def test_the_parts_of_a_change_sum_to_it(pair: tuple[Edition, Edition]) -> None:
    later, earlier = (build(edition) for edition in pair)
    comparison = compare(later, earlier)
    seen = 0
    for iso3, node, change in comparison.all_changes():
        if change is None:
            assert node not in earlier.edition.framework.node
            continue
        seen += 1
        parts = sum(change.contributions.values(), Fraction(0))
        assert parts + change.framework == later.score(iso3, node) - earlier.score(iso3, node)
        assert change.comparable == (parts if change.contributions else None)
    assert seen


FRACTIONS = st.fractions(-1000, 1000, max_denominator=10**6) | st.integers(-9999, 9999).map(
    lambda n: Fraction(n, 200)  # halves of a hundredth
)


@given(FRACTIONS, st.integers(0, 6))
@settings(max_examples=300)
def test_what_is_displayed_is_rounded_half_up(value: Fraction, decimals: int) -> None:
    text = display(value, decimals)
    assert Fraction(text) == reference.rounded_half_up(value, decimals)
    assert len(text.partition(".")[2]) == decimals
    change = display_change(value, decimals)
    assert Fraction(change) == Fraction(text)
    assert change.startswith("+") == (Fraction(text) > 0)
    assert text.startswith("-") == (Fraction(text) < 0)
