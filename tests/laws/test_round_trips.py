"""Whatever is written comes back, and is written again to the same bytes."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given, settings

from ocindex.edition import read_edition, write_edition
from ocindex.framework import read_framework
from ocindex.vocabulary import Edition, Framework
from support.editing import contents
from support.framework_toml import framework_toml
from support.strategies import editions, frameworks


@given(frameworks())
def test_frameworks_come_back(framework: Framework) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.toml"
        path.write_text(framework_toml(framework), encoding="utf-8")
        back = read_framework(path)
    assert back.scale == framework.scale
    assert {c.id: (c.parent, c.weight) for c in back.components} == {
        c.id: (c.parent, c.weight) for c in framework.components
    }
    assert back.indicators == framework.indicators
    assert back.sections == framework.sections


@given(editions())
@settings(max_examples=150)
def test_editions_come_back_byte_for_byte(edition: Edition) -> None:
    files = {"own.toml": framework_toml(edition.framework)}
    edition = replace(edition, framework=replace(edition.framework, files=files))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_edition(edition, folder / "one")
        back = read_edition(folder / "one")
        write_edition(back, folder / "two")
        assert contents(folder / "one") == contents(folder / "two")
    assert np.array_equal(back.units, edition.units)
    assert back.ratings == edition.ratings
    assert back.credits == edition.credits
    for old, new in zip(edition.countries, back.countries, strict=True):
        assert one_break(old.name) == new.name
    for old, new in zip(edition.sources, back.sources, strict=True):
        assert one_break(old.citation) == new.citation
    for key, narrative in edition.narratives.items():
        for section, paragraphs in narrative.sections.items():
            kept = [" ".join(p.split()) for p in paragraphs if p.strip()]
            got = [" ".join(p.split()) for p in back.narratives[key].sections.get(section, ())]
            assert got == kept


def one_break(text: str) -> str:
    """A csv's field with one kind of line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
