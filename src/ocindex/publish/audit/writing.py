"""A report to a folder: index.html, audit.pdf, and a csv of every table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
import typst
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, select_autoescape

from ocindex.findings import Audit, listing
from ocindex.placing import Kind, place_folder
from ocindex.publish.audit.content import report_content
from ocindex.publish.audit.pictures import Picture, pictures
from ocindex.publish.charts import tokens
from ocindex.publish.charts.chart import Chart, Drawing
from ocindex.publish.charts.fonts import families, pinned
from ocindex.publish.charts.lettering import lettered
from ocindex.publish.charts.style import page_rules
from ocindex.vocabulary import Meaning

FOLDER = Path(__file__).with_name("templates")
PAGE, PAPER, DATA = "index.html", "audit.pdf", "data"
KIND = Kind(PAPER, frozenset({PAGE, PAPER, DATA}), carries=False)
# A document states when it was made; the same bytes each time need the same moment.
MADE = 946_684_800
# Rows of a table that are printed; the file has all.
PRINTED = 60
Pictures = Callable[[Audit, str], Iterator[Picture]]


def write_report(audit: Audit, folder: Path | str) -> None:
    """Write an audit's report.

    Parameters
    ----------
    audit : Audit
    folder : Path or str
        Made whole; a report that is there already is replaced, anything else left alone.

    Raises
    ------
    OutputError
        Something else is there, or the disk refuses; nothing has changed then.
    """
    page, paper = render_page(audit), render_pdf(audit)

    def fill(aside: Path) -> None:
        (aside / PAGE).write_text(page, encoding="utf-8")
        (aside / PAPER).write_bytes(paper)
        (aside / DATA).mkdir()
        for name in audit.tables:
            (aside / DATA / f"{name}.csv").write_text(table_text(audit, name), "utf-8", newline="")

    place_folder(Path(folder), fill, KIND, replace=True)


def table_text(audit: Audit, name: str) -> str:
    """A table as csv, nothing where a figure is unknown."""
    plain = audit.tables[name].with_columns(pl.selectors.float().fill_nan(None))
    if audit.notice:  # a file that leaves its folder still says what it is
        plain = plain.with_columns(pl.lit(audit.notice).alias("notice"))
    return plain.write_csv()


def render_page(audit: Audit) -> str:
    """The report as one page that needs nothing else.

    Parameters
    ----------
    audit : Audit

    Returns
    -------
    str
        HTML, its style and charts within it.
    """
    content = illustrated(audit, pictures, Chart.inline)
    return templates("audit").get_template("report.html").render(**content, style=style())


def render_pdf(audit: Audit) -> bytes:
    """The report on paper.

    Parameters
    ----------
    audit : Audit

    Returns
    -------
    bytes
        A tagged PDF (PDF/UA-1).
    """
    content = {
        **illustrated(audit, pictures, picture),
        "fonts": {"sans": families("sans"), "serif": families("serif")},
        "colours": dict(tokens.LIGHT),
        "most": PRINTED,
    }
    document = compiler().compile(
        FOLDER / "report.typ",
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        timestamp=MADE,
        pdf_standards=["ua-1"],
        format="pdf",
    )
    assert isinstance(document, bytes)
    return document


def illustrated(audit: Audit, pictures: Pictures, drawn: Callable[[Chart], Any]) -> dict[str, Any]:
    """The report's content with its charts, each drawn by `drawn`."""
    content = report_content(audit)
    for chapter in content["chapters"]:
        for shown in chapter["exhibits"]:
            name = shown["picture"]
            shown["charts"] = [
                {"of": of, "drawing": drawn(chart)} for of, chart in pictures(audit, name)
            ] if name else []  # fmt: skip
    return content


def picture(chart: Chart) -> dict[str, Any]:
    """A chart for paper: shapes, and words that typst sets."""
    svg, words = lettered(Drawing(chart.width, chart.height, chart.body))
    size = {"width": chart.width, "height": chart.height}
    return {"svg": svg, "words": words, "alt": spoken(chart), **size}


def spoken(chart: Chart) -> str:
    """What a chart shows to those who hear it, and of whom: the figures are in the tables."""
    names = dict.fromkeys(row[0].strip() for row in chart.rows)
    return f"{chart.caption.description} It shows {listing(tuple(names))}."


@cache
def templates(*packages: str) -> Environment:
    """Templates of packages of publish, the first that has one."""
    return Environment(
        loader=ChoiceLoader([PackageLoader(f"ocindex.publish.{name}") for name in packages]),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def style() -> str:
    """The page's style: the tokens as variables, the rules of charts, the report's own."""
    light, dark = (
        variables(colours, ramps)
        for colours, ramps in (
            (tokens.LIGHT, tokens.LIGHT_RAMPS), (tokens.DARK, tokens.DARK_RAMPS),
        )
    )  # fmt: skip
    own = (files("ocindex.publish.audit") / "templates" / "report.css").read_text("utf-8")
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{page_rules()}{own}"
    )


def variables(colours: Mapping[str, str], ramps: Mapping[Meaning, tuple[str, ...]]) -> str:
    named = [f"--{name}:{colour}" for name, colour in colours.items()]
    for meaning, ramp in ramps.items():
        named += [f"--{meaning}-{i}:{colour}" for i, colour in enumerate(ramp)]
    return ";".join(named)


@cache
def compiler() -> typst.Compiler:
    return typst.Compiler(
        FOLDER / "report.typ", root=FOLDER, font_paths=pinned(), ignore_system_fonts=True
    )
