"""What every drawing function takes and gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from markupsafe import Markup, escape

from ocindex.publish.charts.style import Theme, own_rules
from ocindex.publish.charts.text import lines, quoted, wrapped

MARGIN = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A score to draw.

    `display` is the score as printed, `was` the one `before` and `change` the change since,
    all as the reader's language writes them; `href` leads to what the mark stands for.
    """

    label: str
    score: float
    display: str
    id: str = ""
    before: float | None = None
    interval: tuple[float, float] | None = None
    href: str = ""
    change: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """A chart's words: the finding, what is measured, the source, and the picture in words.

    `header` are the headings of its table.
    """

    title: str
    subtitle: str = ""
    foot: str = ""
    description: str = ""
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks in a box of `width` by `height`; `body` is SVG."""

    width: float
    height: float
    body: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its words and its table.

    `narrow` is the same drawn for a phone, where it needs to be another drawing; `header`
    and `rows` are the table that says all that is drawn.
    """

    name: str
    width: float
    height: float
    body: str
    caption: Caption
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    narrow: Drawing | None = None

    def inline(self) -> Markup:
        """The drawing for a page, whose style sheet colours it; the caption is the page's."""
        drawing = Drawing(self.width, self.height, self.body)
        if self.narrow is None:
            return Markup(placed(drawing, self.name, self.caption))  # noqa: S704  escaped below
        wide = placed(drawing, f"{self.name} wide", self.caption)
        narrow = placed(self.narrow, f"{self.name} narrow", self.caption)
        return Markup(wide + narrow)  # noqa: S704  escaped below

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the chart as a file of its own."""
        width = max(self.width, 340)
        titles, subtitles = title_lines(self.caption, width)
        top = heading_height(len(titles), len(subtitles))
        foot = wrapped(self.caption.foot, width - 2 * MARGIN, 11)
        height = top + self.height + (len(foot) * 14 + 14 if foot else MARGIN)
        return ceil(width), ceil(height)

    def sheet(self) -> Drawing:
        """Title, drawing and source on paper, without any link: a file may lie anywhere."""
        width, height = self.size
        head, top = heading(self.caption, width)
        foot = wrapped(self.caption.foot, width - 2 * MARGIN, 11)
        shift = f"translate({(width - self.width) / 2:g} {top:g})"
        body = (
            f'<rect class="paper" width="{width}" height="{height}"/>{head}'
            f'<g transform="{shift}">{unlinked(self.body)}</g>'
            f"{lines(MARGIN, top + self.height + 14, foot, 'mute tiny', 14)}"
        )
        return Drawing(width, height, body)

    def svg(self, theme: Theme = "auto") -> str:
        """The chart as a file that stands alone."""
        sheet = self.sheet()
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{sheet.width:g}" '
            f'height="{sheet.height:g}" viewBox="0 0 {sheet.width:g} {sheet.height:g}" role="img">'
            f"<title>{escape(self.caption.title)}</title>"
            f"<desc>{escape(self.caption.description)}</desc>"
            f"<style>{own_rules(sheet.body, theme)}</style>{sheet.body}</svg>\n"
        )

    def save(self, path: Path | str, theme: Theme = "light") -> None:
        """Write the chart as svg, png or pdf, as the path's suffix says.

        Parameters
        ----------
        path : Path or str
        theme : {"light", "dark", "auto"}, optional
            Colours; `auto`, those that the reader's device prefers, is for svg alone.

        Raises
        ------
        RequestError
            The suffix is another, or what png and pdf need is not installed.
        """
        from ocindex.publish.charts.saving import save  # it needs typst, which drawing does not

        save(self, Path(path), theme)

    def _repr_svg_(self) -> str:
        return self.svg("light")


def placed(drawing: Drawing, classes: str, caption: Caption) -> str:
    """A drawing as an element of a page."""
    # What holds links is no single picture to those who hear a page.
    role = "group" if "<a " in drawing.body else "img"
    return (
        f'<svg class="chart {escape(classes)}" viewBox="0 0 {drawing.width:g} {drawing.height:g}" '
        f'width="{drawing.width:g}" height="{drawing.height:g}" dir="ltr" role="{role}" '
        f'aria-label="{escape(caption.description or caption.title)}">{drawing.body}</svg>'
    )


def heading(caption: Caption, width: float) -> tuple[str, float]:
    """A caption's title and subtitle as lines of text, and where they end."""
    titles, subtitles = title_lines(caption, width)
    head = lines(MARGIN, 24, titles, "bold large", 19)
    head += lines(MARGIN, 21 + 19 * len(titles), subtitles, "mute")
    return head, heading_height(len(titles), len(subtitles))


def title_lines(caption: Caption, width: float) -> tuple[Sequence[str], Sequence[str]]:
    room = width - 2 * MARGIN
    return wrapped(caption.title, room, 15.5), wrapped(caption.subtitle, room)


def heading_height(titles: int, subtitles: int) -> int:
    return 20 + 19 * titles + 15 * subtitles


def unlinked(body: str) -> str:
    """A drawing without its links: a file may lie anywhere."""
    return re.sub(r"<a [^>]*>", "<g>", body).replace("</a>", "</g>")


def pointed(mark: Mark, shape: str, said: str = "") -> str:
    """A shape with what it says when pointed at; a link where the mark leads somewhere."""
    title = f"<title>{quoted(said or f'{mark.label}: {mark.display}')}</title>"
    if mark.href:
        return f'<a href="{quoted(mark.href)}">{title}{shape}</a>'
    return f"<g>{title}{shape}</g>"


def charted(
    name: str,
    drawing: Drawing,
    caption: Caption,
    rows: Iterable[Sequence[str]],
    narrow: Drawing | None = None,
) -> Chart:
    """A drawing, and one for phones, as a chart."""
    table = tuple(map(tuple, rows))
    return Chart(
        name, drawing.width, drawing.height, drawing.body, caption, caption.header, table, narrow
    )


def table(marks: Sequence[Mark]) -> tuple[tuple[str, ...], ...]:
    """Marks as the rows of a chart's table."""
    return tuple((mark.label, mark.display) for mark in marks)
