"""Cells of a PDF's pages to lines in reading order, by geometry alone.

A profile's narrative runs in columns, and its paragraphs run on from one to the next. What
tells a new paragraph is an indented first line or a gap; what tells a heading, its type.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ocindex.intake.profile.document import Break, Kind, Line, spaced
from ocindex.intake.profile.margins import without_furniture
from ocindex.intake.profile.pdf import Cell
from ocindex.intake.profile.recaps import CHANGE

NUMBER = re.compile(r"-?\d{1,3}[.,]\d{1,9}")
Column = list[Cell]


@dataclass(frozen=True)
class Type:
    """What is usual in a document: size and weight of its text, leading by size of type."""

    size: float
    bold: bool
    leading: Mapping[float, float]
    indented: bool = False
    gapped: bool = False


def document_lines(cells: Sequence[Cell], is_label: Callable[[str], bool]) -> tuple[Line, ...]:
    """The lines of a document in reading order.

    Parameters
    ----------
    cells : sequence of Cell
        Of all pages.
    is_label : callable
        Whether a text names what a figure in its row measures.

    Returns
    -------
    tuple of Line
        Without running heads and page numbers; a label and the figure in its row are one
        line, parted by a tab.
    """
    pages: dict[int, list[Cell]] = defaultdict(list)
    for cell in without_furniture(cells):
        pages[cell.page].append(cell)
    columns = [
        column for page in pages.values() for column in reading_order(in_rows(page, is_label))
    ]
    usual = usual_type(columns)
    lefts = left_edges(columns)
    usual = replace(
        usual,
        indented=any(
            indent(cell, left) and is_text(cell, usual)
            for column, left in zip(columns, lefts, strict=True)
            if len(column) > 2
            for cell in column
        ),
        gapped=any(
            gap(one, two, usual) and is_text(one, usual) and is_text(two, usual)
            for column in columns
            for one, two in pairwise(column)
        ),
    )
    lines: list[Line] = []
    before: Cell | None = None
    for column, left in zip(columns, lefts, strict=True):
        for i, cell in enumerate(column):
            kind = break_before(cell, before, left, usual, first=i == 0)
            lines.append(Line(cell.text, cell.page, kind, kind_of(cell, usual)))
            before = cell
    return tuple(with_spaces(lines))


def in_rows(cells: Iterable[Cell], is_label: Callable[[str], bool]) -> list[Cell]:
    """Cells from top to bottom, each figure joined to the label at its left.

    A change at the right of both follows from figures; it is left out.
    """
    ordered = sorted(cells, key=lambda c: (-c.base, c.left))
    beside = [c for c in ordered if is_figure(c) or is_change(c)]
    result = whole_labels([c for c in ordered if c not in beside], is_label)
    for cell in sorted(beside, key=is_change):
        near = [
            (abs(c.base - cell.base), -c.right, i)
            for i, c in enumerate(result)
            if c.right < cell.left
            and abs(c.base - cell.base) < 0.8 * cell.size
            and ("\t" in c.text if is_change(cell) else is_label(c.text))
        ]
        if near:
            i = min(near)[2]
            text = result[i].text.rstrip()
            if is_figure(cell):
                text = f"{text}\t{cell.text.strip()}"
            result[i] = replace(result[i], text=text, right=cell.right)
        else:
            result.append(cell)
    return sorted(result, key=lambda c: (-c.base, c.left))


def is_figure(cell: Cell) -> bool:
    return bool(NUMBER.fullmatch(cell.text.strip()))


def is_change(cell: Cell) -> bool:
    return not is_figure(cell) and bool(re.fullmatch(CHANGE, cell.text.strip()))


def whole_labels(cells: Sequence[Cell], is_label: Callable[[str], bool]) -> list[Cell]:
    """Cells, a label that is broken into two lines made one between them."""
    result: list[Cell] = []
    for cell in cells:
        for i, first in enumerate(result):
            below = 0 < first.base - cell.base < 2 * cell.size and first.size == cell.size
            text = f"{first.text.strip()} {cell.text.strip()}"
            if below and abs(first.left - cell.left) < cell.size and is_label(text):
                middle = (first.base + cell.base) / 2
                right = max(first.right, cell.right)
                result[i] = replace(first, text=text, right=right, base=middle)
                break
        else:
            result.append(cell)
    return result


def reading_order(cells: list[Cell]) -> list[Column]:
    """Columns from left to right, between the cells that span them from top to bottom."""
    gutter = find_gutter(cells)
    if gutter is None:
        return [cells] if cells else []
    result: list[Column] = []
    left: Column = []
    right: Column = []
    spans: Column = []
    for cell in cells:
        if cell.left >= gutter or cell.right <= gutter:
            if spans:
                result.append(spans)
                spans = []
            (right if cell.left >= gutter else left).append(cell)
        else:
            result += [*reading_order(left), *reading_order(right)]
            left, right = [], []
            spans.append(cell)
    last = [spans] if spans else []
    return [*result, *reading_order(left), *reading_order(right), *last]


def find_gutter(cells: Sequence[Cell]) -> float | None:
    """Where the fewest cells cross a gap between columns; None where there is no such gap."""
    found: list[tuple[int, int, float]] = []
    for edge in sorted({round(cell.left, 1) - 0.1 for cell in cells}):
        left = [c for c in cells if c.right <= edge]
        right = [c for c in cells if c.left >= edge]
        if not left or not right:
            continue
        size = max(c.size for c in right)
        # A title above the columns and a note below them may span both; but a line of text
        # right above or below means that this is a wide space in a line.
        first, last = max(right, key=lambda c: c.base), min(right, key=lambda c: c.base)
        top, foot = first.base + 1.5 * first.size, last.base - 1.5 * last.size
        across = sum(c.left < edge < c.right and foot <= c.base <= top for c in cells)
        beside = [c.right for c in left if foot <= c.base <= top]
        wide = bool(beside) and edge - max(beside) > 0.6 * size
        if wide and edge - min(c.left for c in left) > 4 * size and across < len(right):
            found.append((across, -len(right), edge))
    return min(found)[2] if found else None


def usual_type(columns: Sequence[Column]) -> Type:
    """What most of a document's characters are set in."""
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    gaps: dict[float, list[float]] = defaultdict(list)
    for column in columns:
        for cell in column:
            sizes[cell.size] += len(cell.text)
            bold[cell.bold] += len(cell.text)
        for one, two in pairwise(column):
            if one.size == two.size and one.base > two.base:
                gaps[one.size].append(one.base - two.base)
    leading = {size: min(median(found), 1.4 * size) for size, found in gaps.items()}
    return Type(sizes.most_common(1)[0][0], bold.most_common(1)[0][0], leading)


