"""Page numbers and running heads are no part of a profile's text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ocindex.intake.profile.labels import PAGE
from ocindex.intake.profile.pdf import Cell

# The share of a page's height at its top and foot in which running heads stand.
MARGIN = 0.12


def without_furniture(cells: Sequence[Cell]) -> list[Cell]:
    """The cells that are no page number and no running head.

    A tagged PDF says which those are. Else they are what recurs, apart from the text, at the
    head or the foot of pages.
    """
    text = {cell for cell in cells if not cell.artifact}
    told = {cell.page for cell in cells if cell.artifact and in_margin(cell)}
    if told != {cell.page for cell in cells}:
        text = apart_from_margins(text)
    return [cell for cell in cells if cell in text]


def apart_from_margins(cells: set[Cell]) -> set[Cell]:
    """The cells that neither are a page number nor recur in the margins."""
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for cell in cells:
        pages[recurring(cell)].add(cell.page)
    numbers = {c for c in cells if in_margin(c) and PAGE.fullmatch(c.text.strip())}
    again = {c for c in cells if in_margin(c) and len(pages[recurring(c)]) > 1} - numbers
    text = cells - numbers - again
    # What a line of text touches goes on with it, however often it is said.
    found = text
    while found:
        found = {cell for cell in again if any(touches(cell, other) for other in found)}
        text = text | found
        again -= found
    return text


def recurring(cell: Cell) -> tuple[str, int]:
    """What a running head keeps from page to page: its words and its height."""
    return re.sub(r"\d+", "#", cell.text.strip()), round(cell.base / 2)


def in_margin(cell: Cell) -> bool:
    return not MARGIN * cell.height < cell.base < (1 - MARGIN) * cell.height


def touches(one: Cell, two: Cell) -> bool:
    """Whether one stands right above the other, no further than lines of a text do."""
    near = one.page == two.page and abs(one.base - two.base) < 1.6 * max(one.size, two.size)
    return near and one.left < two.right and two.left < one.right
