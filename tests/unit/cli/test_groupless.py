"""Units that lie in no continent or region: no group without a name, and no rank in one."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from support.terminal import Command

# Continent and region of each unit.
NOWHERE = [("", "")] * 4
SOMEWHERE = [("Europe", "North"), ("Europe", "North"), ("Europe", ""), ("", "")]


def published(
    ocindex: Command, folder: Path, places: list[tuple[str, str]], *options: object
) -> tuple[Path, list[dict[str, str]]]:
    """The site of a survey whose units lie in some places, and its release's scores."""
    rows = [
        f"P{i},{item},{rater},{(3 * i + 2 * j + k) % 11},{continent},{region}"
        for i, (continent, region) in enumerate(places)
        for j, item in enumerate("ab")
        for k, rater in enumerate(("R1", "R2", "R3"))
    ]
    table, edition = folder / "t.csv", folder / "ed-2025"
    table.write_text("\n".join(["iso3,indicator,rater,score,continent,region", *rows]))
    release, site = folder / "release", folder / "site"
    taken = ocindex("intake", "ratings", table, "--scale", "0,10,1", "--into", edition)
    assert taken.code == 0, taken.err
    with (edition / "edition.toml").open("a") as file:
        file.write('\n[scoring]\nmethod = "mean"\n')
    for command in (
        ("release", edition, "--out", release),
        ("publish", release, "--out", site, "--processes", 1, *options),
    ):
        said = ocindex(*command)
        assert said.code == 0, said.err
    scores = (release / "tables" / "scores.csv").read_text()
    return site / "2025", list(csv.DictReader(io.StringIO(scores)))


def ranks(rows: list[dict[str, str]], scope: str) -> list[tuple[str, str]]:
    return [(row[f"rank_{scope}"], row[f"of_{scope}"]) for row in rows if row["node"] == "overall"]


def test_nowhere(ocindex: Command, tmp_path: Path) -> None:
    site, scores = published(ocindex, tmp_path, NOWHERE)
    assert sorted(ranks(scores, "world")) == [(str(rank), "4") for rank in range(1, 5)]
    assert ranks(scores, "continent") == ranks(scores, "region") == [("", "")] * 4
    assert (site / "en" / "country" / "P0" / "P0.pdf").is_file()
    pages = {path: path.read_text() for path in site.rglob("*.html")}
    assert not [path for path in site.rglob("*") if path.name in ("continent", "region")]
    home = next(text for path, text in pages.items() if path.parent == site / "en")
    assert '<h2 id="countries">' in home
    for text in pages.values():
        assert "continent//" not in text
        assert "<option></option>" not in text
        assert not re.search(r'<a href="[^"]*"></a>', text)
        assert "Continents and regions" not in text
        assert "Rank in region" not in text
    about = json.loads((site / "en" / "country" / "P0" / "P0.json").read_text())
    assert about["nodes"]["overall"]["rank"] == {"world": [4, 4]}
    intervals = (tmp_path / "release" / "tables" / "rank_intervals.csv").read_text()
    assert {row["scope"] for row in csv.DictReader(io.StringIO(intervals))} == {"world"}


def test_some_somewhere(ocindex: Command, tmp_path: Path) -> None:
    site, scores = published(ocindex, tmp_path, SOMEWHERE, "--no-profiles")
    assert ranks(scores, "continent") == [("3", "3"), ("2", "3"), ("1", "3"), ("", "")]
    assert ranks(scores, "region") == [("2", "2"), ("1", "2"), ("", ""), ("", "")]
    groups = [path.parent.name for path in site.rglob("en/*/*/index.html")]
    assert {"europe", "north"} <= set(groups)
    rankings = (site / "en" / "ranking" / "overall" / "index.html").read_text()
    assert "Rank in region" in rankings
    assert "0=" not in rankings
    alone = (site / "en" / "country" / "P3" / "index.html").read_text()
    assert "Small dots: ." not in alone
    assert not re.search(r'<a href="[^"]*"></a>', alone)


def test_a_region_lies_in_a_continent(ocindex: Command, tmp_path: Path) -> None:
    table, edition = tmp_path / "t.csv", tmp_path / "ed-2025"
    lines = "iso3,indicator,rater,score{}\nP,a,R,1{}\n"
    options = ("--scale", "0,10,1", "--into", edition)
    table.write_text(lines.format(",region", ",North"))
    said = ocindex("intake", "ratings", table, *options)
    assert said.code == 2
    assert "'P' lies in the region North of no continent" in said.err
    table.write_text(lines.format("", ""))
    assert ocindex("intake", "ratings", table, *options).code == 0
    (edition / "countries.csv").write_text("iso3,iso2,name,continent,region\nP,,P,,North\n")
    checked = ocindex("check", edition)
    assert checked.code == 1
    assert "line 2, column region: A region lies in a continent (found: 'North')." in checked.err


@pytest.mark.parametrize("form", ["csv", "table"])
def test_ranks_within_what_there_is_not(form: str, ocindex: Command, tmp_path: Path) -> None:
    table, edition = tmp_path / "t.csv", tmp_path / "ed-2025"
    table.write_text("iso3,indicator,rater,score\nP,a,R,1\nP,a,S,2\nQ,a,R,2\nQ,a,S,2\n")
    ocindex("intake", "ratings", table, "--scale", "0,10,1", "--into", edition)
    with (edition / "edition.toml").open("a") as file:
        file.write('\n[scoring]\nmethod = "mean"\n')
    said = ocindex("rank", edition, "--by", "overall", "--within", "region", "--format", form)
    assert said.code == 0, said.err
