"""A chart beside its page, as a file: what it is embedded by."""

from __future__ import annotations

from ocindex.publish.charts import Chart
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View


def picture(chart: Chart, stem: str) -> Page:
    """A chart as `{stem}.svg`, below the edition's `{lang}/`; `figure.html` leads to it."""
    return Page(f"{stem}.svg", chart.svg())


def source(site: Site, view: View) -> str:
    """What a picture that stands alone says of its data."""
    edition = view.released.edition
    simulated = site.language.text("Simulated data") if view.release.simulated else ""
    # Many publishers name the edition where they are named.
    title = "" if edition.title in edition.attribution else edition.title
    return ". ".join(part for part in (simulated, title, edition.attribution) if part)
