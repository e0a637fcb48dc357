"""The long tables: their columns, in order, and what stands in them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from ocindex.errors import RequestError
from ocindex.index import Result, build, compare
from ocindex.index.tables import scores_table
from ocindex.vocabulary import Edition
from support.frameworks import OWN, countries_of, edition_of, framework_of, framework_text


@pytest.fixture
def later(tmp_path: Path) -> Result:
    countries = countries_of(3, ("North", "South"))
    scores = [[0, 30, 10, 40, 100], [50, 60, 70, 80, 90], [50, 60, 70, 80, 90]]
    return build(edition_of(framework_of(OWN, tmp_path), countries, scores))


@pytest.fixture
def earlier(later: Result, tmp_path: Path) -> Result:
    """Another framework: no drought, but a frost; a country less."""
    text = OWN.replace('"drought"', '"frost"')
    (tmp_path / "earlier").mkdir()
    framework = framework_of(text, tmp_path / "earlier")
    scores = [[10, 30, 10, 20, 80], [50, 60, 70, 80, 90]]
    return build(edition_of(framework, countries_of(2, ("North", "South")), scores, 2023))


def test_scores(later: Result) -> None:
    frame = later.scores
    assert frame.columns == [
        "edition", "iso3", "node", "score", "display", "rank_world", "rank_continent",
        "rank_region", "band",
    ]  # fmt: skip
    assert frame.row(0) == ("2025", "AAA", "risk", 20.0, "20.0", 3, 3, 2, "Little")
    assert frame.height == 3 * 9
    assert set(frame.filter(pl.col("node") == "care")["band"]) == {""}


def test_scores_of_groups(later: Result) -> None:
    frame = scores_table(later, groups=True).filter(pl.col("rank_world").is_null())
    assert frame["iso3"].unique(maintain_order=True).to_list() == [
        "world", "continent:Land", "region:North", "region:South",
    ]  # fmt: skip
    risk = later.score("AAA", "risk"), later.score("AAB", "risk")
    north = frame.row(by_predicate=(pl.col("iso3") == "region:North") & (pl.col("node") == "risk"))
    assert north[3] == float(sum(risk, Fraction(0)) / 2)


def test_ranks(later: Result) -> None:
    frame = later.ranks(by="risk")
    assert frame.columns == ["rank", "of", "iso3", "country", "scope", "score", "display"]
    assert frame.select("rank", "of", "iso3").rows() == [
        (1, 3, "AAB"),
        (1, 3, "AAC"),
        (3, 3, "AAA"),
    ]
    frame = later.ranks("region")
    assert frame.columns[0] == "node"
    assert set(frame["scope"]) == {"North", "South"}


def test_requests_for_what_is_not_there(later: Result) -> None:
    with pytest.raises(RequestError, match=r"No node 'rsk'\. There are: risk, floods"):
        later.ranks(by="rsk")
    with pytest.raises(RequestError, match="There are: world, continent, region"):
        later.ranks("town")  # type: ignore[arg-type]
    with pytest.raises(RequestError, match="No country 'ZZZ' in edition 2025"):
        later.profile("ZZZ")


def test_changes(later: Result, earlier: Result) -> None:
    frame = later.changes(earlier)
    assert frame.columns == [
        "iso3", "node", "earlier", "later", "change", "display", "comparable",
        "comparable_display", "framework", "rank_world", "rank_continent", "rank_region",
    ]  # fmt: skip
    assert set(frame["iso3"]) == {"AAA", "AAB"}
    drought = frame.row(by_predicate=(pl.col("iso3") == "AAA") & (pl.col("node") == "drought"))
    assert drought == ("AAA", "drought", None, 40.0, None, "n/a", None, "n/a", *[None] * 4)
    care = frame.row(by_predicate=(pl.col("iso3") == "AAA") & (pl.col("node") == "care"))
    assert care[4:9] == (20.0, "+20.0", 20.0, "+20.0", 0.0)


def test_parts_sum_to_the_change(later: Result, earlier: Result) -> None:
    frame = later.parts(earlier)
    assert frame.columns == ["iso3", "node", "part", "contribution", "exact"]
    for (iso3, node), part in frame.group_by("iso3", "node"):
        total = sum((Fraction(exact) for exact in part["exact"]), Fraction(0))
        assert total == later.score(iso3, node) - earlier.score(iso3, node)
        assert part["part"].to_list()[-1] == "framework"


def test_rows_of_a_country(later: Result, earlier: Result) -> None:
    comparison = compare(later, earlier)
    assert comparison.named(None) == ("AAA", "AAB")
    assert comparison.named("AAA") == ("AAA",)
    with pytest.raises(RequestError, match="No country 'AAC' in edition 2023"):
        comparison.named("AAC")
    rows = list(comparison.rows("AAA"))
    assert ("AAA", "care", "dams", "20.0", "+20.0", "20") in rows
    assert ("AAA", "drought", "published", "", "n/a", "") in rows
    parts = {row[2]: Fraction(row[5]) for row in rows if row[1] == "risk"}
    published, _ = parts.pop("published"), parts.pop("comparable")
    assert sum(parts.values(), Fraction(0)) == published


def test_nothing_in_common(later: Result, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    framework = framework_of(OWN.replace('"dams"', '"dikes"'), tmp_path / "x")
    other = build(edition_of(framework, countries_of(1), [[0, 0, 0, 0, 10]], 2023))
    comparison = compare(later, other)
    change = comparison.change("AAA", "care")
    assert change is not None
    assert (change.comparable, change.framework) == (None, change.published)
    assert comparison.change("AAB", "care") is None
    assert ("AAA", "care", "comparable", "", "n/a", "") in list(comparison.rows("AAA"))
    row = later.changes(other).row(by_predicate=pl.col("node") == "care")
    assert row[5:8] == ("+90.0", None, "n/a")


def test_other_scales_are_not_compared(later: Result, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    framework = framework_of(framework_text({"risk": None}, {"sea": "risk"}), tmp_path / "x")
    other = build(edition_of(framework, countries_of(1), [[1]], 2023))
    with pytest.raises(RequestError, match="different scales"):
        later.changes(other)


def test_simulated_figures_say_so_on_each_line(small_edition: Edition) -> None:
    result = build(small_edition)
    before = build(replace(small_edition, id="2023", simulated=False))
    for frame in (result.scores, result.ranks(), before.changes(result)):
        assert set(frame["notice"]) == {"Simulated data"}
    assert "notice" not in before.scores.columns
