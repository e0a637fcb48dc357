"""A ranking by how sure it is: between which ranks each country lies, and tiers of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from ocindex.publish import certainty, charts
from ocindex.publish.charts import Caption, Chart, Mark
from ocindex.publish.language import inside
from ocindex.publish.site.pages import Site
from ocindex.publish.site.pictures import source
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord, RankInterval
from ocindex.vocabulary import Component, Country, Node


class Tier(NamedTuple):
    """Countries that cannot be told apart."""

    number: str
    countries: list[Country]


def rank_of(record: CountryRecord, node: Node) -> RankInterval | None:
    return record.figures[node.id].rank["world"].interval


def tiers(view: View, node: Node, records: Sequence[CountryRecord]) -> list[Tier]:
    """The tiers of a component from the first down; none where there are none.

    Parameters
    ----------
    view : View
    node : Node
    records : sequence of CountryRecord
        From the first rank down.
    """
    placed = [(rank.tier, r.country) for r in records if (rank := rank_of(r, node)) and rank.tier]
    placed.sort(key=lambda one: one[0])
    return [
        Tier(view.language.number(str(number)), [country for _, country in same])
        for number, same in groupby(placed, key=lambda one: one[0])
    ]


def chart(site: Site, view: View, node: Node, records: Sequence[CountryRecord]) -> Chart | None:
    """Between which ranks each country lies, the first first; of components alone."""
    found = [(record, rank) for record in records if (rank := rank_of(record, node))]
    if not isinstance(node, Component) or len(found) < 2:
        return None
    text = site.language.text
    title = text("Between which ranks countries lie: %(node)s", node=inside(node.name))
    said = text(
        "Bar: the 90 %% interval of the rank. Dot: its median. Tick: the rank of the score."
    )
    if view.released.basis == "robustness":
        said = text(
            "Bar: the rank in 90 %% of cases if each score may be half a step off. Dot: its "
            "median. Tick: the rank of the score."
        )
    said = certainty.glued(said)
    header = (text("Country"), text("Rank"), text("Median (interval)"))
    words = Caption(title, said, source(site, view), f"{title}. {said}", header)
    marks = [mark(view, record, rank, node) for record, rank in found]
    return charts.intervals(marks, len(records), words)


def mark(view: View, record: CountryRecord, rank: RankInterval, node: Node) -> Mark:
    language, standing = view.language, record.figures[node.id].rank["world"]
    span = certainty.rank_cell(rank, language)
    return Mark(
        record.country.name, rank.median, f"{rank.median:g} ({span})",
        record.country.iso3, float(standing.rank), (float(rank.low90), float(rank.high90)),
        f"../../country/{record.country.iso3}/", was=str(standing.rank),
    )  # fmt: skip
