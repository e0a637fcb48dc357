"""docs/steps has an entry for every technique: TOML, formula, source, when to use it."""

from __future__ import annotations

import re

import pytest

from ocindex.method import STEPS, Method
from support.documents import FENCE, ROOT

FOLDER = ROOT / "docs" / "steps"
TECHNIQUES = [(step, by) for step, kind in STEPS.items() for by in kind.techniques]
NAMED = [each for each in TECHNIQUES if each[1] != "none"]


def entry(step: str, by: str) -> str:
    page = (FOLDER / f"{step}.md").read_text("utf-8")
    found = re.findall(rf"^### {re.escape(by)}$(.*?)(?=^##|\Z)", page, re.M | re.S)
    assert len(found) == 1, f"docs/steps/{step}.md has {len(found)} headings '### {by}'"
    return str(found[0])


@pytest.mark.parametrize(("step", "by"), TECHNIQUES)
def test_every_technique_says_when_to_use_it(step: str, by: str) -> None:
    said = re.search(r"^\*\*When\.\*\* (.*?)(?=\n\n|\Z)", entry(step, by), re.M | re.S)
    assert said
    assert len(said[1]) > 40


@pytest.mark.parametrize(("step", "by"), NAMED)
def test_every_technique_has_its_toml_formula_and_source(step: str, by: str) -> None:
    text = entry(step, by)
    (toml,) = [m["text"] for m in FENCE.finditer(text) if m["kind"] == "toml"]
    done = Method.from_toml(toml).step(step)
    assert done is not None
    assert done.by == STEPS[step].techniques[by](**vars(done.by))
    assert re.search(r"^\$\$\n.+?\n\$\$$", text, re.M | re.S)
    assert re.search(r"^\*Source\.\* .*\b(1[7-9]|20)\d\d\b", text, re.M)


def test_there_are_no_other_entries() -> None:
    for step, kind in STEPS.items():
        page = (FOLDER / f"{step}.md").read_text("utf-8")
        assert re.findall(r"^### (.*)$", page, re.M) == list(kind.techniques)


@pytest.mark.parametrize("step", STEPS)
def test_every_step_has_an_example_that_prints(step: str) -> None:
    page = (FOLDER / f"{step}.md").read_text("utf-8")
    example = re.search(r"^## Example$(.*?)^## ", page, re.M | re.S)
    assert example
    assert "<!-- printed -->" in example[1]
