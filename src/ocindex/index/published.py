"""Printed figures held against computed ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ocindex.errors import Fault
from ocindex.index.figures import Figures
from ocindex.vocabulary import SCOPES, Printed, Scope

Verdict = Literal["agrees", "differs", "as published"]


@dataclass(frozen=True, slots=True)
class Check:
    """A printed figure, what we compute, and the verdict.

    `computed` is empty where the edition cannot tell: a rank among 193 countries of
    which it has one.
    """

    printed: Printed
    computed: str
    verdict: Verdict


def check_printed(result: Figures) -> tuple[Check, ...]:
    """Hold every printed figure of an edition against the computed one."""
    return tuple(checked(result, figure) for figure in result.edition.printed)


def checked(result: Figures, figure: Printed) -> Check:
    if figure.quantity == "score":
        computed = result.display(figure.iso3, figure.node)
        return Check(figure, computed, "agrees" if computed == figure.value else "differs")
    scope = scope_of(figure)
    rank, of = result.rank_of(figure.iso3, figure.node, scope)
    if of != figure.of:
        # Of a complete edition we know how many countries there are; of a part we do not.
        verdict: Verdict = "differs" if result.edition.complete else "as published"
        return Check(figure, f"{rank} of {of}" if verdict == "differs" else "", verdict)
    return Check(figure, f"{rank} of {of}", "agrees" if str(rank) == figure.value else "differs")


def scope_of(figure: Printed) -> Scope:
    return next(scope for scope in SCOPES if figure.quantity == f"rank_{scope}")


def published_ranks(result: Figures, iso3: str, node: str) -> Mapping[Scope, tuple[int, int]]:
    """The printed ranks of a node that the edition cannot tell by itself."""
    return {
        scope_of(figure): (int(figure.value), figure.of or 0)
        for figure in result.printed_ranks.get((iso3, node), ())
        if checked(result, figure).verdict == "as published"
    }


def printed_faults(result: Figures, file: str) -> list[Fault]:
    """A fault for each printed figure that differs from the computed one."""
    faults = []
    for check in check_printed(result):
        if check.verdict == "differs":
            figure = check.printed
            of = f" of {figure.of}" if figure.of else ""
            rule = (
                f"{figure.iso3} {figure.node} {figure.quantity}: printed {figure.value}{of}, "
                f"computed {check.computed}"
            )
            remedy = "Mend the score or the printed figure that is wrong."
            faults.append(Fault(file, rule, remedy, column="value"))
    return faults
