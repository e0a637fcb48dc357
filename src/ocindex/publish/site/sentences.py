"""The sentences that pages open with, made from the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocindex.publish import certainty
from ocindex.publish.language import Language, inside
from ocindex.publish.site.view import View
from ocindex.release import Basis, Change, CountryRecord, Standing
from ocindex.vocabulary import Component, Meaning


def opening(view: View, record: CountryRecord, node: Component, language: Language) -> str:
    """What a country's page says first of a headline component.

    Returns
    -------
    str
        The score with its band, the ranks in world and region, the change since the last
        edition and the largest parts of it.
    """
    figure, text = record.figures[node.id], language.text
    values = {
        "country": record.country.name,
        "score": language.number(figure.display),
        "node": inside(node.name),
        "band": inside(figure.band),
    }
    if figure.band:
        says = text("%(country)s scores %(score)s for %(node)s, %(band)s", **values)
    else:
        says = text("%(country)s scores %(score)s for %(node)s", **values)
    ranks = ranks_text(record, node, language, view.released.basis)
    if ranks:
        says = text("%(says)s: %(ranks)s", says=says, ranks=ranks)
    change = view.change(record, node.id)
    if change:
        says = text("%(says)s, %(then)s", says=says, then=change_text(view, change, language))
    return text("%(says)s.", says=says)


def ranks_text(
    record: CountryRecord, node: Component, language: Language, basis: Basis | None = None
) -> str:
    """A country's ranks in world and region; `as published` once where it holds for both.

    The first bears its interval, which rests on `basis`, where it has one.
    """
    rank, region = record.figures[node.id].rank, record.country.region
    standings = [rank["world"], rank["region"]]
    published = all(standing.as_published for standing in standings)
    world, within = (
        standing_text(replace(s, as_published=False) if published else s, language)
        for s in standings
    )
    if not world:
        return ""
    ranks = [sure_text(world, standings[0], language, basis)]
    if within:
        ranks.append(language.text("%(rank)s in %(group)s", rank=within, group=region))
    said = language.listing(ranks)
    return language.text("%(ranks)s, as published", ranks=said) if published else said


def standing_text(standing: Standing, language: Language) -> str:
    """`127th of 193`; empty where there is nobody else to be ranked with."""
    if standing.of < 2:
        return ""
    rank = language.ordinal(standing.rank)
    if standing.as_published:
        return language.text("%(rank)s of %(of)d as published", rank=rank, of=standing.of)
    return language.text("%(rank)s of %(of)d", rank=rank, of=standing.of)


def sure_text(says: str, standing: Standing, language: Language, basis: Basis | None) -> str:
    """A rank with the interval in which it lies, where that is known."""
    if standing.interval is None or not says:
        return says
    return certainty.beside(says, certainty.rank_span(standing.interval, language), basis, language)


def change_text(view: View, change: Change, language: Language) -> str:
    """How much more or less than in the earlier edition, and what moved it most."""
    size = language.number(change.display.lstrip("+-"))
    if change.display.startswith("+"):
        text = language.text("%(size)s more than in %(edition)s", size=size, edition=change.against)
    elif change.display.startswith("-"):
        text = language.text("%(size)s less than in %(edition)s", size=size, edition=change.against)
    else:
        text = language.text("its score unchanged since %(edition)s", edition=change.against)
        return sure_change(view, text, change, language)
    text = sure_change(view, text, change, language)
    moved = driver_text(view, change, language)
    return language.text("%(says)s, %(then)s", says=text, then=moved) if moved else text


def sure_change(view: View, says: str, change: Change, language: Language) -> str:
    """A change with the interval in which it lies, where that is known."""
    if change.interval is None:
        return says
    span = certainty.change_span(change.interval, view.framework, language)
    return certainty.beside(says, span, view.released.basis, language)


def surely_text(changes: Sequence[Change], language: Language) -> str:
    """In how many countries a score has surely moved; empty where nobody knows."""
    intervals = [change.interval for change in changes if change.interval]
    if not intervals:
        return ""
    surely = sum(not certainty.unsure(interval) for interval in intervals)
    said = language.text(
        "In %(n)d of %(all)d countries the 90 %% interval of the change leaves out 0; elsewhere "
        "it cannot be told from no change.",
        n=surely, all=len(intervals),
    )  # fmt: skip
    return certainty.glued(said)


def unsure_note(view: View, language: Language) -> str:
    """What the sign beside some changes says; empty where no change has an interval."""
    known = (view.change(record, root.id) for record in view.countries for root in view.roots)
    if not any(change and change.interval for change in known):
        return ""
    said = language.text(
        "%(sign)s: within its 90 %% interval the change may be none.",
        sign="\N{ALMOST EQUAL TO}",
    )  # fmt: skip
    return certainty.glued(said)


def interval_note(view: View, language: Language) -> str:
    """What the small figures below scores and ranks are; empty where there are none."""
    if view.released.basis is None:
        return ""
    if view.released.basis == "robustness":
        said = language.text("Small: 90 %% of cases if each score may be half a step off.")
    else:
        said = language.text("Small: the 90 %% interval.")
    return certainty.glued(said)


def driver_text(view: View, change: Change, language: Language) -> str:
    """The largest of the parts that moved the score the way it went; empty where many did."""
    way = 1 if change.change > 0 else -1
    parts = [part for part in change.parts if part.contribution * way > 0]
    if not parts:
        return ""
    most = max(abs(part.contribution) for part in parts)
    # Equal parts are equal fractions; their floats may differ in the last digit.
    top = [part for part in parts if abs(part.contribution) > most - 1e-9]
    names = [part_name(view, part.part, language) for part in top]
    against_it = sum(abs(p.contribution) for p in change.parts if p.contribution * way < 0)
    if len(top) == 1 and 2 * most > sum(abs(p.contribution) for p in parts) and not against_it:
        return language.text("most of it from %(part)s", part=names[0])
    if len(top) == 1:
        size = language.number(top[0].display)
        return language.text("the largest part from %(part)s (%(size)s)", part=names[0], size=size)
    if len(top) <= 3:
        listed, size = language.listing(names), language.number(top[0].display)
        return language.text(
            "the largest parts from %(parts)s (%(size)s each)", parts=listed, size=size
        )
    return ""


def part_name(view: View, part: str, language: Language) -> str:
    """A part's name within a sentence."""
    if part == "framework":
        return language.text("the change of the framework")
    return inside(view.framework.node[part].name)


def high_rank_text(meaning: Meaning, language: Language) -> str:
    """What being first means."""
    if meaning == "worse":
        return language.text("Rank 1 is the highest score: here the worst.")
    return language.text("Rank 1 is the highest score: here the best.")
