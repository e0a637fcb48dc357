"""Where an edition has what the labels of a table name."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from ocindex.intake.ratings.checked import Places
from ocindex.intake.ratings.new import New
from ocindex.vocabulary import Edition


def places_of(edition: Edition, new: New | None) -> Places:
    """Places by code, and by the names that the table, the edition and the framework have."""
    framework = edition.framework
    units = new.units if new else {}
    items = new.items if new else {}
    countries = {**edition.row, **{label: edition.row[iso3] for label, iso3 in units.items()}}
    for country in edition.countries:
        countries.setdefault(country.name, edition.row[country.iso3])
    for name, iso3 in framework.aliases.items():
        if iso3 in edition.row:
            countries.setdefault(name, edition.row[iso3])
    vignettes = enumerate(edition.scoring.vignettes, len(edition.countries))
    countries |= {code: place for place, code in vignettes}
    indicators = {
        **edition.column,
        **{label: edition.column[code] for label, code in items.items()},
    }
    for indicator in framework.indicators:
        indicators.setdefault(indicator.name, edition.column[indicator.id])
    known: Mapping[str, Mapping[str, int]] = {"iso3": countries, "indicator": indicators}

    def unknown(key: str, label: str) -> tuple[str, str]:
        near = get_close_matches(label, known[key], 1)
        hint = f"Did you mean '{near[0]}'?" if near else ""
        if key == "indicator":
            return "This indicator is not in the framework", hint or f"See {framework.id}."
        unit = "unit" if framework.free_codes else "country"
        return f"This {unit} is not in the edition", hint or "Add it to countries.csv, or mend it."

    return Places(countries, indicators, unknown)
