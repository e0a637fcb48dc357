"""What the profile of a region or continent says: its means, its members, how they differ."""

from __future__ import annotations

from functools import partial
from typing import Any

from ocindex.errors import RequestError
from ocindex.publish.charts.tokens import LIGHT, LIGHT_RAMPS, step_of
from ocindex.publish.language import Language
from ocindex.publish.profile.frame import citation, edition_of, frame
from ocindex.publish.profile.heads import groups, place, plate, roots
from ocindex.publish.profile.neighbours import members_table
from ocindex.publish.profile.notes import about, band_keys
from ocindex.publish.profile.pictures import (
    group_strip_picture,
    pyramid_picture,
    pyramids_pictures,
    region_picture,
)
from ocindex.release import GroupRecord, Release, ReleasedEdition
from ocindex.vocabulary import Component, Node, Scope


def group_content(
    release: Release, edition_id: str, scope: Scope, name: str, language: Language, address: str
) -> dict[str, Any]:
    """The texts, figures, colours and pictures of a group's profile.

    Raises
    ------
    RequestError
        The release has no such edition, or the edition no such group.
    """
    released = edition_of(release, edition_id)
    group, world = group_of(released, scope, name), group_of(released, "world", "World")
    text, framework = language.text, released.edition.framework
    figures = (*group.figures.values(), *world.figures.values())
    return {
        **frame(released, group.name, language, address),
        "place": place_line(released, group, language),
        "changes": False,
        "digits": max(len(figure.display) for figure in figures),
        "heads": [head(released, group, world, root, language) for root in roots(framework)],
        "pyramid": pyramid_picture(released, group, language),
        "map": region_picture(released, name, language) if scope == "region" else None,
        "pyramids": {
            "title": text("The members compared"),
            "pictures": pyramids_pictures(released, group, language),
        },
        "members": {
            "title": text("Members"),
            "says": text("The highest score first; ranks are those within the group."),
            "table": members_table(released, group, language),
        },
        "notices": {"title": text("Disclaimer"), "texts": list(released.edition.notices)},
        "about": {
            "title": text("About this profile"),
            "texts": [*about(released, language, bars=False), notch(released, group, language)],
            "bands": band_keys(framework, language),
        },
        "cite": {
            "title": text("How to cite"),
            "texts": citation(release, released, group.name, language),
        },
    }


def group_of(released: ReleasedEdition, scope: Scope, name: str) -> GroupRecord:
    """A group of the edition, or the error that it has none such."""
    for group in released.groups:
        if (group.scope, group.name) == (scope, name):
            return group
    raise RequestError(f"Edition {released.id} has no {scope} '{name}'.")


def place_line(released: ReleasedEdition, group: GroupRecord, language: Language) -> str:
    """How many countries it has; of a region, in which continent."""
    size = language.counted("%(n)d country", "%(n)d countries", len(group.countries))
    continent = released.countries[group.countries[0]].country.continent
    if group.scope != "region" or continent == group.name:
        return size
    return language.text("%(region)s, %(continent)s", region=size, continent=continent)


def notch(released: ReleasedEdition, group: GroupRecord, language: Language) -> str:
    """What the figures and the notches are."""
    said = language.text("Scores of a group are the unweighted means of its countries' scores.")
    if len(group.countries) == len(released.countries):
        return said
    mark = language.text("A dark notch on a bar marks the mean of the world.")
    return f"{said} {mark}"


def head(
    released: ReleasedEdition, group: GroupRecord, world: GroupRecord, root: Component,
    language: Language,
) -> dict[str, Any]:  # fmt: skip
    """A headline component's mean, its members' strip, and the means below it."""
    framework = released.edition.framework
    figure, of_world = group.figures[root.id], world.figures[root.id]
    whole = len(group.countries) == len(world.countries)
    beside = language.text("World: %(score)s", score=language.number(of_world.display))
    return {
        "label": language.text("%(node)s, mean", node=root.name),
        "change": "" if whole else beside,
        "span": "",
        "strong": LIGHT[framework.high(root)],
        "ranks": [],
        "strip": group_strip_picture(released, group, root, language),
        "groups": groups(framework, root, partial(mean_row, released, group, world, language)),
        **plate(figure, root, framework, language),
    }


def mean_row(
    released: ReleasedEdition, group: GroupRecord, world: GroupRecord, language: Language,
    node: Node,
) -> dict[str, Any]:  # fmt: skip
    """A node's name and mean, and where its bar ends; the notch is the world's mean."""
    framework, figure = released.edition.framework, group.figures[node.id]
    end = place(figure.score, framework)
    whole = len(group.countries) == len(world.countries)
    return {
        "name": node.name,
        "display": language.number(figure.display),
        "change": "",
        "place": end,
        "span": None,
        "before": None if whole else place(world.figures[node.id].score, framework),
        "colour": LIGHT_RAMPS[framework.high(node)][step_of(end)],
    }
