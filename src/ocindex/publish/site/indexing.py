"""The words of texts, parted into files of which a search loads those that it needs.

`assets/folding.js` folds and parts what a reader types in the same way; a test holds one
against the other. A generator of search indexes (Pagefind, measured) needs WebAssembly, which
a strict content policy forbids, and 4 CPU s a thousand pages; this takes a twentieth.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

# Scripts that part no words: their texts are found by pairs of characters.
UNPARTED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
PIECE = re.compile(f"[{UNPARTED}]+|[^\\W_{UNPARTED}]+")
IS_UNPARTED = re.compile(f"[{UNPARTED}]")
LONGEST = 32
# Postings of a term stand as text, section, count, one after the other.
Postings = Mapping[str, Sequence[int]]
# Numbers in a file, about 10 kB of them; and how many files there are at most.
NUMBERS, MOST = 5000, 64


def folded(text: str) -> str:
    """`text` without case, accents and other marks."""
    plain = unicodedata.normalize("NFKD", text.lower())
    if plain.isascii():
        return plain
    marks = {ord(c): None for c in set(plain) if unicodedata.category(c).startswith("M")}
    return plain.translate(marks)


def terms(text: str) -> Iterator[str]:
    """The words of `text`, folded; pairs of characters where a script parts no words."""
    for piece in PIECE.findall(folded(text)):
        if not IS_UNPARTED.match(piece):
            yield piece[:LONGEST]
        elif len(piece) == 1:
            yield piece
        else:
            yield from (piece[i : i + 2] for i in range(len(piece) - 1))


def postings(texts: Iterable[Sequence[Sequence[str]]]) -> Postings:
    """In which section of which text each term stands, and how often.

    Parameters
    ----------
    texts : iterable of sequence of sequence of str
        The paragraphs of each section of each text.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for i, sections in enumerate(texts):
        for j, paragraphs in enumerate(sections):
            counts = Counter(term for text in paragraphs for term in terms(text))
            for term, count in counts.items():
                found[term] += (i, j, count)
    return found


def shards(found: Postings) -> list[dict[str, Sequence[int]]]:
    """The postings parted so that terms which begin alike stand together, each in order."""
    count = min(MOST, -(-sum(map(len, found.values())) // NUMBERS))
    result: list[dict[str, Sequence[int]]] = [{} for _ in range(count)]
    for term in sorted(found):
        result[shard_of(term, count)][term] = found[term]
    return result


def shard_of(term: str, count: int) -> int:
    """Which of `count` files has a term, by its first two characters (FNV-1a)."""
    # One character of such a script is a word already.
    start = term[:1] if IS_UNPARTED.match(term) else term[:2]
    value = 2166136261
    for character in start:
        value = ((value ^ ord(character)) * 16777619) & 0xFFFFFFFF
    return value % count
