"""A chart to a file: svg, png or pdf, the same bytes each time."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ocindex.errors import RequestError
from ocindex.placing import place_file
from ocindex.publish.charts.lettering import lettered
from ocindex.publish.charts.style import Theme

if TYPE_CHECKING:
    import typst

    from ocindex.publish.charts.chart import Chart

SUFFIXES = (".svg", ".png", ".pdf")
# A document states when it was made; the same bytes each time need the same moment.
MADE = 946_684_800
# Two pixels for each unit of the drawing: sharp on today's screens.
PIXELS = 144.0
SOURCE = Path(__file__).with_name("picture.typ")


def save(chart: Chart, path: Path, theme: Theme) -> None:
    """Write a chart as the path's suffix says."""
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise RequestError(
            f"A chart is saved as {', '.join(SUFFIXES)}, and {path.name} ends in "
            f"'{path.suffix}'. Name it otherwise."
        )
    if kind == ".svg":
        place_file(path, chart.svg(theme).encode("utf-8"))
        return
    if theme == "auto":
        raise RequestError("A picture as png or pdf has one theme: choose 'light' or 'dark'.")
    place_file(path, painted(chart, theme, "png" if kind == ".png" else "pdf"))


def painted(chart: Chart, theme: Theme, kind: Literal["png", "pdf"]) -> bytes:
    """A chart as png or as a tagged pdf, set in the fonts that come as packages."""
    compiled = compiler()
    from ocindex.publish.charts.fonts import families  # the compiler has found them

    sheet = chart.sheet()
    svg, words = lettered(sheet, "dark" if theme == "dark" else "light")
    content = {
        "svg": svg,
        "words": words,
        "width": sheet.width,
        "height": sheet.height,
        "title": chart.caption.title,
        "alt": chart.caption.description or chart.caption.title,
        "fonts": families("sans"),
    }
    inputs = {"content": json.dumps(content, ensure_ascii=False)}
    standards: list[typst.PDFStandard] = ["ua-1"] if kind == "pdf" else []
    document = compiled.compile(
        format=kind, sys_inputs=inputs, ppi=PIXELS, timestamp=MADE, pdf_standards=standards
    )
    assert isinstance(document, bytes)
    return document


@cache
def compiler() -> typst.Compiler:
    """The process's compiler of pictures."""
    try:
        import typst  # it is in the extra `publish`, which drawing a chart does not need

        from ocindex.publish.charts.fonts import pinned  # likewise
    except ModuleNotFoundError as error:
        raise RequestError(
            f"png and pdf need {error.name}, which is not installed. "
            "Run: pip install 'ocindex[publish]', or save the chart as svg."
        ) from None
    return typst.Compiler(SOURCE, font_paths=pinned(), ignore_system_fonts=True)
