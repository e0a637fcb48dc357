"""The first few of a list: ties at the cut are whole, or told as one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocindex.publish.site.extremes import SHOWN, SPARE, extremes

FALLING = st.lists(st.integers(0, 6), max_size=30).map(lambda found: sorted(found, reverse=True))


def same(value: int) -> int:
    return value


@given(FALLING)
def test_no_tie_is_cut(values: list[int]) -> None:
    found = extremes(values, same)
    told = [*found.first, *found.tied]
    assert told == values[: len(told)]
    rest = values[len(told) :]
    assert not rest or len(told) >= SHOWN
    assert not set(told) & set(rest)


@given(FALLING)
def test_few_are_named_and_those_told_as_one_are_equal(values: list[int]) -> None:
    found = extremes(values, same)
    assert len(found.first) <= SHOWN + SPARE
    assert len(set(found.tied)) <= 1
    assert not found.tied or len(found.first) + len(found.tied) > SHOWN + SPARE


def test_a_tie_of_all_is_told_as_one() -> None:
    assert extremes([7] * 40, same) == ([], [7] * 40)
    assert extremes([9, 8, 8, 8, 8, 8, 1], same) == ([9, 8, 8, 8, 8, 8], [])
