"""An edition as its pages look things up in it. Nothing here computes a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ocindex.publish.charts import Axis, Mark, axis, cell_ground, pyramid_nodes
from ocindex.publish.language import ENGLISH, Language
from ocindex.publish.maps import mapped
from ocindex.publish.site import addresses, marks
from ocindex.release import (
    Change,
    CountryRecord,
    Figure,
    GroupRecord,
    Release,
    ReleasedEdition,
)
from ocindex.vocabulary import SCOPES, Component, Fact, Framework, Meaning, Node, Scope, Source


@dataclass(frozen=True)
class View:
    """One edition of a release in one language, with what its pages share.

    Addresses are the same in every language: they are made of the names in `original`,
    the edition untranslated; `released` itself where it is left out.
    """

    release: Release
    released: ReleasedEdition
    language: Language = ENGLISH
    original: ReleasedEdition | None = None

    @property
    def id(self) -> str:
        return self.released.id

    @property
    def framework(self) -> Framework:
        return self.released.edition.framework

    @cached_property
    def roots(self) -> tuple[Component, ...]:
        """The headline components."""
        return tuple(c for c in self.framework.components if c.parent is None)

    @cached_property
    def earlier(self) -> ReleasedEdition | None:
        """The edition that changes are shown against: the latest of the earlier ones."""
        return self.release.by_id[self.released.against[0]] if self.released.against else None

    @cached_property
    def countries(self) -> tuple[CountryRecord, ...]:
        """All countries by name, in the order of the language."""
        records = self.released.countries.values()
        order = self.language.order
        return tuple(sorted(records, key=lambda r: (order(r.country.name), r.country.iso3)))

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[CountryRecord | None, CountryRecord | None]]:
        """The countries before and after each one, by name."""
        row = (None, *self.countries, None)
        return {here.country.iso3: (row[i], row[i + 2]) for i, here in enumerate(self.countries)}

    @cached_property
    def groups(self) -> Mapping[tuple[Scope, str], GroupRecord]:
        return {(group.scope, group.name): group for group in self.released.groups}

    @cached_property
    def group_slugs(self) -> Mapping[Scope, Mapping[str, str]]:
        """Each group's part of an address, by scope and its name in the language."""
        found: dict[Scope, dict[str, str]] = {}
        originals = (self.original or self.released).groups
        for scope in SCOPES:
            slugs = addresses.slugs(group.name for group in originals if group.scope == scope)
            names = (group.name for group in self.released.groups if group.scope == scope)
            found[scope] = dict(zip(names, slugs.values(), strict=True))
        return found

    @cached_property
    def node_slugs(self) -> Mapping[str, str]:
        return addresses.slugs(node.id for node in self.framework.nodes)

    @cached_property
    def regions(self) -> Mapping[str, tuple[str, ...]]:
        """Regions by continent, both by name."""
        found: dict[str, set[str]] = defaultdict(set)
        for record in self.released.countries.values():
            if record.country.continent:
                found[record.country.continent] |= {record.country.region} - {""}
        order = self.language.order
        return {name: tuple(sorted(found[name], key=order)) for name in sorted(found, key=order)}

    @cached_property
    def sharing(self) -> Mapping[tuple[str, Scope, str, int], tuple[str, ...]]:
        """Countries (iso3) by node, scope, group and rank, by name."""
        found: dict[tuple[str, Scope, str, int], list[str]] = defaultdict(list)
        for record in self.countries:
            for node, figure in record.figures.items():
                for scope, standing in figure.rank.items():
                    if not standing.as_published and record.country.group(scope):
                        key = (node, scope, record.country.group(scope), standing.rank)
                        found[key].append(record.country.iso3)
        return {key: tuple(iso3s) for key, iso3s in found.items()}

    def tied(self, record: CountryRecord, node: str, scope: Scope) -> tuple[CountryRecord, ...]:
        """The other countries that share a country's rank."""
        sharing = self.at_rank(record, node, scope)
        return tuple(self.released.countries[i] for i in sharing if i != record.country.iso3)

    def shares(self, record: CountryRecord, node: str, scope: Scope) -> bool:
        """Whether any other country shares its rank."""
        return len(self.at_rank(record, node, scope)) > 1

    def at_rank(self, record: CountryRecord, node: str, scope: Scope) -> tuple[str, ...]:
        standing = record.figures[node].rank[scope]
        # Who shares a rank that only the publisher knows, the edition cannot tell.
        if standing.as_published or not record.country.group(scope):
            return ()
        return self.sharing[node, scope, record.country.group(scope), standing.rank]

    def change(self, record: CountryRecord, node: str) -> Change | None:
        """A node's change since the edition that changes are shown against."""
        if self.earlier is None:
            return None
        return record.changes.get(self.earlier.id, {}).get(node)

    def before(self, record: CountryRecord, node: str) -> Figure | None:
        """A node's figure in the edition that changes are shown against."""
        if self.earlier is None or self.change(record, node) is None:
            return None
        return self.earlier.countries[record.country.iso3].figures[node]

    def first(self, node: str) -> tuple[CountryRecord, ...]:
        """The countries with the highest score, by name."""
        ranked = sorted(self.countries, key=lambda r: -r.figures[node].score)
        top = ranked[0].figures[node].exact
        return tuple(record for record in ranked if record.figures[node].exact == top)

    def tree(self, above: str | None = None, depth: int = 0) -> Iterator[tuple[Component, int]]:
        """Components from the headlines down, each before its own parts."""
        for component in self.framework.components:
            if component.parent == above:
                yield component, depth
                yield from self.tree(component.id, depth + 1)

    @cached_property
    def node_list(self) -> tuple[tuple[Node, int], ...]:
        """All nodes, each below its component, with its depth."""
        rows: list[tuple[Node, int]] = []
        for component, depth in self.tree():
            rows.append((component, depth))
            parts = (i for i in self.framework.indicators if i.parent == component.id)
            rows += [(indicator, depth + 1) for indicator in parts]
        return tuple(rows)

    @cached_property
    def pyramid(self) -> tuple[str, str, str] | None:
        """The nodes that are base, height and panel of the pyramid, where there are such."""
        return pyramid_nodes(self.framework)

    @cached_property
    def axes(self) -> Mapping[str, Axis]:
        """The axis of each node's scores."""
        nodes, say = self.framework.nodes, self.language.number
        return {node.id: axis(self.framework, node.id, say) for node in nodes}

    @cached_property
    def points(self) -> Mapping[str, tuple[Mark, ...]]:
        """Every country's score of each node, by name, leading to its page from another's."""
        return {
            node.id: tuple(
                Mark(
                    record.country.name,
                    figure.score,
                    self.language.number(figure.display),
                    record.country.iso3,
                    href=f"../../country/{record.country.iso3}/",
                )
                for record in self.countries
                for figure in [record.figures[node.id]]
            )
            for node in self.framework.nodes
        }

    @cached_property
    def members(self) -> Mapping[tuple[str, str], tuple[Mark, ...]]:
        """The marks of each node in each region."""
        region = {record.country.iso3: record.country.region for record in self.countries}
        found: dict[tuple[str, str], list[Mark]] = defaultdict(list)
        for node, points in self.points.items():
            for mark in points:
                found[node, region[mark.id]].append(mark)
        return {key: tuple(points) for key, points in found.items()}

    @cached_property
    def grounds(self) -> Mapping[str, str]:
        """What the strips of each node in tables have in common."""
        return {
            node: cell_ground(self.axes[node], [mark.score for mark in points])
            for node, points in self.points.items()
        }

    def group_address(self, scope: Scope, name: str) -> str:
        return addresses.group(scope, self.group_slugs[scope][name])

    def ramp(self, node: str, score: float) -> str:
        """The class of a score's colour: its ramp and step."""
        return f"{self.meaning[node]}-{self.ruler.step(score)}"

    @cached_property
    def ruler(self) -> marks.Ruler:
        return marks.ruler(self.framework.scale)

    @cached_property
    def meaning(self) -> Mapping[str, Meaning]:
        return {node.id: self.framework.high(node) for node in self.framework.nodes}

    @cached_property
    def facts(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by country."""
        found: dict[str, tuple[Fact, ...]] = {}
        for fact in self.released.edition.facts:
            found[fact.iso3] = (*found.get(fact.iso3, ()), fact)
        return found

    @cached_property
    def sources(self) -> Mapping[str, tuple[Source, ...]]:
        """Sources by country."""
        found: dict[str, tuple[Source, ...]] = {}
        for source in self.released.edition.sources:
            found[source.iso3] = (*found.get(source.iso3, ()), source)
        return found

    @cached_property
    def known(self) -> frozenset[str]:
        """The addresses of the edition's pages, the home page's left out."""
        return frozenset(
            [
                *(addresses.country(iso3) for iso3 in self.released.countries),
                *(
                    self.group_address(scope, name)
                    for scope, name in self.groups
                    if scope != "world"
                ),
                *(addresses.ranking(slug) for slug in self.node_slugs.values()),
                *(addresses.indicator(slug) for slug in self.node_slugs.values()),
                *addresses.FIXED,
                *([addresses.CHANGE] if self.changed else []),
                *([addresses.MATRIX] if self.framework.quadrants else []),
                *([addresses.MAPS] if mapped() & self.released.countries.keys() else []),
            ]
        )

    @cached_property
    def changed(self) -> bool:
        """Whether any country has been assessed in the edition that changes are shown against."""
        return any(self.change(r, root.id) for r in self.countries for root in self.roots)
