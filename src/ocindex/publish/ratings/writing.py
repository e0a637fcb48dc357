"""A report on raters to a folder: report.html, raters.csv, and a csv of every other table."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from ocindex.findings import Audit
from ocindex.publish.audit.writing import illustrated, style, table_text, templates
from ocindex.publish.charts import Chart
from ocindex.publish.ratings.pictures import pictures

PAGE, RATERS, DATA = "report.html", "raters.csv", "data"
# Tables that stand open beside their chart: they say what it does not.
OPEN = frozenset({"agreement", "variance", "raters", "halo", "leaning", "rounds", "unexpected"})
WORKS = (
    "Brennan, R. L. (2001). Generalizability Theory. Springer.",
    "Eckes, T. (2015). Introduction to Many-Facet Rasch Measurement, 2nd ed. Peter Lang.",
    "Kendall, M. G., and J. D. Gibbons (1990). Rank Correlation Methods, 5th ed. Arnold.",
    "Krippendorff, K. (2019). Content Analysis: An Introduction to Its Methodology, 4th ed. SAGE.",
    "Linacre, J. M. (1994). Many-Facet Rasch Measurement, 2nd ed. MESA Press.",
    "McGraw, K. O., and S. P. Wong (1996). Psychological Methods 1: 30-46.",
    "Shrout, P. E., and J. L. Fleiss (1979). Psychological Bulletin 86: 420-428.",
)


def write_ratings_report(report: Audit, folder: Path) -> None:
    """Write a report on raters into a folder that is there.

    Parameters
    ----------
    report : Audit
        As `ocindex.scoring.raters.audit_ratings` makes it.
    folder : Path
        Gets report.html, raters.csv, and the other tables in data/.
    """
    (folder / PAGE).write_text(render_page(report), encoding="utf-8")
    (folder / DATA).mkdir()
    for name in report.tables:
        file = f"{name}.csv"
        path = folder / file if file == RATERS else folder / DATA / file
        path.write_text(table_text(report, name), encoding="utf-8", newline="")


def render_page(report: Audit) -> str:
    """The report as one page that needs nothing else.

    Parameters
    ----------
    report : Audit

    Returns
    -------
    str
        HTML, its style and charts within it.
    """
    content = illustrated(report, pictures, Chart.inline)
    content["title"] = f"Raters and ratings: {report.title}"
    for chapter in content["chapters"]:
        for shown in chapter["exhibits"]:
            shown["open"] = shown["table"] in OPEN
    page = templates("ratings", "audit").get_template("ratings.html")
    return page.render(**content, style=style() + own_style(), works=WORKS)


@cache
def own_style() -> str:
    return (files("ocindex.publish.ratings") / "templates" / "ratings.css").read_text("utf-8")
