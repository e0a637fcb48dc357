"""What a report says, page and paper alike: plain texts, figures as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from ocindex.findings import (
    GRAVITY,
    SEVERITIES,
    Audit,
    Chapter,
    Column,
    Exhibit,
    Finding,
    foremost,
    meanings,
    number,
    shown_rows,
)

LABELS = {"serious": "Serious", "notable": "Notable", "minor": "Minor", "sound": "Sound"}


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
    return {
        "title": f"Audit: {audit.title}",
        "name": audit.title,
        "notice": audit.notice,
        "facts": list(audit.facts),
        "foremost": [
            {**finding_texts(first), "likewise": [f.title for f in likewise]}
            for first, *likewise in foremost(audit)
        ],
        "gravity": GRAVITY,
        "counts": [(LABELS[s], s, sum(f.severity == s for f in audit.findings))
                   for s in SEVERITIES],
        "chapters": [chapter_texts(audit, chapter) for chapter in audit.chapters],
        "files": [{"name": f"{name}.csv", "rows": len(table), "columns": len(table.columns)}
                  for name, table in audit.tables.items()],
    }  # fmt: skip


def chapter_texts(audit: Audit, chapter: Chapter) -> dict[str, Any]:
    # Kinds stand in the order in which they were looked for.
    kinds = {kind: i for i, kind in enumerate(dict.fromkeys(f.kind for f in chapter.findings))}
    order = sorted(
        chapter.findings, key=lambda f: (SEVERITIES.index(f.severity), kinds[f.kind], -f.weight)
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
    table = shown_rows(audit.tables[shown.table], shown)
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
        "told": meanings(table, shown),
        "all": len(audit.tables[shown.table]),
        "file": f"{shown.table}.csv",
    }  # fmt: skip


def names_of(audit: Audit) -> Mapping[str, str]:
    """Names of elements by id, which tables hold."""
    return dict(audit.tables["framework"].select("node", "name").iter_rows())


def cell(row: Mapping[str, Any], column: Column, names: Mapping[str, str]) -> dict[str, Any]:
    value = row[column.id]
    if column.decimals is None:
        return {"text": names.get(value, value), "flag": False}
    flagged = bool(row[column.flag]) if column.flag else False
    return {"text": number(value, column.decimals), "flag": flagged}
