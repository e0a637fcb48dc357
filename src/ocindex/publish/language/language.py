"""A language of the interface: every text of a page passes through its `gettext`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from gettext import NullTranslations


@dataclass(frozen=True, slots=True)
class Language:
    """A language's code, direction of writing and translations."""

    code: str
    direction: str = "ltr"
    translations: NullTranslations = field(default_factory=NullTranslations)

    def text(self, message: str, **values: object) -> str:
        """A message with its values, as this language says it."""
        return self.translations.gettext(message) % values

    def counted(self, one: str, many: str, n: int, **values: object) -> str:
        """A message whose form depends on `n`."""
        return self.translations.ngettext(one, many, n) % {"n": n, **values}

    def listing(self, items: Sequence[str]) -> str:
        """`a`, `a and b`, `a, b and c`."""
        if len(items) < 2:
            return "".join(items)
        first = ", ".join(items[:-1])
        return self.text("%(first)s and %(last)s", first=first, last=items[-1])

    def ordinal(self, n: int) -> str:
        """`1st`, `22nd`, `113th`."""
        # A language without such endings translates the four forms alike.
        if n % 100 in (11, 12, 13):
            return self.text("%(n)dth", n=n)
        forms = {1: "%(n)dst", 2: "%(n)dnd", 3: "%(n)drd"}
        return self.text(forms.get(n % 10, "%(n)dth"), n=n)


ENGLISH = Language("en")


def inside(name: str) -> str:
    """A name as it stands within a sentence: `Criminal markets` without its capital."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def number(display: str) -> str:
    """A printed figure with a true minus sign."""
    return display.replace("-", "\N{MINUS SIGN}")
