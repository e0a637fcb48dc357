"""What a report says, page and paper alike: plain texts, figures as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import isfinite
from typing import Any

import polars as pl

from ocindex.findings import SEVERITIES, Audit, Chapter, Column, Exhibit, Finding

# So many findings stand on the first page: those that a reader must not miss.
FOREMOST = 6
LABELS = {"serious": "Serious", "notable": "Notable", "minor": "Minor", "sound": "Sound"}
# From here on decimals are of no use: thousands are marked instead.
THOUSAND = 1000


def report_content(audit: Audit) -> dict[str, Any]:
    """The texts and figures of a report.

    Parameters
    ----------
    audit : Audit

    Returns
    -------
    dict
        Of texts, lists and dicts, without charts.
    """
    grave = [f for f in audit.findings if f.severity in ("serious", "notable")]
    return {
        "title": f"Audit: {audit.title}",
        "name": audit.title,
        "notice": audit.notice,
        "facts": list(audit.facts),
        "foremost": foremost(grave)[:FOREMOST],
        "counts": [(LABELS[s], s, sum(f.severity == s for f in audit.findings))
                   for s in SEVERITIES],
        "chapters": [chapter_texts(audit, chapter) for chapter in audit.chapters],
        "files": [{"name": f"{name}.csv", "rows": len(table), "columns": len(table.columns)}
                  for name, table in audit.tables.items()],
    }  # fmt: skip


def foremost(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """One finding of each kind, the gravest, and the titles of its likes."""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind, []).append(finding)
    return [
        {**finding_texts(found[0]), "likewise": [f.title for f in found[1:]]}
        for found in kinds.values()
    ]


def chapter_texts(audit: Audit, chapter: Chapter) -> dict[str, Any]:
    order = sorted(
        chapter.findings, key=lambda f: (SEVERITIES.index(f.severity), f.kind, -f.weight)
    )
    return {
        "step": chapter.step,
        "id": f"step-{chapter.step}",
        "title": chapter.title,
        "asks": chapter.asks,
        "did": chapter.did,
        "findings": list(grouped(order)),
        "exhibits": [
            texts
            for texts in (exhibit_texts(audit, shown) for shown in chapter.exhibits)
            if texts["rows"] or texts["picture"]
        ],
    }


def grouped(findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    """Findings of a kind under one reason and one remedy, where those are the same."""
    for _, same in groupby(findings, key=lambda f: (f.severity, f.kind, f.why, f.remedy)):
        found = list(same)
        yield {
            **finding_texts(found[0]),
            "told": [{"title": f.title, "what": f.what} for f in found],
        }


def finding_texts(finding: Finding) -> dict[str, str | int]:
    return {
        "severity": finding.severity,
        "label": LABELS[finding.severity],
        "step": finding.step,
        "title": finding.title,
        "what": finding.what,
        "why": finding.why,
        "remedy": finding.remedy,
        "table": f"{finding.table}.csv" if finding.table else "",
    }


def exhibit_texts(audit: Audit, shown: Exhibit) -> dict[str, Any]:
    """An exhibit with its table's rows as they are printed."""
    table = chosen(audit.tables[shown.table], shown)
    names = names_of(audit)
    return {
        "table": shown.table,
        "title": shown.title,
        "note": shown.note,
        "picture": shown.picture,
        "columns": [{"heading": c.heading, "number": c.decimals is not None}
                    for c in shown.columns],
        "rows": [[cell(row, column, names) for column in shown.columns]
                 for row in table.iter_rows(named=True)] if shown.columns else [],
        "all": len(audit.tables[shown.table]),
        "file": f"{shown.table}.csv",
    }  # fmt: skip


def chosen(table: pl.DataFrame, shown: Exhibit) -> pl.DataFrame:
    """The rows of a table that an exhibit shows, in its order."""
    if shown.where:
        marks = table[shown.where]
        if marks.dtype == pl.String:
            marks = marks != ""
        table = table.filter(marks if marks.dtype == pl.Boolean else marks > 0)
    if shown.sort:
        table = table.sort(shown.sort, descending=True, maintain_order=True)
    return table.head(shown.rows) if shown.rows else table


def names_of(audit: Audit) -> Mapping[str, str]:
    """Names of elements by id, which tables hold."""
    return dict(audit.tables["framework"].select("node", "name").iter_rows())


def cell(row: Mapping[str, Any], column: Column, names: Mapping[str, str]) -> dict[str, Any]:
    value = row[column.id]
    if column.decimals is None:
        return {"text": names.get(value, value), "flag": False}
    flagged = bool(row[column.flag]) if column.flag else False
    return {"text": number(value, column.decimals), "flag": flagged}


def number(value: float | None, decimals: int) -> str:
    """A figure as it is printed: a true minus, a dash where there is none."""
    if value is None or not isfinite(value):
        return "–"
    least = 10**-decimals
    # A small probability is no zero.
    if decimals >= 4 and 0 < abs(value) < least / 2:
        return f"<{least:.{decimals}f}"
    text = f"{value:,.{0 if abs(value) >= THOUSAND else decimals}f}"
    digits = any(c in "123456789" for c in text)
    return text.replace("-", "−" if digits else "")
