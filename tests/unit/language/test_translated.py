"""A release in another language: the same figures, other names."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from babel import Locale

from ocindex.publish.language import ENGLISH, Language, translated
from ocindex.publish.language.countries import country_name, un_names
from ocindex.publish.language.translating import title_in
from ocindex.publish.site.building import make_site
from ocindex.release import Figure, Release, freeze, read_release
from ocindex.vocabulary import Country, Edition
from support.frameworks import OWN, countries_of, edition_of, framework_of
from support.languages import speaking

TITLE = "Global Organized Crime Index"


@pytest.fixture(scope="module")
def release(small_edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("translated") / "release"
    freeze([small_edition], folder)
    return read_release(folder)


FRENCH = speaking(
    {
        "Global Organized Crime Index": "Indice mondial",
        "Central Asia and the Caucasus": "Asie centrale",
        "Moderate influence": "Influence moyenne",
        "Prevention": "Prévention",
        "People": "Personnes",
    }
)


def test_english_is_the_release_itself(release: Release) -> None:
    assert translated(release, ENGLISH) is release


def test_every_name_is_translated_and_no_figure_changed(release: Release) -> None:
    before, after = release.latest, translated(release, FRENCH).latest
    framework = after.edition.framework
    record = after.countries["KAZ"]
    assert record.country.region == "Asie centrale"
    assert "Asie centrale" in {group.name for group in after.groups}
    assert "Influence moyenne" in {band.label for band in framework.components[0].bands}
    bands = {f.band for r in after.countries.values() for f in r.figures.values()}
    assert "Influence moyenne" in bands
    assert "Moderate influence" not in bands
    assert framework.node["prevention"].name == "Prévention"
    assert "Personnes" in {indicator.block for indicator in framework.indicators}
    same = [f.name for f in fields(Figure) if f.name != "band"]
    for iso3, old in before.countries.items():
        for node, figure in old.figures.items():
            new = after.countries[iso3].figures[node]
            assert [getattr(new, name) for name in same] == [getattr(figure, n) for n in same]
        assert after.countries[iso3].changes == old.changes


def test_a_title_of_the_framework_and_a_year_is_translated() -> None:
    assert title_in("Global Organized Crime Index 2025", TITLE, FRENCH.called) == (
        "Indice mondial 2025"
    )
    assert title_in("Another index", TITLE, FRENCH.called) == "Another index"


def test_addresses_are_those_of_the_untranslated_release(release: Release) -> None:
    english, french = make_site(release), make_site(release, language=FRENCH)
    for edition, view in english.views.items():
        other = french.views[edition]
        assert other.known == view.known
        region = other.released.countries["KAZ"].country.region
        assert other.group_address("region", region) == "region/central-asia-and-the-caucasus/"


def test_unknown_names_stay_and_groups_never_come_to_share_one(tmp_path: Path) -> None:
    framework = framework_of(OWN, tmp_path)
    countries = countries_of(3, ("North", "South"))
    freeze([edition_of(framework, countries, [[4] * 5] * 3)], tmp_path / "release")
    release = read_release(tmp_path / "release")
    found = translated(release, speaking({"North": "Pole", "South": "Pole", "Risk": "Risque"}))
    assert {c.region for c in found.latest.edition.countries} == {"North", "South"}
    assert found.latest.edition.framework.node["risk"].name == "Risque"
    assert found.latest.edition.framework.node["care"].name == "Care"
    found = translated(release, speaking({"North": "Nord"}))
    assert {c.region for c in found.latest.edition.countries} == {"Nord", "South"}
    names = {group.name for group in found.latest.groups if group.scope == "region"}
    assert names == {"Nord", "South"}


def test_countries_are_named_as_the_united_nations_name_them() -> None:
    korea = Country("PRK", "Korea, DPR", "Asia", "Eastern Asia", "KP")
    assert country_name(korea, FRENCH) == "République populaire démocratique de Corée"
    france = Country("FRA", "France", "Europe", "Western Europe", "FR")
    assert country_name(france, Language("es", Locale("es"))) == "Francia"
    # Three letters alone may be made up.
    assert country_name(replace(france, name="Frankia", iso2=""), FRENCH) == "Frankia"
    assert country_name(replace(france, name="Q", iso2="QX"), FRENCH) == "Q"


def test_the_table_of_names_only_says_what_cldr_does_not(release: Release) -> None:
    members = {c.iso3: c for c in release.latest.edition.framework.members}
    for iso3, row in un_names().items():
        for code, name in row.items():
            if code != "iso3" and name:
                territories = Locale.parse(code).territories
                assert territories[members[iso3].iso2] != name, (iso3, code)
