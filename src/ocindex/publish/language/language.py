"""A language of the interface: every text of a page passes through its `gettext`."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

MINUS = "\N{MINUS SIGN}"
# CLDR has no semicolons; those of other scripts than Latin and Cyrillic.
SEMICOLONS = {"ar": "\N{ARABIC SEMICOLON} ", "zh": "\N{FULLWIDTH SEMICOLON}"}


@dataclass(frozen=True)
class Language:
    """A language of the interface, with its translations.

    Numbers, dates and lists are written as CLDR has them for `locale`, in Latin digits
    everywhere: those are what United Nations documents bear in Arabic too, and what the
    charts and the data files can share.
    """

    code: str
    locale: Locale
    translations: NullTranslations = field(default_factory=NullTranslations)

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.text_direction

    @cached_property
    def name(self) -> str:
        """The language's own name: `Français`."""
        found = self.locale.language_name or self.code
        return found[:1].upper() + found[1:]

    def text(self, message: str, **values: object) -> str:
        """A message with its values, as this language says it."""
        return self.translations.gettext(message) % values

    def counted(self, one: str, many: str, n: int, **values: object) -> str:
        """A message whose form depends on `n`."""
        return self.translations.ngettext(one, many, n) % {"n": n, **values}

    def called(self, name: str) -> str:
        """A name of the data in this language; as it is where no translation is known."""
        # The empty message is the catalogue's own heading.
        return self.translations.gettext(name) if name else name

    def listing(self, items: Sequence[str]) -> str:
        """`a`, `a and b`, `a, b and c`."""
        return format_list(items, locale=self.locale) if items else ""

    def series(self, items: Iterable[str]) -> str:
        """`a 1; b 2; c 3`, with the semicolon of this language's script."""
        return self.semicolon.join(items)

    @property
    def semicolon(self) -> str:
        """What stands between items that have commas or figures of their own."""
        return SEMICOLONS.get(self.locale.language, "; ")

    def ordinal(self, n: int) -> str:
        """`1st`, `22nd`, `113th`: the form that CLDR gives `n` in this language."""
        form = self.locale.ordinal_form(n)
        if form == "one":
            return self.text("%(n)dst", n=n)
        if form == "two":
            return self.text("%(n)dnd", n=n)
        return self.text("%(n)drd", n=n) if form == "few" else self.text("%(n)dth", n=n)

    def number(self, display: str) -> str:
        """A printed figure, `4.47` or `-0.03`, with this language's decimal sign."""
        text = display.translate(self.signs)
        # Right to left, a sign in front would else be carried behind the figure, and the figures
        # that follow would be drawn into its run.
        if self.leading_mark(text):
            return f"\N{LEFT-TO-RIGHT MARK}{text}\N{RIGHT-TO-LEFT MARK}"
        return text

    def leading_mark(self, text: str) -> bool:
        return self.direction == "rtl" and text.startswith((MINUS, "+"))

    @cached_property
    def signs(self) -> Mapping[int, str]:
        symbols = self.locale.number_symbols["latn"]
        return {ord("."): symbols["decimal"], ord(","): symbols["group"], ord("-"): MINUS}

    def date(self, day: datetime.date) -> str:
        """`2 November 2026`."""
        return format_date(day, "long", locale=self.locale)

    def order(self, name: str) -> tuple[bytes, str]:
        """What names are sorted by: letters before their accents, Chinese by its sounds."""
        if self.locale.language == "zh":
            # GB 18030 keeps the order of GB 2312: common characters stand by pinyin.
            return name.encode("gb18030"), name
        plain = "".join(bare(letter) for letter in name.casefold() if letter.isalnum())
        return plain.encode(), name


def bare(letter: str) -> str:
    """A letter without its accents; in Cyrillic those make letters of their own."""
    if "\u0400" <= letter <= "\u04ff":
        # It stands right after е, and far behind it in Unicode.
        return "е\uffff" if letter == "ё" else letter
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part))


def inside(name: str) -> str:
    """A name as it stands within a sentence: `Criminal markets` without its capital."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def number(display: str) -> str:
    """A printed figure with a true minus sign."""
    return display.replace("-", MINUS)
