"""Who is linked to whom, against a walk from rater to country to rater."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ocindex.scoring.raters import links_of

pairs = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14)


def reached(rows: list[tuple[int, int]], start: int) -> set[int]:
    """The countries that a chain of raters leads to."""
    found = {start}
    while True:
        raters = {r for c, r in rows if c in found}
        more = {c for c, r in rows if r in raters} | found
        if more == found:
            return found
        found = more


@given(pairs)
def test_parts_are_what_a_walk_reaches(rows: list[tuple[int, int]]) -> None:
    country, rater = np.array(rows, np.int64).reshape(-1, 2).T
    links = links_of(country, rater, 8, 8)
    for c in range(8):
        own = [r for k, r in rows if k == c]
        if not own:
            assert links.country_part[c] == -1
            continue
        same = {k for k in range(8) if links.country_part[k] == links.country_part[c]}
        assert same == reached(rows, c)
        assert {int(links.rater_part[r]) for r in own} == {int(links.country_part[c])}
        assert links.country_raters[c] == len(set(own))
        bridges = {r for r in own if len({k for k, s in rows if s == r}) > 1}
        assert links.country_bridges[c] == len(bridges)
    assert links.parts == len(set(links.country_part.tolist()) - {-1})


@given(pairs)
def test_the_largest_part_is_the_first(rows: list[tuple[int, int]]) -> None:
    country, rater = np.array(rows, np.int64).reshape(-1, 2).T
    links = links_of(country, rater, 8, 8)
    sizes = np.bincount(links.country_part[country], minlength=links.parts)
    assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)
