"""The site as files: links, notices, attribution, the same bytes."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import openpyxl
import polars as pl
import pytest

from ocindex.errors import OutputError, RequestError
from ocindex.publish import publish, publishing
from ocindex.release import freeze, read_release
from ocindex.vocabulary import SIMULATED
from support.frameworks import OWN, countries_of, edition_of, framework_of

ORIGIN = "https://site.test/"


class Links(HTMLParser):
    """Collects what a page leads to, its ids, and what a screen reader needs."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        self.found += [values[k] or "" for k in ("href", "src") if k in values]
        self.ids += [values["id"] or ""] if "id" in values else []
        assert not {"style", "onclick", "onload"} & set(values), f"{tag} has inline code or style"


def parsed(page: Path) -> Links:
    links = Links()
    links.feed(page.read_text("utf-8"))
    return links


@pytest.fixture(params=["simulated_site", "own_site", "single_site"])
def site(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def test_every_link_leads_to_a_file(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        address = urljoin(ORIGIN, page.relative_to(site).as_posix())
        for link in parsed(page).found:
            target = urlsplit(urljoin(address, link))
            if target.netloc == "example.org":
                continue
            assert target.netloc == "site.test", f"{page}: {link} leaves the site"
            path = site / unquote(target.path).lstrip("/")
            file = path / "index.html" if target.path.endswith("/") else path
            assert file.is_file(), f"{page}: {link} leads nowhere"


def test_pages_are_sound(site: Path) -> None:
    for page in site.rglob("*.html"):
        found = parsed(page)
        assert found.tags.count("h1") == 1, page
        assert len(found.ids) == len(set(found.ids)), f"{page}: an id stands twice"
        assert found.tags.count("caption") == found.tags.count("table"), page
        assert {"\x02", "{{", "{%"}.isdisjoint(page.read_text("utf-8")), page
        assert 'lang="en"' in page.read_text("utf-8")


def test_all_pages_of_simulated_data_say_so(simulated_site: Path) -> None:
    pages = sorted(simulated_site.rglob("*.html"))
    for page in pages:
        text = page.read_text("utf-8")
        assert f"<title>{SIMULATED}" in text, page
        assert 'class="simulated"' in text, page


def test_all_data_files_of_simulated_data_say_so(simulated_site: Path) -> None:
    checked = set()
    for path in sorted(simulated_site.rglob("*")):
        checked.add(path.suffix)
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                assert all(row["notice"] == SIMULATED for row in csv.DictReader(file)), path
        elif path.suffix == ".json" and path.name == "site.json":
            assert json.loads(path.read_text("utf-8"))["simulated"] is True
        elif path.suffix == ".json":
            assert SIMULATED in json.dumps(json.loads(path.read_text("utf-8"))), path
        elif path.suffix == ".parquet":
            assert pl.read_parquet(path)["notice"].unique().to_list() == [SIMULATED]
        elif path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path, read_only=True)
            assert SIMULATED in [row[1] for row in book["Read me"].iter_rows(values_only=True)]
            for sheet in book.worksheets[1:]:
                rows = list(sheet.iter_rows(values_only=True))
                assert {row[-1] for row in rows[1:]} == {SIMULATED}, sheet.title
            book.close()
    assert {".csv", ".json", ".parquet", ".xlsx"} <= checked


def test_data_that_are_not_simulated_are_not_called_so(own_site: Path) -> None:
    for path in own_site.rglob("*"):
        if path.suffix in {".html", ".csv", ".json"} and path.name != "site.json":
            assert SIMULATED not in path.read_text("utf-8"), path


def test_every_page_names_whose_data_they_are(own_site: Path) -> None:
    for page in own_site.rglob("*.html"):
        assert "Data: a made-up publisher, Water index 2025" in page.read_text("utf-8"), page


def test_copies_of_the_latest_edition_lead_to_it(simulated_site: Path) -> None:
    copies = sorted((simulated_site / "en").rglob("*.html"))
    own = sorted((simulated_site / "2025" / "en").rglob("*.html"))
    assert [p.relative_to(simulated_site / "en") for p in copies] == [
        p.relative_to(simulated_site / "2025" / "en") for p in own
    ]
    text = (simulated_site / "en/country/KAZ/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="../../../2025/en/country/KAZ/">' in text


def test_a_country_alone_is_ranked_as_published(single_site: Path) -> None:
    text = (single_site / "2023/en/country/KAZ/index.html").read_text("utf-8")
    assert ": 127th of 193 and 5th of 8 in Central Asia and the Caucasus, as published." in text
    assert "tied with" not in text
    assert "This edition covers 1 country alone" in text
    assert text.count('<td class="n soft">n/a</td>') == 32
    figures = json.loads((single_site / "2023/en/country/KAZ/KAZ.json").read_text("utf-8"))
    assert figures["nodes"]["criminality"]["as_published"] == ["world", "region"]
    assert "as_published" not in figures["nodes"]["resilience"]


def test_formulas_in_data_are_texts(own_site: Path) -> None:
    data = own_site / "2025" / "data"
    with (data / "wide.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["iso3"]: row for row in csv.DictReader(file)}
    assert rows["BBB"]["country"] == "'=1+1"
    assert rows["AAA"]["spring"] == "10.0"
    book = openpyxl.load_workbook(data / "index-2025.xlsx")
    cells = {cell.value: cell.data_type for cell in book["Scores"]["B"]}
    assert cells["=1+1"] == "s"
    assert pl.read_parquet(data / "wide.parquet")["country"].to_list()[1] == "=1+1"
    alone = (own_site / "2025/en/country/BBB/BBB.csv").read_text("utf-8")
    assert ",'=1+1," in alone


def test_checksums_and_package_fit_the_files(own_site: Path) -> None:
    data = own_site / "2025" / "data"
    lines = (data / "SHA256SUMS").read_text("utf-8").splitlines()
    named = dict(reversed(line.split("  ")) for line in lines)
    assert set(named) | {"SHA256SUMS"} == {path.name for path in data.iterdir()}
    for name, digest in named.items():
        assert hashlib.sha256((data / name).read_bytes()).hexdigest() == digest
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        assert (data / resource["path"]).stat().st_size == resource["bytes"]


def test_the_data_package_is_valid(own_site: Path) -> None:
    from frictionless import Package

    report = Package(str(own_site / "2025" / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])


def tree(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_second_run_writes_the_same_bytes(
    simulated_release: Path, simulated_site: Path, tmp_path: Path
) -> None:
    publish(read_release(simulated_release), tmp_path / "site", profiles=False, processes=2)
    assert tree(tmp_path / "site") == tree(simulated_site)


def test_profiles_are_linked_and_the_same_by_any_number_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So few countries would not be worth a process.
    monkeypatch.setattr(publishing, "LONG", 0)
    framework = framework_of(OWN, tmp_path)
    scores = ((10, 20, 30, 40, 50), (50, 50, 50, 50, 50))
    editions = [edition_of(framework, countries_of(2), scores, year) for year in (2024, 2025)]
    freeze(editions, tmp_path / "release")
    seen: list[tuple[str, int, int]] = []
    publish(tmp_path / "release", tmp_path / "one", processes=1)
    publish(
        tmp_path / "release", tmp_path / "two", processes=2,
        progress=lambda *step: seen.append(step),
    )  # fmt: skip
    made = tree(tmp_path / "two")
    assert made == tree(tmp_path / "one")
    assert made["2025/en/country/AAA/AAA.pdf"].startswith(b"%PDF-")
    assert b'href="../../../2025/en/country/AAA/AAA.pdf"' in made["en/country/AAA/index.html"]
    last = [step for step in seen if step[0] == "profiles"][-1]
    assert last[1] == last[2] > 4


def test_a_base_address_makes_absolute_links_and_a_map(
    simulated_release: Path, tmp_path: Path
) -> None:
    publish(simulated_release, tmp_path / "site", base_url="https://site.test/x", profiles=False)
    root = ElementTree.parse(tmp_path / "site" / "sitemap.xml").getroot()
    places = [element.text or "" for element in root.iter() if element.tag.endswith("loc")]
    assert len(places) == len(set(places)) > 50
    for place in places:
        path = place.removeprefix("https://site.test/x/")
        assert (tmp_path / "site" / path / "index.html").is_file(), place
    text = (tmp_path / "site/en/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://site.test/x/2025/en/">' in text
    assert "https://site.test/x/sitemap.xml" in (tmp_path / "site/robots.txt").read_text("utf-8")
    assert 'href="https://site.test/x/en/' in (tmp_path / "site/404.html").read_text("utf-8")


@pytest.mark.parametrize(
    "address",
    ["example.org", "javascript:alert(1)", 'https://a.test/"><script>', "https://a.test/ x"],
)
def test_a_base_that_is_no_address_is_refused(
    simulated_release: Path, tmp_path: Path, address: str
) -> None:
    with pytest.raises(RequestError, match="is no address where a site may stand"):
        publish(simulated_release, tmp_path / "site", base_url=address, profiles=False)
    assert not (tmp_path / "site").exists()


def test_a_site_is_replaced_and_nothing_else(simulated_release: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"holds no site\.json"):
        publish(simulated_release, other, profiles=False)
    assert [path.name for path in other.iterdir()] == ["mine.txt"]
    site = tmp_path / "site"
    publish(simulated_release, site, profiles=False)
    (site / "CNAME").write_text("mine", encoding="utf-8")
    (site / "assets" / "left.css").write_text("left", encoding="utf-8")
    publish(simulated_release, site, profiles=False)
    assert (site / "CNAME").read_text("utf-8") == "mine"
    assert not (site / "assets" / "left.css").exists()


def test_progress_counts_up_to_the_total(simulated_release: Path, tmp_path: Path) -> None:
    seen: dict[str, list[tuple[int, int]]] = {}
    publish(
        simulated_release, tmp_path / "site", profiles=False,
        progress=lambda stage, done, total: seen.setdefault(stage, []).append((done, total)),
    )  # fmt: skip
    assert list(seen) == ["data", "pages"]
    for steps in seen.values():
        done = [step[0] for step in steps]
        assert done == sorted(done)
        assert {total for _, total in steps} == {done[-1]}


def test_requests_that_cannot_be_met_are_refused(simulated_release: Path, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="1 process or more, not 0"):
        publish(simulated_release, tmp_path / "site", processes=0)
    framework = framework_of(OWN, tmp_path)
    edition = edition_of(framework, countries_of(2), [[4] * 5] * 2)
    freeze([replace(edition, id="en")], tmp_path / "release")
    with pytest.raises(RequestError, match="under the id 'en'"):
        publish(tmp_path / "release", tmp_path / "site", profiles=False)
    assert not (tmp_path / "site").exists()
