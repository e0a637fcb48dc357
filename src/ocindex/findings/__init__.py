"""A report as values: findings in sentences, exhibits, chapters, and how they are put together."""

from ocindex.findings.assembling import Found, Tables, chapters_of, texts
from ocindex.findings.report import (
    SEVERITIES,
    Audit,
    Chapter,
    Column,
    Exhibit,
    Finding,
    Severity,
    Wording,
)
from ocindex.findings.sentences import NAMED, Figure, are, listing, say, some

__all__ = [
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
    "listing",
    "say",
    "some",
    "texts",
]
