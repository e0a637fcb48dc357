"""A chart beside its page, as a file: what it is embedded by."""

from __future__ import annotations

from ocindex.publish.charts import Chart
from ocindex.publish.site.pages import Page


def picture(chart: Chart, stem: str) -> Page:
    """A chart as `{stem}.svg`, below the edition's `{lang}/`; `figure.html` leads to it."""
    return Page(f"{stem}.svg", chart.svg())
