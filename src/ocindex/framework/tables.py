"""Typed reading of a TOML table that collects faults instead of stopping at the first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from math import inf, isfinite
from typing import Any

from ocindex.errors import Fault


class Table:
    """One TOML table: each value is asked for once, what was not asked for is a fault."""

    def __init__(
        self, file: str, content: Any, faults: list[Fault], name: str = "", line: int | None = None
    ) -> None:
        self.file, self.faults, self.name, self.line = file, faults, name, line
        self.content: dict[str, Any] = content if isinstance(content, dict) else {}
        self.asked: set[str] = set()
        if not isinstance(content, dict):
            self.fault("", "This must be a table", f"Write [{name}] and keys below it.", content)

    def fault(self, key: str, rule: str, remedy: str, value: object = None) -> None:
        if isinstance(value, Fraction):
            value = float(value)
        place = f"[{self.name}] {key}".strip() if self.name else key
        found = None if value is None else str(value)
        self.faults.append(Fault(self.file, rule, remedy, found, row=self.line, column=place))

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default the key is required."""
        self.asked.add(key)
        value = self.content.get(key, default)
        if value is None:
            self.fault(key, "This key is missing", f'Add {key} = "..."')
        elif not isinstance(value, str) or (default is None and not value.strip()):
            self.fault(key, "This must be a text", "Write it in quotes.", value)
        else:
            return value
        return default or ""

    def choice(self, key: str, options: Sequence[str], default: str | None = None) -> Any:
        """One of `options`; the first where the key is left out and no default is given."""
        value = self.text(key, options[0] if default is None else default)
        if value and value not in options:
            self.fault(key, f"This must be one of: {', '.join(options)}", "Choose one.", value)
        return value

    def number(self, key: str, default: int | None = None) -> Fraction:
        """An exact number: 1, 0.5 or "1/3"."""
        self.asked.add(key)
        value = self.content.get(key, default)
        if value is None:
            self.fault(key, "This key is missing", f"Add {key} = ...")
            return Fraction(1)
        exact = fraction(value)
        if exact is None:
            self.fault(key, "This must be a number", 'Write 1, 0.5 or "1/3".', value)
            return Fraction(1)
        return exact

    def real(self, key: str) -> float | None:
        """A finite number of any size; None where the key is left out."""
        self.asked.add(key)
        value = self.content.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.fault(key, "This must be a number", "Write, say, 4.2 or 1e-3.", value)
        elif isfinite(found := nearest(value)):
            return found
        else:
            self.fault(key, "A number must be finite", "Mend it.", value)
        return None

    def table(self, key: str) -> Table:
        """A table; an empty one where it is left out."""
        self.asked.add(key)
        return Table(self.file, self.content.get(key, {}), self.faults, key)

    def rows(
        self, key: str, text: str, header: str = "", required: bool = False
    ) -> tuple[Table, ...]:
        """The tables of an array `[[key]]`, each knowing its line in `text`."""
        self.asked.add(key)
        header = header or key
        rows = self.content.get(key, [])
        if not isinstance(rows, list):
            self.fault(key, "This must be a list of tables", f"Write [[{header}]].", rows)
            rows = []
        if required and not rows:
            self.fault(key, "There must be at least one", f"Add [[{header}]].")
        return tuple(
            Table(self.file, row, self.faults, header, line_of(text, header, i))
            for i, row in enumerate(rows)
        )

    def finish(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self.content:
            if key not in self.asked:
                near = get_close_matches(key, self.asked, 1)
                remedy = f"Did you mean {near[0]}?" if near else "Remove it."
                self.fault(key, "This key is not known", remedy)


def nearest(value: int | Decimal) -> float:
    """The double nearest to a number; infinite where it is beyond them."""
    try:
        return float(value)
    except OverflowError:
        return inf


def fraction(value: object) -> Fraction | None:
    """The exact value of an int, a finite Decimal or a text such as "1/3"; else None."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    # An exponent of a billion would be a number of a billion digits.
    if re.fullmatch(r"[+-]?\d{1,30}(\.\d{1,30})?([eE][+-]?\d)?|[+-]?\d{1,9}/\d{1,9}", str(value)):
        try:
            return Fraction(str(value))
        except ZeroDivisionError:
            return None
    return None


def line_of(text: str, header: str, index: int) -> int | None:
    """Line of the `index`-th `[[header]]`, from 1; None where it is written otherwise."""
    pattern = re.compile(rf"^\s*\[\[\s*{re.escape(header)}\s*\]\]", re.MULTILINE)
    starts = [match.end() for match in pattern.finditer(text)]
    return text.count("\n", 0, starts[index]) + 1 if index < len(starts) else None