def left_edges(columns: Sequence[Column]) -> list[float]:
    """Left edge of each column; a short one may have none but indented lines of its own."""
    own = [min(cell.left for cell in column) for column in columns]
    long = [left for left, column in zip(own, columns, strict=True) if len(column) > 3]
    result = []
    for left, column in zip(own, columns, strict=True):
        near = [edge for edge in long if 0 <= left - edge < 3 * column[0].size]
        result.append(min(near) if near and len(column) <= 3 else left)
    return result


def kind_of(cell: Cell, usual: Type) -> Kind:
    """What a cell is by its type, which is larger, bolder or smaller than the text's."""
    if cell.size > 1.08 * usual.size or (cell.bold and not usual.bold):
        return "heading"
    return "note" if cell.size < 0.95 * usual.size else "text"


def is_text(cell: Cell, usual: Type) -> bool:
    return cell.size == usual.size and cell.bold == usual.bold


def indent(cell: Cell, left: float) -> bool:
    return 0.5 * cell.size < cell.left - left < 5 * cell.size


def gap(one: Cell, two: Cell, usual: Type) -> bool:
    """Whether more than a line's leading parts two cells of a column."""
    if one.size != two.size:
        return True
    return one.base - two.base > 1.25 * usual.leading.get(one.size, 1.4 * one.size)


def break_before(
    cell: Cell, before: Cell | None, left: float, usual: Type, *, first: bool
) -> Break:
    """How a cell stands to the one before it in reading order."""
    if before is None or "heading" in (kind_of(cell, usual), kind_of(before, usual)):
        return "start"
    if not first and abs(cell.base - before.base) < 0.3 * cell.size:
        return "none"  # a line of justified text with a wide space in it
    if indent(cell, left) or cell.size != before.size:
        return "start"
    if not first:
        return "start" if gap(before, cell, usual) else "none"
    # At a column's head there is no gap to see: an indent would have told a new paragraph.
    return "gap" if usual.gapped and not usual.indented else "none"


def with_spaces(lines: Sequence[Line]) -> list[Line]:
    """Lines with the spaces between them, which some PDFs keep and some leave out."""
    words = Counter(re.findall(r"[\w-]+", " ".join(line.text for line in lines)))
    kept = sum(line.text.endswith(" ") for line in lines)
    keeps = kept > len(lines) / 4
    ends = sum(line.text.endswith(("-", "\u00ad")) for line in lines)
    # Fewer are compounds that happened to stand at a line's end.
    hyphenates = ends > len(lines) / 25
    result = []
    for i, line in enumerate(lines):
        following = lines[i + 1].text if i + 1 < len(lines) else ""
        text = line.text
        # The reader of the PDF swallows the space behind a hyphen at a line's end.
        if not keeps or text.endswith("-"):
            text = spaced(text, following)
        if hyphenates:
            text = unhyphenated(text, following, words)
        result.append(replace(line, text=text))
    return result


def unhyphenated(text: str, following: str, words: Mapping[str, int]) -> str:
    """A line without the hyphen that parts a word which stands whole elsewhere."""
    end, start = re.search(r"(\w+)[-\u00ad]$", text), re.match(r"\w+", following)
    if not end or not start:
        return text
    whole = end[1] + start[0] in words and f"{end[1]}-{start[0]}" not in words
    return text[:-1] if whole or text.endswith("\u00ad") else text
