"""The report on raters in a browser: nothing for axe to find, no sideways scrolling, no noise."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ocindex.publish.ratings import write_ratings_report
from ocindex.scoring.observations import observe
from ocindex.scoring.raters import audit_ratings
from support.axe import find_nothing
from support.panels_of_raters import edition, panel, rows_of


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = panel(60, 30)
    made.severity[3], made.noise[5] = 2.5, 3.0
    own = edition(rows_of(made, 30), 30)
    folder = tmp_path_factory.mktemp("report")
    write_ratings_report(audit_ratings([own], 0, observe([own])), folder)
    return (Path(folder) / "report.html").as_uri()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_all_fits(
    report: str, chromium: Browser, width: int, scheme: str
) -> None:
    with chromium.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
    ) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(report)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        find_nothing(page)
        assert not said
