"""All figures of one country, and printed figures held against computed ones."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from ocindex.index import Result, build
from ocindex.index.classify import quadrant_of
from ocindex.index.published import check_printed, printed_faults, published_ranks
from ocindex.vocabulary import Edition, Printed


@pytest.fixture
def result(small_edition: Edition) -> Result:
    return build(small_edition)


def with_printed(edition: Edition, *figures: Printed) -> Result:
    return build(replace(edition, printed=figures))


def test_a_profile_as_plain_data(result: Result, small_edition: Edition) -> None:
    before = build(replace(small_edition, id="2023"))
    content = json.loads(json.dumps(result.profile("KAZ", before).to_dict()))
    assert result.profile("KAZ").name("criminality") == "Criminality"
    assert list(content) == ["iso3", "country", "edition", "nodes", "quadrant"]
    node = content["nodes"]["criminality"]
    assert list(node) == ["score", "display", "band", "rank", "change"]
    assert node["score"] == str(float(result.score("KAZ", "criminality")))
    assert set(node["rank"]) == {"world", "continent", "region"}
    assert node["rank"]["world"] == list(result.rank_of("KAZ", "criminality", "world"))
    assert node["change"]["against"] == "2023"
    assert node["change"]["display"] == "0.00"
    assert result.profile("KAZ").to_dict()["nodes"]["criminality"]["change"] is None


def test_a_new_indicator_has_no_change(simulated_editions: tuple[Edition, ...]) -> None:
    first, second = (build(edition) for edition in simulated_editions[:2])
    nodes = second.profile("KAZ", first).to_dict()["nodes"]
    assert nodes["financial_crimes"]["change"] is None
    assert nodes["arms_trafficking"]["change"]["comparable"] is not None


def test_printed_figures_are_held_against_ours(small_edition: Edition) -> None:
    ours = build(small_edition)
    rank = ours.rank_of("KAZ", "resilience", "region")
    result = with_printed(
        small_edition,
        Printed("KAZ", "criminality", "score", ours.display("KAZ", "criminality")),
        Printed("KAZ", "resilience", "score", "11.00"),
        Printed("KAZ", "resilience", "rank_region", str(rank[0]), rank[1]),
        Printed("KAZ", "resilience", "rank_continent", str(9), rank[1]),
        Printed("KAZ", "resilience", "rank_world", "110", 193),
    )
    verdicts = [check.verdict for check in check_printed(result)]
    assert verdicts == ["agrees", "differs", "agrees", "differs", "as published"]
    assert published_ranks(result, "KAZ", "resilience") == {"world": (110, 193)}
    faults = [str(fault) for fault in printed_faults(result, "printed.csv")]
    assert len(faults) == 2
    assert "KAZ resilience score: printed 11.00, computed" in faults[0]
    figures = result.profile("KAZ").nodes["resilience"]
    assert figures.rank["world"] == (110, 193)
    assert result.profile("KAZ").to_dict()["nodes"]["resilience"]["as_published"] == ["world"]


def test_a_complete_edition_knows_how_many_there_are(small_edition: Edition) -> None:
    printed = Printed("KAZ", "resilience", "rank_world", "110", 193)
    result = build(replace(small_edition, complete=True, printed=(printed,)))
    assert [check.verdict for check in check_printed(result)] == ["differs"]


def test_without_quadrants_or_bands(result: Result) -> None:
    framework = replace(
        result.edition.framework,
        quadrants=None,
        components=tuple(replace(c, bands=()) for c in result.edition.framework.components),
    )
    bare = build(replace(result.edition, framework=framework))
    assert bare.quadrant("KAZ") == ""
    assert quadrant_of(Fraction(9), Fraction(9), framework) == ""
    assert bare.band("KAZ", "criminality") == ""
