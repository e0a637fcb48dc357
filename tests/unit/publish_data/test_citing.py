"""Citations that programs read, and the data's changelog."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from ocindex.publish.citing import citations
from ocindex.publish.data.history import FORMAT, FORMS, changelog
from ocindex.release import Release, freeze, read_release
from support.frameworks import OWN, countries_of, edition_of, framework_of

TITLE = 'Wells & "Rivers": 100% {of} it'


@pytest.fixture
def release(tmp_path: Path) -> Release:
    edition = edition_of(framework_of(OWN, tmp_path), countries_of(2), [[10] * 5] * 2)
    edition = replace(edition, title=TITLE, attribution="Data: Water Board, Wells 2025")
    freeze([edition], tmp_path / "release")
    return read_release(tmp_path / "release")


def test_a_citation_file_is_whole(release: Release) -> None:
    content = yaml.safe_load(citations(release, release.latest)["CITATION.cff"])
    assert content.keys() >= {"cff-version", "message", "title", "authors", "type"}
    assert content["title"] == TITLE
    assert content["authors"] == [{"name": "Water Board"}]
    assert content["preferred-citation"]["year"] == release.latest.edition.year
    assert content["identifiers"][0]["value"] == f"sha256:{release.fingerprint}"


def test_latex_reads_titles_as_they_are(release: Release) -> None:
    text = citations(release, release.latest)["citation.bib"]
    assert r"title = {{Wells \& " in text
    assert r"100\% \{of\} it}}" in text
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")


def test_a_reference_has_a_tag_on_every_line(release: Release) -> None:
    turned = replace(release.latest.edition, title="Two\nlines")
    text = citations(release, replace(release.latest, edition=turned))["citation.ris"]
    lines = text.split("\r\n")
    assert lines[0] == "TY  - DATA"
    assert lines[-2:] == ["ER  - ", ""]
    assert "TI  - Two lines" in lines
    assert all(line[2:6] == "  - " for line in lines[:-1])


def test_an_edition_without_publisher_is_cited_by_its_framework(release: Release) -> None:
    alone = replace(release.latest.edition, attribution="")
    content = yaml.safe_load(
        citations(release, replace(release.latest, edition=alone))["CITATION.cff"]
    )
    assert content["authors"] == [{"name": "Water index"}]


def test_the_changelog_names_forms_and_origins(release: Release) -> None:
    origin = replace(release.latest.edition, origin="wells.csv, SHA-256 123")
    text = changelog(replace(release, editions=(replace(release.latest, edition=origin),)))
    assert FORMS[0][0] == FORMAT
    assert all(f"* {version}: " in text for version, _ in FORMS)
    assert "read from wells.csv, SHA-256 123" in text
    assert release.fingerprint in text


def test_a_country_is_cited_by_its_name(release: Release) -> None:
    country = release.latest.edition.countries[1]
    files = citations(release, release.latest, country)
    assert f"TI  - {TITLE}, {country.name}\r\n" in files["citation.ris"]
    assert f"-{country.iso3}," in files["citation.bib"].splitlines()[0]
