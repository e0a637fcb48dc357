"""A made-up country, and sentences of our own to tell about it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from ocindex.index import build
from ocindex.vocabulary import Edition, Framework
from support.profiles import MadeProfile, profile_text

WORDS = re.findall(
    r"\S+",
    """
the harbour cross-border ship/boat grain ferry-man lamp of tide and well-known long–distance
market “quoted” it's a [note] #hash *star* $x$ _under_ http://a.b/c keeper's flow affine office
12 2019–2020 – said Ōtautahi Łódź pre-_and
""",
)


def sentence(rng: random.Random, words: int) -> str:
    text = " ".join(rng.choice(WORDS) for _ in range(words)).replace("pre-_and", "pre- and")
    return f"{text[0].upper()}{text[1:]}."


@pytest.fixture(scope="session")
def made(small_edition: Edition) -> MadeProfile:
    """A country with all sections, of one to four paragraphs each."""
    rng = random.Random(3)
    sections = {
        section.id: [sentence(rng, rng.randint(20, 140)) for _ in range(rng.randint(1, 4))]
        for section in small_edition.framework.sections
    }
    return MadeProfile(build(small_edition), "GEO", sections)


@pytest.fixture(scope="session")
def framework(small_edition: Edition) -> Framework:
    return small_edition.framework


@pytest.fixture
def text(made: MadeProfile) -> str:
    return profile_text(made)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "profile.txt"
