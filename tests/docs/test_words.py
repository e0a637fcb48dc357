"""GLOSSARY.md says each word once, and the project uses it; ARCHITECTURE.md has its layers."""

from __future__ import annotations

import inspect
import re
import tomllib

import ocindex.vocabulary
from support.documents import ROOT

GLOSSARY = (ROOT / "GLOSSARY.md").read_text("utf-8")
WORDS = re.findall(r"^\| \*\*(.+?)\*\* \|", GLOSSARY, re.M)
FILES = [*(ROOT / "src").rglob("*.py"), *ROOT.glob("docs/**/*.md")]
TEXT = "\n".join(path.read_text("utf-8") for path in FILES).lower()


def test_words_stand_once_and_in_order() -> None:
    assert sorted(set(WORDS)) == WORDS


def test_words_that_an_entry_leans_on_have_one() -> None:
    leaned_on = set(re.findall(r"\*(\w+)\*", GLOSSARY.replace("**", ""))) - {"italics"}
    assert len(leaned_on) > 10
    known = {*WORDS, *(f"{word}s" for word in WORDS), "effective"}
    assert leaned_on <= known


def test_every_word_is_used() -> None:
    assert [word for word in WORDS if not re.search(rf"\b{word}", TEXT)] == []


def test_every_type_of_the_vocabulary_has_a_word() -> None:
    types = inspect.getmembers(ocindex.vocabulary, inspect.isclass)
    names = {n.lower() for n, t in types if t.__module__ == "ocindex.vocabulary"}
    assert {name.removesuffix("s") for name in names} <= set(WORDS)


def test_the_layers_are_those_of_the_linter() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("errors <"))
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    assert line.split(" < ") == layers[::-1]
    names = re.findall(r"\w+", line)
    assert all(f"`{name}`" in text for name in names if name != "version")
