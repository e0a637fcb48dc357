"""Cells that stand on thousands of rows: made once for each content, not once a row."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from markupsafe import Markup

from ocindex.publish import certainty
from ocindex.publish.language import Language
from ocindex.publish.site.view import View
from ocindex.release import Change, Figure, Standing

ARROWS = {
    "+": "\N{BLACK UP-POINTING SMALL TRIANGLE}",
    "-": "\N{BLACK DOWN-POINTING SMALL TRIANGLE}",
}

# Of a change whose interval holds 0.
UNSURE = "\N{ALMOST EQUAL TO}"


@cache
def number_cell(text: str) -> Markup:
    """A printed figure's cell."""
    return Markup('<td class="n">{}</td>').format(text)


def score_cell(view: View, figure: Figure, language: Language) -> Markup:
    """A score, with its interval below where it has one."""
    if figure.interval is None:
        return number_cell(language.number(figure.display))
    span = certainty.score_cell(figure.interval, view.framework, language)
    return spanned_cell(language.number(figure.display), span)


@cache
def spanned_cell(display: str, span: str) -> Markup:
    return Markup('<td class="n">{} <small>{}</small></td>').format(display, span)


def fragments(language: Language) -> dict[str, Callable[..., object]]:
    """The filters that make a cell of a figure, a change or a rank."""
    tied, published = language.text("tied"), language.text("as published")
    unknown = Markup('<td class="n soft">{}</td>').format(language.text("n/a"))

    @cache
    def changed(display: str, unsure: bool) -> Markup:
        # What may be none is said in a sign that is read out, not in a shade alone.
        if unsure and display[:1] in ARROWS:
            cell = Markup('<td class="n soft">{}<span class="arrow">{}</span></td>')
            return cell.format(language.number(display), UNSURE)
        cell = Markup('<td class="n">{}<span class="arrow" aria-hidden="true">{}</span></td>')
        return cell.format(language.number(display), ARROWS.get(display[:1], "="))

    @cache
    def ranked(rank: int, shared: bool, as_published: bool, span: str) -> tuple[Markup, Markup]:
        equal = Markup('<abbr title="{}">=</abbr>').format(tied) if shared else ""
        note = Markup(' <span class="soft">{}</span>').format(published) if as_published else ""
        small = Markup(" <small>{}</small>").format(span) if span else ""
        return Markup("{}").format(rank), Markup("{}{}{}</td>").format(equal, note, small)

    @cache
    def chipped(display: str, ramp: str) -> Markup:
        return Markup('<span class="chip {}">{}</span>').format(ramp, language.number(display))

    def moved(change: Change | None) -> Markup:
        if change is None:
            return unknown
        interval = change.interval
        return changed(change.display, interval is not None and certainty.unsure(interval))

    def rank(standing: Standing, shared: bool, address: str = "", sure: bool = True) -> Markup:
        # First of one is no rank.
        if standing.of < 2:
            return unknown
        interval = standing.interval if sure else None
        span = certainty.rank_cell(interval, language) if interval else ""
        figure, notes = ranked(standing.rank, shared, standing.as_published, span)
        if address:
            figure = Markup('<a href="{}">{}</a>').format(address, figure)
        return Markup('<td class="n">') + figure + notes

    def chip(figure: Figure, ramp: str) -> Markup:
        return chipped(figure.display, ramp)

    return {"moved": moved, "rank": rank, "chip": chip}
