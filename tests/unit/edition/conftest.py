"""A small edition that has every table."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pytest

from ocindex.ratings import ratings_of
from ocindex.vocabulary import Edition, Fact, Narrative, Printed, Source
from support.editing import written
from support.frameworks import OWN, countries_of, edition_of, framework_of


@pytest.fixture
def full(tmp_path: Path) -> Edition:
    framework = framework_of(OWN, tmp_path)
    plain = edition_of(framework, countries_of(2), [[1, 2, 3, 4, 5], [50, 60, 70, 80, 100]])
    texts = MappingProxyType({"wet": ("It rains.", "# It pours."), "dry": ("\\ It is dry.",)})
    fields = {
        "narratives": MappingProxyType({("AAB", "en"): Narrative("AAB", "en", texts)}),
        "printed": (
            Printed("AAA", "risk", "score", "2.9"),
            Printed("AAA", "care", "rank_world", "2", 2),
        ),
        "ratings": ratings_of([(0, 0, "R001", 1, 2, 0.75), (0, 0, "R002", 1, 1, None)]),
        "facts": (Fact("AAA", "capital", "A-Town", "2025", "A map"),),
        "sources": (Source("AAB", "A work, in two volumes", "https://example.org/"),),
        "credits": ("An author",),
        "notices": ("A notice",),
        "attribution": "Nobody's",
        "origin": "thin air",
    }
    return Edition(**{**plain.__dict__, **fields})


@pytest.fixture
def folder(full: Edition, tmp_path: Path) -> Path:
    """The folder of `full`, for a test to spoil."""
    return written(full, tmp_path)
