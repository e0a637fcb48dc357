"""A release in another language: the same figures under translated names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ocindex.publish.language.countries import country_name
from ocindex.publish.language.language import Language
from ocindex.release import CountryRecord, Figure, GroupRecord, Release, ReleasedEdition
from ocindex.vocabulary import Band, Component, Country, Edition, Framework, Indicator

Call = Callable[[str], str]


def translated(release: Release, language: Language) -> Release:
    """A release with every name in a language, and the same figures.

    English keeps the edition's own names. So does any language for a name that its catalogue
    lacks. The group `World` is called so in every release: it is what the code looks it up
    by, and pages print their own word for it.

    Parameters
    ----------
    release : Release
    language : Language

    Returns
    -------
    Release
    """
    if language.code == "en":
        return release
    return replace(
        release,
        title=title_in(release.title, release.latest.edition.framework.title, language.called),
        editions=tuple(edition_in(released, language) for released in release.editions),
    )


def edition_in(released: ReleasedEdition, language: Language) -> ReleasedEdition:
    call = language.called
    groups = group_names(released, call)
    edition = released.edition

    def country_in(country: Country) -> Country:
        return replace(
            country,
            name=country_name(country, language),
            continent=groups.get(("continent", country.continent), country.continent),
            region=groups.get(("region", country.region), country.region),
        )

    def record_in(record: CountryRecord) -> CountryRecord:
        return replace(
            record,
            country=country_in(record.country),
            quadrant=call(record.quadrant),
            figures=figures_in(record.figures, call),
        )

    def group_in(group: GroupRecord) -> GroupRecord:
        name = groups.get((group.scope, group.name), group.name)
        return replace(group, name=name, figures=figures_in(group.figures, call))

    framework = framework_in(edition.framework, call, country_in)
    return replace(
        released,
        edition=edition_with(edition, framework, call, country_in),
        countries={iso3: record_in(record) for iso3, record in released.countries.items()},
        groups=tuple(group_in(group) for group in released.groups),
    )


def edition_with(
    edition: Edition, framework: Framework, call: Call, country_in: Callable[[Country], Country]
) -> Edition:
    return replace(
        edition,
        title=title_in(edition.title, edition.framework.title, call),
        framework=framework,
        countries=tuple(country_in(country) for country in edition.countries),
    )


def title_in(title: str, framework: str, call: Call) -> str:
    """A title; where it is the framework's and a year, the framework's in the language."""
    found = call(title)
    if found == title and title.startswith(framework):
        return call(framework) + title.removeprefix(framework)
    return found


def group_names(released: ReleasedEdition, call: Call) -> Mapping[tuple[str, str], str]:
    """Names of continents and regions by scope and the edition's own name.

    Two that would come to bear one name in a scope keep their own: they are looked up by it.
    """
    found: dict[tuple[str, str], str] = {}
    for scope in ("continent", "region"):
        own = [group.name for group in released.groups if group.scope == scope]
        calls = [call(name) for name in own]
        for name, other in zip(own, calls, strict=True):
            found[scope, name] = other if calls.count(other) == 1 else name
    return found


def figures_in(figures: Mapping[str, Figure], call: Call) -> Mapping[str, Figure]:
    return {
        node: replace(figure, band=call(figure.band)) if figure.band else figure
        for node, figure in figures.items()
    }


def framework_in(
    framework: Framework, call: Call, country_in: Callable[[Country], Country]
) -> Framework:
    def component_in(node: Component) -> Component:
        bands = tuple(Band(call(b.label), b.lower, b.upper) for b in node.bands)
        return replace(node, name=call(node.name), bands=bands, definition=call(node.definition))

    def indicator_in(node: Indicator) -> Indicator:
        return replace(
            node,
            name=call(node.name),
            block=call(node.block),
            definition=call(node.definition),
        )

    return replace(
        framework,
        title=call(framework.title),
        components=tuple(component_in(node) for node in framework.components),
        indicators=tuple(indicator_in(node) for node in framework.indicators),
        sections=tuple(replace(s, name=call(s.name)) for s in framework.sections),
        members=tuple(country_in(country) for country in framework.members),
    )
