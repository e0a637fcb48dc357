"""Releases to print, and how a printed document is looked at."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from ocindex.release import Release, freeze, read_release
from ocindex.vocabulary import Edition, Narrative

LANGUAGES = {"en": "Two words.", "ar": "كلمتان اثنتان.", "ru": "Два слова.", "zh": "两个词。"}


@pytest.fixture(scope="session")
def printable(
    simulated_editions: tuple[Edition, ...], tmp_path_factory: pytest.TempPathFactory
) -> Release:
    """Two editions of two regions, one narrative in four languages."""
    editions = []
    for edition in simulated_editions[1:]:
        regions = {"Central Asia and the Caucasus", "Eastern Asia"}
        rows = [i for i, country in enumerate(edition.countries) if country.region in regions]
        iso3 = edition.countries[rows[0]].iso3
        section = edition.framework.sections[0].id
        texts = {
            (iso3, lang): Narrative(iso3, lang, MappingProxyType({section: (text,)}))
            for lang, text in LANGUAGES.items()
        }
        editions.append(
            replace(
                edition,
                countries=tuple(edition.countries[i] for i in rows),
                units=edition.units[rows],
                complete=False,
                ratings=(),
                narratives=MappingProxyType(texts),
            )
        )
    folder = tmp_path_factory.mktemp("printable") / "release"
    freeze(editions, folder)
    return read_release(folder)
