"""A report as values: findings in sentences, exhibits, chapters, and how they are put together."""

from ocindex.findings.assembling import Found, Tables, chapters_of, texts
from ocindex.findings.printing import meanings, number, shown_rows
from ocindex.findings.report import (
    GRAVITY,
    SEVERITIES,
    Audit,
    Chapter,
    Column,
    Exhibit,
    Finding,
    Severity,
    Wording,
    foremost,
)
from ocindex.findings.sentences import NAMED, Figure, are, figure, listing, say, some

__all__ = [
    "GRAVITY",
    "NAMED",
    "SEVERITIES",
    "Audit",
    "Chapter",
    "Column",
    "Exhibit",
    "Figure",
    "Finding",
    "Found",
    "Severity",
    "Tables",
    "Wording",
    "are",
    "chapters_of",
    "figure",
    "foremost",
    "listing",
    "meanings",
    "number",
    "say",
    "shown_rows",
    "some",
    "texts",
]
