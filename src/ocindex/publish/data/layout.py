"""The editions of the Index as a workbook in its publisher's own layout.

Whoever has programs for the publisher's workbook can go on using them, and
`ocindex intake workbook` reads it back without a difference.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter

from ocindex.framework import BUNDLED
from ocindex.publish.data.workbook import CREATED
from ocindex.release import Release, ReleasedEdition
from ocindex.vocabulary import Framework, Node

NAME = "publisher-layout.xlsx"
PLACE = ("Continent", "Region", "Country")


def has_layout(release: Release) -> bool:
    """Whether the release holds the editions of that workbook, each whole; none made up."""
    frameworks = tuple(released.edition.framework.reference for released in release.editions)
    return (
        frameworks == BUNDLED
        and not release.simulated
        and all(e.edition.complete for e in release.editions)
    )


def layout_bytes(release: Release) -> bytes:
    """A sheet an edition, the latest first: scores, and averages rounded as printed.

    Parameters
    ----------
    release : Release
        One for which `has_layout` is true.

    Returns
    -------
    bytes
        An xlsx that `ocindex intake workbook` reads.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": release.title, "created": CREATED})
    strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    about = book.add_worksheet("Read me")
    about.set_column(0, 0, 100)
    for i, line in enumerate(said(release)):
        about.write_string(i, 0, line)
    for released in reversed(release.editions):
        sheet = book.add_worksheet(f"{released.edition.year}_dataset")
        nodes = in_order(released.edition.framework)
        for j, title in enumerate((*PLACE, *(header(n, released) for n in nodes))):
            sheet.write_string(0, j, title, strong)
        for i, row in enumerate(rows(released, nodes), 1):
            for j, value in enumerate(row):
                (sheet.write_string if j < len(PLACE) else sheet.write_number)(i, j, value)
        sheet.freeze_panes(1, len(PLACE))
    book.close()
    return file.getvalue()


def said(release: Release) -> Iterator[str]:
    """What the first sheet says."""
    yield release.title
    yield "Scores of indicators, and averages rounded to two decimals, in the publisher's layout."
    yield "Regions are those of the present list of countries, in every edition."
    for released in release.editions:
        if released.edition.attribution:
            yield f"{released.id}: {released.edition.attribution}"
    yield f"Made by {release.made_by} from release {release.fingerprint}"


def in_order(framework: Framework, parent: str | None = None) -> tuple[Node, ...]:
    """Each component before the parts that it is the average of."""
    return tuple(
        node
        for child in framework.children(parent)
        for node in (child, *in_order(framework, child.id))
    )


def header(node: Node, released: ReleasedEdition) -> str:
    is_component = node in released.edition.framework.components
    return f"{node.name} avg." if is_component else node.name


def rows(released: ReleasedEdition, nodes: Sequence[Node]) -> Iterator[Sequence[Any]]:
    """A row a country by continent, region and name."""
    components = {component.id for component in released.edition.framework.components}
    records = sorted(
        released.countries.values(),
        key=lambda r: (r.country.continent, r.country.region, r.country.name),
    )
    for record in records:
        country = record.country
        figures = (record.figures[node.id] for node in nodes)
        # An average is published as it is printed, a score as it was given.
        yield (
            country.continent, country.region, country.name,
            *(float(f.display) if f.node in components else f.score for f in figures),
        )  # fmt: skip
