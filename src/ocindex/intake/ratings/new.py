"""A new edition of what a table of ratings names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from ocindex.edition.parsing import ISO3
from ocindex.errors import IntakeError, RequestError
from ocindex.intake.ratings.asked import NO_RATING
from ocindex.intake.ratings.frameworks import codes_of, framework_on_the_spot
from ocindex.intake.ratings.table import Read
from ocindex.ratings import Scoring
from ocindex.vocabulary import Country, Edition, Framework, Scale, unmade

Labels = Mapping[str, str]
STRANGE = r"[^A-Za-z0-9_.-]"


@dataclass(frozen=True, slots=True)
class Survey:
    """What a new edition of ratings is, beyond the ratings.

    Without a framework one is made on the spot: a component whose children are the items
    that were rated, on `scale`.
    """

    id: str
    title: str
    year: int
    framework: Framework | None = None
    scale: Scale | None = None
    vignettes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class New:
    """A new edition, without its ratings, and the codes of the labels of units and items."""

    edition: Edition
    units: Labels
    items: Labels = field(default_factory=dict)


def new_edition(read: Read, survey: Survey) -> New:
    """An edition of what a table names."""
    rated = [label for label in read.table.coders["iso3"].number if label]
    absent = [code for code in survey.vignettes if code not in rated]
    if absent:
        raise RequestError(f"Nobody has rated the vignette {absent[0]}. Mend --vignettes.")
    framework, items = framework_of(read, survey)
    labels = labels_of([label for label in rated if label not in survey.vignettes], framework)
    countries = countries_of(read, framework, labels)
    refuse_countries(survey.vignettes, countries, framework)
    edition = Edition(
        survey.id, survey.title, survey.year, framework, countries, unmade(framework),
        complete=len(countries) == len(framework.members) or not framework.members,
        scoring=Scoring(vignettes=survey.vignettes, decided=False),
    )  # fmt: skip
    return New(edition, labels, items)


def framework_of(read: Read, survey: Survey) -> tuple[Framework, Labels]:
    """The survey's framework, or one that is made of the items, and their ids by label."""
    framework = survey.framework
    if framework is not None:
        if survey.scale not in (None, framework.scale):
            raise RequestError(
                f"The scale of {framework.id} is {framework.scale}. Leave out --scale."
            )
        return framework, {}
    if survey.scale is None:
        raise RequestError(
            "A new edition needs the scale of its ratings. Give it by --scale MINIMUM,"
            "MAXIMUM,STEP, or name a framework by --framework."
        )
    items = [label for label in read.table.coders["indicator"].number if label] or ["item"]
    framework = framework_on_the_spot(
        survey.title, survey.scale, {item: read.labels.get(item, item) for item in items}
    )
    ids = (indicator.id for indicator in framework.indicators)
    return framework, dict(zip(items, ids, strict=True))


def countries_of(read: Read, framework: Framework, labels: Labels) -> tuple[Country, ...]:
    """The units of an edition: the framework's members, or whatever there is."""
    about = {key: words_of(read, key) for key in ("name", "continent", "region")}
    if framework.members:
        return tuple(m for m in framework.members if m.iso3 in labels.values())
    countries = tuple(
        Country(
            code, about["name"].get(label, label), about["continent"].get(label, ""),
            about["region"].get(label, ""),
        )
        for label, code in labels.items()
    )  # fmt: skip
    require_places(countries, framework)
    for country in countries:
        if country.region and not country.continent:
            raise RequestError(
                f"'{country.iso3}' lies in the region {country.region} of no continent. Name the "
                "column that holds it: --columns continent=COLUMN; it may be the region's own."
            )
    return countries


def refuse_countries(
    vignettes: Sequence[str], countries: Sequence[Country], framework: Framework
) -> None:
    """Refuse vignettes under the code of a unit, or of a country of the framework."""
    members = {
        name: member.iso3 for member in framework.members for name in (member.iso3, member.name)
    }
    known = {
        **framework.aliases,
        **members,
        **{country.iso3: country.iso3 for country in countries},
    }
    for vignette in vignettes:
        if vignette in known:
            raise RequestError(
                f"The vignette {vignette} bears the code or name of a unit, {known[vignette]}, "
                "whose ratings its own would be taken for. Rename it, or mend --vignettes."
            )


def labels_of(units: Sequence[str], framework: Framework) -> Labels:
    """The code of each label: a member's, or its own."""
    if framework.members:
        known = {member.name: member.iso3 for member in framework.members}
        known = {**framework.aliases, **known, **{m.iso3: m.iso3 for m in framework.members}}
        return {label: known[label] for label in units if label in known}
    codes = codes_of(units, STRANGE) if framework.free_codes else units
    return dict(zip(units, codes, strict=True))


def require_places(countries: Sequence[Country], framework: Framework) -> None:
    """Countries have an iso3, a continent and a region, unless codes are free."""
    for country in () if framework.free_codes else countries:
        if not (ISO3.fullmatch(country.iso3) and country.continent and country.region):
            raise RequestError(
                f"'{country.iso3}': the countries of {framework.id} are known by an iso3 of "
                "three capital letters, and have a continent and a region. Name the columns "
                'that hold them by --columns, or write codes = "free" in the framework.'
            )


def words_of(read: Read, key: str) -> Mapping[str, str]:
    """What a column says of each unit; a fault where it says two things of one."""
    table = read.table
    if key not in table.codes:
        return {}
    pairs = pl.DataFrame({"unit": table.codes["iso3"], "word": table.codes[key]}).unique(
        maintain_order=True
    )
    units, words = (list(table.coders[name].number) for name in ("iso3", key))
    found: dict[str, str] = {}
    faults = []
    for unit, word in pairs.rows():
        text = words[word]
        if text not in NO_RATING and found.setdefault(units[unit], text) != text:
            rule = f"A unit has one {key}; {units[unit]} is {found[units[unit]]} too"
            faults.append(read.fault(rule, "Choose one.", text, column=read.names[key]))
    if faults:
        raise IntakeError(faults)
    return found
