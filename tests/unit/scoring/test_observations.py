"""Ratings of editions as arrays, matched by their codes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ocindex.errors import RequestError
from ocindex.ratings import ratings_of
from ocindex.scoring.observations import observe
from ocindex.vocabulary import Edition
from support.frameworks import countries_of, edition_of, framework_of, framework_text


@pytest.fixture
def rated(tmp_path: Path) -> Edition:
    framework = framework_of(framework_text({"top": None}, {"one": "top", "two": "top"}), tmp_path)
    rows = [
        (0, 0, "R1", 1, 4, None),
        (0, 0, "R1", 2, 6, 0.5),
        (1, 1, "R2", 2, 8, None),
        (2, 0, "R2", 1, 10, None),
    ]
    plain = edition_of(framework, countries_of(2), [[2, 2], [2, 2]])
    return replace(plain, ratings=ratings_of(rows, ("V",)))


def test_the_first_and_the_last_of_each_rater(rated: Edition) -> None:
    first, last = observe([rated]), observe([rated], "last")
    assert first.value.tolist() == [2, 4, 5]
    assert last.value.tolist() == [3, 4, 5]
    assert first.round.tolist() == [1, 2, 1]
    assert first.country_codes == ("AAA", "AAB", "V")
    assert (first.countries, first.vignettes, first.indicators, first.raters) == (3, 1, 2, 2)
    assert (first.low, first.high, first.step) == (1, 10, 0.5)
    assert observe([rated], 2).value.tolist() == [3, 4]
    assert observe([rated], "all").value.tolist() == [2, 3, 4, 5]


def test_editions_share_the_codes(rated: Edition) -> None:
    later = replace(
        rated,
        id="2027",
        countries=tuple(reversed(rated.countries)),
        ratings=ratings_of([(0, 1, "R2", 1, 12, None), (1, 1, "R3", 1, 14, None)]),
    )
    both = observe([rated, later])
    assert both.country_codes == ("AAA", "AAB", "V")
    assert both.rater_codes == ("R1", "R2", "R3")
    assert both.edition.tolist() == [0, 0, 0, 1, 1]
    assert both.country.tolist() == [0, 1, 2, 1, 0]
    assert both.rater.tolist() == [0, 1, 1, 1, 2]
    assert len(both) == len(both.value) == 5
    assert both.editions == 2


def test_what_cannot_be_observed_is_told(rated: Edition, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"no round 7\. It has 1, 2"):
        observe([rated], 7)
    with pytest.raises(RequestError, match="no edition"):
        observe([])
    text = framework_text({"top": None}, {"one": "top"}).replace("maximum = 10", "maximum = 100")
    other = edition_of(framework_of(text, tmp_path), countries_of(1), [[2]])
    with pytest.raises(RequestError, match="share one scale"):
        observe([rated, other])


def test_a_vignette_is_no_country_of_another_edition(rated: Edition) -> None:
    own = ratings_of([(0, 0, "R1", 1, 4, None)], ("AAB",))
    later = replace(rated, id="2027", countries=rated.countries[:1], ratings=own)
    with pytest.raises(RequestError, match="AAB: a country or other unit in one edition, and a"):
        observe([rated, later])


def test_ratings_are_compared_by_what_they_hold(rated: Edition) -> None:
    assert rated.ratings == rated.ratings.take(np.ones(4, bool))
    assert rated.ratings != rated.ratings.take(np.arange(3))
    assert rated.ratings != 1
