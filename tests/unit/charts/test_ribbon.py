"""Lines over editions carry their intervals where two that follow each other have one."""

from __future__ import annotations

import pytest

from ocindex.framework import bundled_framework
from ocindex.publish.charts import Caption, Mark, Series, axis, lines

AXIS = axis(bundled_framework("ocindex-2025"), "criminality")


def drawn(*intervals: tuple[float, float] | None, strong: bool = True) -> str:
    marks = [Mark(str(i), 5.0, "5.00", interval=span) for i, span in enumerate(intervals)]
    editions = [str(2021 + 2 * i) for i in range(len(marks))]
    return lines(AXIS, editions, [Series("A", marks, strong)], Caption("A")).body


@pytest.mark.parametrize(
    ("intervals", "stretches"),
    [
        ((None, None, None), 0),
        ((None, None, (4.5, 5.5)), 0),
        (((4.5, 5.5), None, (4.5, 5.5)), 0),
        ((None, (4.5, 5.5), (4.4, 5.6)), 1),
        (((4.0, 6.0), (4.5, 5.5), (4.4, 5.6)), 2),
    ],
)
def test_a_ribbon_joins_neighbours_and_bridges_no_gap(
    intervals: tuple[tuple[float, float] | None, ...], stretches: int
) -> None:
    body = drawn(*intervals)
    assert body.count('class="ribbon') == (stretches > 0)
    assert body.count("Z") == stretches


def test_weak_lines_have_none() -> None:
    assert "ribbon" not in drawn((4.5, 5.5), (4.5, 5.5), strong=False)
