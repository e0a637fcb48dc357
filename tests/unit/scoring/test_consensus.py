"""The mean of the last round's ratings, on the grid."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from ocindex.errors import EditionError
from ocindex.ratings import Ratings, ratings_of
from ocindex.scoring import consensus
from ocindex.vocabulary import Framework
from support.frameworks import countries_of, framework_of, framework_text


@pytest.fixture
def framework(tmp_path: Path) -> Framework:
    return framework_of(framework_text({"top": None}, {"one": "top"}), tmp_path)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        (["4"], "4"),
        (["4", "4.5"], "4.5"),  # 4.25 lies halfway and goes up
        (["4", "4", "4.5"], "4"),
        (["1", "1"], "1"),
        (["10", "10", "9.5"], "10"),
    ],
)
def test_the_mean_on_the_grid(scores: list[str], expected: str, framework: Framework) -> None:
    unit = framework.scale.unit
    ratings = ratings_of(
        (0, 0, f"R{i}", 1, int(Fraction(s) / unit), None) for i, s in enumerate(scores)
    )
    units = consensus(ratings, framework, countries_of(1))
    assert units.tolist() == [[Fraction(expected) / framework.scale.unit]]


def test_only_the_last_round_counts(framework: Framework) -> None:
    ratings = ratings_of(
        [(0, 0, "R1", 2, 6, None), (0, 0, "R1", 1, 18, None), (0, 0, "R2", 1, 20, None)]
    )
    assert consensus(ratings, framework, countries_of(1)).tolist() == [[6]]


def test_every_gap_is_told(framework: Framework) -> None:
    with pytest.raises(EditionError) as caught:
        consensus(Ratings(), framework, countries_of(2))
    assert [str(fault) for fault in caught.value.faults] == [
        f"ratings.csv: Country {c} ({c}) has no rating for one. Add one, or add scores.csv."
        for c in ("AAA", "AAB")
    ]
