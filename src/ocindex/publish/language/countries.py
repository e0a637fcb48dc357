"""What countries are called in a language: CLDR's names under a table of the UN's own."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ocindex.publish.language.language import Language
from ocindex.vocabulary import Country


def country_name(country: Country, language: Language) -> str:
    """A country's name in a language; the edition's where its iso2 code is not given."""
    own = un_names().get(country.iso3, {}).get(language.code, "")
    # A code of three letters may be made up; one who gives both means the country.
    if not country.iso2:
        return country.name
    return own or language.locale.territories.get(country.iso2) or country.name


@cache
def un_names() -> Mapping[str, Mapping[str, str]]:
    """Names that differ from CLDR's, by iso3 and language."""
    source = files("ocindex.publish.language") / "countries.csv"
    with source.open(encoding="utf-8") as file:
        return {row["iso3"]: row for row in csv.DictReader(file)}
