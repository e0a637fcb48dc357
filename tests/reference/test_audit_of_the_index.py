"""docs/audit-of-the-index.md says what the real editions give."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pytest

import ocindex
from ocindex.findings import Audit
from ocindex.index import Result
from ocindex.method import Method
from support.documents import ROOT

PAGE = (ROOT / "docs" / "audit-of-the-index.md").read_text("utf-8")
YEARS = ("2021", "2023", "2025")


@pytest.fixture(scope="module")
def audits(published: dict[str, Result]) -> dict[str, Audit]:
    method = Method.from_toml(ROOT / "examples" / "index" / "method.toml")
    return {year: ocindex.build(published[year].edition, method).audit() for year in YEARS}


@cache
def row(name: str) -> list[str]:
    """The three figures of a row of the page's table."""
    (line,) = (line for line in PAGE.splitlines() if line.startswith(f"| {name} |"))
    return [cell.strip() for cell in line.strip("|").split("|")[1:]]


def said(audit: Audit, pattern: str) -> str:
    """What the one finding says that the pattern fits; its group, where it has one."""
    texts = [f"{finding.title}. {finding.what}" for finding in audit.findings]
    (found,) = {match[1] for text in texts if (match := re.search(pattern, text))}
    return str(found)


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("Cronbach's alpha of Resilience", r"parts of Resilience move as one.*alpha is ([\d.]+),"),
        ("variance of its 12 indicators on one component",
         r"of Resilience move as one.*holds (\d+%)"),
        ("correlation of Criminality and Resilience",
         r"Criminality and Resilience correlate (.\S+)\."),
        ("countries that share their rank, Criminality", r"of Criminality are finer.*?\. (\d+) of"),
        ("countries that share their rank, Resilience", r"of Resilience are finer.*?\. (\d+) of"),
        ("ranks moved on average without Mafia-style groups, Criminality",
         r"Without Mafia-style groups ranks shift by ([\d.]+) of"),
        ("countries at the lowest score for Mafia-style groups",
         r"(\d+%) of the units score 1 for Mafia"),
        ("item-rest correlation of Cocaine trade within Criminal markets",
         r"Cocaine trade \(([\d.]+)\)"),
    ],
)  # fmt: skip
def test_the_table_is_what_the_audits_find(
    name: str, pattern: str, audits: dict[str, Audit]
) -> None:
    assert [said(audits[year], pattern) for year in YEARS] == row(name)


def test_the_headline_figures_hold_without_our_code(published: dict[str, Result]) -> None:
    """Alpha, the correlation of the headlines and ties, from the scores alone."""
    for place, year in enumerate(YEARS):
        edition = published[year].edition
        columns = [i.parent for i in edition.framework.indicators]
        parts = edition.values[:, np.array(columns) == "resilience"]
        count = parts.shape[1]
        ratio = parts.var(axis=0, ddof=1).sum() / parts.sum(axis=1).var(ddof=1)
        assert (
            f"{count / (count - 1) * (1 - ratio):.2f}"
            == row("Cronbach's alpha of Resilience")[place]
        )
        markets, actors = (
            edition.values[:, np.array(columns) == name].mean(axis=1)
            for name in ("criminal_markets", "criminal_actors")
        )
        criminality, resilience = (markets + actors) / 2, parts.mean(axis=1)
        correlation = np.corrcoef(criminality, resilience)[0, 1]
        named = row("correlation of Criminality and Resilience")[place]
        assert f"{correlation:.2f}".replace("-", "−") == named
        for name, scores in (("Criminality", criminality), ("Resilience", resilience)):
            _, counts = np.unique(np.round(scores, 9), return_counts=True)
            shared = int(counts[counts > 1].sum())
            assert str(shared) == row(f"countries that share their rank, {name}")[place]
