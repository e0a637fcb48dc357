"""What a framework says of measured indicators: directions, denominators, groups."""

from __future__ import annotations

from ocindex.framework.tables import Table
from ocindex.vocabulary import Denominator, Direction, Grouping


def read_direction(row: Table) -> Direction:
    """Whether more of a node raises (1) or lowers (-1) the node above it."""
    value = row.number("direction", default=1)
    if value not in (1, -1):
        rule = "A direction is 1, or -1 where more of it lowers the node above"
        row.fault("direction", rule, "Write 1 or -1.", value)
    return -1 if value == -1 else 1


def read_denominators(top: Table, text: str) -> tuple[Denominator, ...]:
    """`[[denominators]]`: the quantities by which indicators are divided."""
    result = []
    for row in top.rows("denominators", text):
        result.append(Denominator(row.text("id"), row.text("name"), row.text("unit", default="")))
        row.finish()
    return tuple(result)


def read_groupings(top: Table, text: str) -> tuple[Grouping, ...]:
    """`[[groups]]`: the ways in which countries are parted into groups."""
    result = []
    for row in top.rows("groups", text):
        result.append(Grouping(row.text("id"), row.text("name")))
        row.finish()
    return tuple(result)
