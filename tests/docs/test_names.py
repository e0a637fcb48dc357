"""Every public name is in the manual, with a docstring that says what its signature says."""

from __future__ import annotations

import inspect

import pytest
from numpydoc.validate import validate

import ocindex
from support.documents import ROOT, section

# Parameters unknown, missing, in another order, without a type; no Returns; no summary.
RULES = {"GL08", "PR01", "PR02", "PR03", "PR04", "RT01", "RT02", "SS01", "SS02", "SS03", "YD01"}
FUNCTIONS = [n for n in ocindex.__all__ if inspect.isfunction(getattr(ocindex, n))]


def test_there_are_at_most_thirty_names() -> None:
    assert len(ocindex.__all__) <= 30
    assert ocindex.__all__ == sorted(ocindex.__all__)


@pytest.mark.parametrize("name", ocindex.__all__)
def test_every_name_is_documented(name: str) -> None:
    assert f":: ocindex.{name}" in section(ROOT / "docs" / "api.md", name)
    assert (getattr(ocindex, name).__doc__ or "").strip()


@pytest.mark.parametrize("name", ocindex.__all__)
def test_a_lazy_name_is_what_its_home_has(name: str) -> None:
    assert name in dir(ocindex)
    assert getattr(ocindex, name).__name__ == name


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'buidl'"):
        ocindex.buidl  # noqa: B018


@pytest.mark.parametrize("name", FUNCTIONS)
def test_docstrings_say_what_signatures_say(name: str) -> None:
    found = validate(f"ocindex.{name}")["errors"]
    assert [(code, text) for code, text in found if code in RULES] == []
