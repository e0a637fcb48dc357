"""Indices to audit, made of arrays: trees of arithmetic means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.audit.influence import effective_weights
from ocindex.robustness.audit.subject import Element, Subject

Floats = NDArray[np.float64]


def ranked(scores: Floats) -> Floats:
    """Competition ranks of columns, ties to ten digits; 1 is the highest."""
    rounded = np.round(scores, 10)
    higher = (rounded[None, :, :] > rounded[:, None, :]).sum(axis=1).astype(float)
    return np.where(np.isnan(scores), np.nan, higher + 1)


def subject_of(
    tree: Mapping[str, str],
    values: Floats,
    weights: Mapping[str, float] | None = None,
    codes: Sequence[str] = (),
    step: float = 0.0,
) -> Subject:
    """A tree of arithmetic means of complete values.

    `tree` gives each element's parent, "" for a headline, parents first, indicators last in
    the order of the columns; indicators are those that are nobody's parent.
    """
    ids = list(tree)
    raw = np.array([(weights or {}).get(name, 1.0) for name in ids])
    parents = np.array([ids.index(parent) if parent else -1 for parent in tree.values()])
    leaf = np.array([name not in tree.values() for name in ids])
    totals = np.bincount(parents + 1, raw)

    def scored(changed: Floats) -> tuple[Floats, Floats]:
        scores = values @ effective_weights(parents, changed)[leaf]
        return scores, ranked(scores)

    def without(name: str) -> tuple[Floats, Floats]:
        return scored(np.where(np.array(ids) == name, 0.0, raw))

    elements = tuple(
        Element(name, name.title(), int(p), float(w / totals[p + 1]), bool(is_leaf))
        for name, p, w, is_leaf in zip(ids, parents, raw, leaf, strict=True)
    )
    scores, ranks = scored(raw)
    named = tuple(codes) or tuple(f"U{i:02}" for i in range(len(values)))
    return Subject(
        "An index", "2025", "Arithmetic means", named, tuple(f"Unit {c}" for c in named),
        elements, values, values, values, np.zeros(values.shape, bool), scores, ranks,
        step=step, without=without,
    )  # fmt: skip


def named(subject: Subject, names: Mapping[str, str]) -> Subject:
    """The same with other names of elements."""
    elements = tuple(replace(e, name=names.get(e.id, e.name)) for e in subject.elements)
    return replace(subject, elements=elements)
