"""A country beside the others of its region: scores, ranks, and the means around them."""

from __future__ import annotations

from typing import Any

from ocindex.publish.language import Language
from ocindex.publish.profile.heads import plate, roots
from ocindex.release import CountryRecord, GroupRecord, ReleasedEdition
from ocindex.vocabulary import SCOPES, Scope


def members_table(
    released: ReleasedEdition, group: GroupRecord, language: Language, here: str = ""
) -> dict[str, Any]:
    """The members of a group, the highest first score at the top, and the means below.

    Parameters
    ----------
    released : ReleasedEdition
    group : GroupRecord
    language : Language
    here : str, optional
        The country (iso3) that is marked.
    """
    framework = released.edition.framework
    heads = roots(framework)
    records = sorted(
        (released.countries[iso3] for iso3 in group.countries),
        key=lambda record: (-record.figures[heads[0].id].score, record.country.name),
    )
    return {
        "heads": [root.name for root in heads],
        "country": language.text("Country"),
        "rank": language.text("Rank"),
        "rows": [
            {
                "name": record.country.name,
                "here": record.country.iso3 == here,
                "cells": cells(record, group.scope, released, language),
            }
            for record in records
        ],
        "means": [
            {
                "name": mean_name(other, language),
                "cells": [
                    plate(other.figures[root.id], root, framework, language) for root in heads
                ],
            }
            for other in around(released, group)
        ],
    }


def cells(
    record: CountryRecord, scope: Scope, released: ReleasedEdition, language: Language
) -> list[dict[str, str]]:
    """Each headline's score on its colour, and its rank in the group."""
    framework = released.edition.framework
    found = []
    for root in roots(framework):
        figure = record.figures[root.id]
        rank = figure.rank[scope]
        shown = str(rank.rank) if rank.of > 1 else ""
        found.append({**plate(figure, root, framework, language), "rank": shown})
    return found


def around(released: ReleasedEdition, group: GroupRecord) -> list[GroupRecord]:
    """The group itself and the larger ones that it lies in, each but once."""
    country = released.countries[group.countries[0]].country
    by_place = {(other.scope, other.name): other for other in released.groups}
    places = [(scope, country.group(scope)) for scope in reversed(SCOPES)]
    wider = [by_place[place] for place in places if place in by_place]
    wider = wider[[other.scope for other in wider].index(group.scope) :]
    sizes = [len(other.countries) for other in wider]
    return [other for i, other in enumerate(wider) if sizes.index(sizes[i]) == i]


def mean_name(group: GroupRecord, language: Language) -> str:
    """`Mean, Eastern Asia`; the world by its word."""
    name = language.text("World") if group.scope == "world" else group.name
    return language.text("Mean: %(group)s", group=name)


def in_region(
    released: ReleasedEdition, record: CountryRecord, language: Language
) -> dict[str, Any] | None:
    """The table of a country's region; None where the country is alone in it."""
    groups = {(group.scope, group.name): group for group in released.groups}
    group = groups.get(("region", record.country.region))
    if group is None or len(group.countries) < 2:
        return None
    return {
        "title": language.text("In its region"),
        "says": language.text(
            "%(group)s, the highest score first; ranks are those in the region.", group=group.name
        ),
        "table": members_table(released, group, language, record.country.iso3),
    }
