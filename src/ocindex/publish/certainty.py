"""How sure figures are, in words: for pages and profiles alike."""

from __future__ import annotations

from fractions import Fraction

from ocindex.exact import display, display_change
from ocindex.publish.language import Language
from ocindex.release import Basis, ChangeInterval, Interval, RankInterval
from ocindex.vocabulary import Framework


def decimals(framework: Framework) -> int:
    """An interval's ends are printed with a decimal less than scores: they are no surer."""
    return min(framework.decimals, max(1, framework.decimals - 1))


def ends90(interval: Interval | None) -> tuple[float, float] | None:
    """The ends of a score's 90 % interval, for drawing."""
    return (interval.low90, interval.high90) if interval else None


def plain(value: float, framework: Framework) -> str:
    """A value as an interval prints it, rounded half up."""
    return display(Fraction(str(value)), decimals(framework))


def printed(value: float, framework: Framework, language: Language) -> str:
    """The same as the language writes it."""
    return language.number(plain(value, framework))


def signed(value: float, framework: Framework, language: Language) -> str:
    """The same with its sign, for what is a difference."""
    return language.number(display_change(Fraction(str(value)), decimals(framework)))


def score_span(interval: Interval, framework: Framework, language: Language) -> str:
    """As in: 3.3 to 4.2."""
    low, high = (printed(x, framework, language) for x in (interval.low90, interval.high90))
    return spanned(low, high, language)


def score_cell(interval: Interval, framework: Framework, language: Language) -> str:
    """The same where there is little room: 3.3–4.2."""
    low, high = (printed(x, framework, language) for x in (interval.low90, interval.high90))
    return language.text("%(low)s–%(high)s", low=low, high=high)


def rank_cell(interval: RankInterval, language: Language) -> str:
    """Ranks where there is little room: 92–131."""
    return language.text("%(low)s–%(high)s", low=interval.low90, high=interval.high90)


def change_span(interval: ChangeInterval, framework: Framework, language: Language) -> str:
    """As in: −0.1 to +0.5."""
    low, high = (signed(x, framework, language) for x in (interval.low90, interval.high90))
    return spanned(low, high, language)


def score_noted(
    interval: Interval, basis: Basis | None, framework: Framework, language: Language
) -> str:
    """A score's interval by itself: `90 %: 3.3 to 4.2`."""
    return span_noted(score_span(interval, framework, language), basis, language)


def rank_span(interval: RankInterval, language: Language) -> str:
    """As in: 92nd to 131st."""
    return places(interval.low90, interval.high90, language)


def set_span(interval: RankInterval, language: Language) -> str:
    """The ranks between which it lies while all others lie in theirs; empty where none are."""
    if not interval.set_low:
        return ""
    return places(interval.set_low, interval.set_high, language)


def places(low: int, high: int, language: Language) -> str:
    return spanned(language.ordinal(low), language.ordinal(high), language)


def spanned(low: str, high: str, language: Language) -> str:
    return low if low == high else language.text("%(low)s to %(high)s", low=low, high=high)


def beside(says: str, span: str, basis: Basis | None, language: Language) -> str:
    """A figure with its interval: `110th (90 %: 92nd to 131st)`."""
    if basis == "robustness":
        said = language.text("%(says)s (half a step off: %(interval)s)", says=says, interval=span)
    else:
        said = language.text("%(says)s (90 %%: %(interval)s)", says=says, interval=span)
    return glued(said)


def glued(text: str) -> str:
    """Numbers and their percent signs stay in one line."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


def noted(interval: RankInterval, basis: Basis | None, language: Language) -> str:
    """A rank's interval by itself: `90 %: 92nd to 131st`."""
    return span_noted(rank_span(interval, language), basis, language)


def span_noted(span: str, basis: Basis | None, language: Language) -> str:
    if basis == "robustness":
        return language.text("Half a step off: %(span)s", span=span)
    return glued(language.text("90 %%: %(span)s", span=span))


def percent(chance: float, language: Language) -> str:
    """A chance in whole percent; never 0 or 100, which draws cannot know."""
    if chance > 0.995:
        return glued(language.text("over %(n)s %%", n=99))
    if chance < 0.005:
        return glued(language.text("under %(n)s %%", n=1))
    return glued(language.text("%(n)s %%", n=int(100 * chance + 0.5)))


def is_far(interval: Interval) -> bool:
    """Whether the editors' score lies so far from the panel that its interval has no place for it.

    The interval stands around their score: half of it is how far the panel may err.
    """
    distance = interval.distance
    return distance is not None and 2 * abs(distance) > interval.high90 - interval.low90


def unsure(interval: ChangeInterval) -> bool:
    """Whether a change may be none, or go the other way."""
    return interval.low90 <= 0 <= interval.high90
