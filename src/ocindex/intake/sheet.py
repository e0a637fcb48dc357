"""A sheet of the publisher's workbook: where its columns and its countries' rows stand.

Headers and names differ between the sheets (`avg.`, `avg,`, none; `Congo, Dem, Rep,`), so
both are matched by letters alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ocindex.errors import Fault
from ocindex.intake.names import by_plain_name, members_by_name, plain
from ocindex.vocabulary import Framework

PLACE = ("Continent", "Region", "Country")
Cell = object


@dataclass(frozen=True)
class Sheet:
    """One sheet's rows and where its columns stand."""

    file: str
    name: str
    rows: Sequence[Sequence[Cell]]
    country: int
    nodes: dict[str, int]

    def fault(
        self, row: int, column: str, rule: str, remedy: str, value: Cell | None = None
    ) -> Fault:
        found = None if value is None else str(value)
        return Fault(self.file, rule, remedy, found, self.name, row, column)


def located(
    file: str, name: str, rows: Sequence[Sequence[Cell]], framework: Framework,
    faults: list[Fault],
) -> Sheet | None:  # fmt: skip
    """Find the columns by the first row's headers; None, with faults, where one is amiss."""
    headers = [str(cell).strip() for cell in rows[0]] if rows else []
    known = dict(by_plain_name((node.id, node.name) for node in framework.nodes))
    known |= {plain(title): title for title in PLACE}
    found: dict[str, int] = {}
    before = len(faults)
    if not any(headers):
        rule = "The first row holds the headers; it is empty"
        remedy = "Put the headers there, or fetch the workbook again."
        faults.append(Fault(file, rule, remedy, sheet=name, row=1))
        return None
    for i, header in enumerate(headers):
        if not header:
            continue
        node = known.get(plain(re.sub(r"\s+avg\W*$", "", header, flags=re.IGNORECASE)))
        if node is None:
            near = get_close_matches(plain(header), known, 1)
            remedy = f"Did you mean '{label(known[near[0]], framework)}'?" if near else "Remove it."
            rule = "This header is neither an indicator nor an average of the edition"
            faults.append(Fault(file, rule, remedy, header, name, 1, letter(i)))
        elif node in found:
            rule = f"A column stands once; this one is column {letter(found[node])} too"
            faults.append(Fault(file, rule, "Remove one.", header, name, 1, letter(i)))
        else:
            found[node] = i
    for node in ("Country", *(node.id for node in framework.nodes)):
        if node not in found:
            rule = f"The column '{label(node, framework)}' is missing"
            faults.append(Fault(file, rule, "Put it back under that header.", sheet=name, row=1))
    if len(faults) > before:
        return None
    nodes = {node.id: found[node.id] for node in framework.nodes}
    return Sheet(file, name, rows, found["Country"], nodes)


def label(node: str, framework: Framework) -> str:
    return framework.node[node].name if node in framework.node else node


def letter(index: int) -> str:
    """A column's name in a spreadsheet: A, B, ... Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def country_rows(sheet: Sheet, framework: Framework, faults: list[Fault]) -> dict[str, int]:
    """Index of each member's row in the sheet, by iso3."""
    known = members_by_name(framework)
    found: dict[str, int] = {}
    for i, row in enumerate(sheet.rows[1:], 1):
        name = str(row[sheet.country]).strip()
        if not any(str(cell).strip() for cell in row):
            continue
        member = known.get(plain(name))
        if member is None:
            near = get_close_matches(plain(name), known, 1)
            remedy = f"Did you mean '{known[near[0]].name}'?" if near else "Mend or remove the row."
            rule = "This country is no member of the Index"
            faults.append(sheet.fault(i + 1, "Country", rule, remedy, name))
        elif member.iso3 in found:
            rule = f"A country stands once; this one is on row {found[member.iso3] + 1} too"
            faults.append(sheet.fault(i + 1, "Country", rule, "Remove one.", name))
        else:
            found[member.iso3] = i
    for member in framework.members:
        if member.iso3 not in found:
            rule = f"{member.name} ({member.iso3}) is missing"
            remedy = "Put its row back."
            faults.append(Fault(sheet.file, rule, remedy, sheet=sheet.name, column="Country"))
    return found
