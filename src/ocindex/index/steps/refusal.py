"""Where a step of a method cannot be done."""

from __future__ import annotations

from collections.abc import Sequence


class Refusal(Exception):  # noqa: N818  it is no error of the program
    """A step cannot be done on some values; whoever knows their names says so to the user.

    Attributes
    ----------
    rule : str
        What must hold: `A geometric mean needs values above zero`.
    remedy : str
        The next step.
    places : tuple of (int or None, int or None)
        Row and column of each value concerned; None for all of the row or column.
    """

    def __init__(
        self, rule: str, remedy: str, places: Sequence[tuple[int | None, int | None]]
    ) -> None:
        self.rule, self.remedy, self.places = rule, remedy, tuple(places)
        super().__init__(f"{rule}. {remedy}")
