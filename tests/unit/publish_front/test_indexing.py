"""Words of texts: folded, parted and kept where a search looks for them."""

from __future__ import annotations

import pytest

from ocindex.publish.site.indexing import NUMBERS, folded, postings, shard_of, shards, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Côte d'Ivoire", ["cote", "d", "ivoire"]),
        ("anti-money laundering, 2023", ["anti", "money", "laundering", "2023"]),
        ("Преступность ЁЖ", ["преступность", "еж"]),
        ("مُخَدِّرات", ["مخدرات"]),
        ("有组织犯罪", ["有组", "组织", "织犯", "犯罪"]),
        ("毒", ["毒"]),
        ("ABC毒品trade", ["abc", "毒品", "trade"]),
        ("unbroken" * 60, ["unbroken" * 4]),
        ("_ … !", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert list(terms(text)) == expected


def test_postings_say_text_section_and_count() -> None:
    found = postings([[["Heroin, heroin.", "Gold"], ["heroin"]], [["GOLD"]]])
    assert found == {"heroin": [0, 0, 2, 0, 1, 1], "gold": [0, 0, 1, 1, 0, 1]}


def test_every_term_stands_in_the_file_that_its_beginning_names() -> None:
    words = [f"{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{i}" for i in range(NUMBERS)]
    parts = shards({term: [0, 0, 1] for term in (*words, "毒品")})
    assert len(parts) == 4
    assert sum(map(len, parts)) == len(words) + 1
    for i, part in enumerate(parts):
        assert list(part) == sorted(part)
        assert all(shard_of(term, len(parts)) == i for term in part)
        # A longer word and its beginning are looked for in the same file.
        assert all(shard_of(f"{term}more", len(parts)) == i for term in part)
    assert shard_of("毒", 4) == shard_of("毒品", 4)


def test_no_text_makes_no_file() -> None:
    assert shards(postings([])) == []
    assert folded("") == ""
