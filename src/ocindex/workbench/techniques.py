"""Techniques among which a simulation may choose, as values or as a line of text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence

from ocindex.errors import RequestError
from ocindex.method import Leave, Method, Step, Technique

Option = Technique | str


def steps_of(name: str, options: Sequence[Option]) -> tuple[Step | None, ...]:
    """Steps by the techniques named.

    Parameters
    ----------
    name : str
        Of the step, as a method has it: `normalise`.
    options : sequence of Technique or str
        A text is a technique's name, with options if need be: `min-max low=1 high=100`.

    Raises
    ------
    RequestError
        A text cannot be read.
    MethodError
        There is no such technique, or it has no such option.
    """
    return tuple(step_of(name, option) for option in options)


def step_of(name: str, option: Option) -> Step | None:
    """A step by a technique; None for the one that leaves values as they are."""
    if isinstance(option, Technique):
        # A method looks at its techniques: they must belong to the step.
        return step_in(Method(**{name: Step(option)}), name)  # type: ignore[arg-type]  # one of its steps
    by, *settings = option.split()
    lines = [f"[{name}]", f'by = "{by}"', *settings]
    try:
        tomllib.loads("\n".join(lines))
    except ValueError:
        raise RequestError(
            f"'{option}' is no technique. Write its name, then its options with a blank "
            f'between: "min-max low=1 high=100".'
        ) from None
    return step_in(Method.from_toml("\n".join(lines)), name)


def step_in(method: Method, name: str) -> Step | None:
    step = method.step(name)
    assert step is not None
    return None if isinstance(step.by, Leave) else step


def written(step: Step | None) -> str:
    """A step in a line: the technique's name, and the options that are not the usual ones."""
    if step is None:
        return "none"
    words = " ".join([step.by.by or "a function", *settings_of(step.by)])
    return f"{words} (others for some nodes)" if step.only else words


def settings_of(technique: Technique) -> Iterator[str]:
    for key, value in vars(technique).items():
        usual = type(technique).__dataclass_fields__[key].default
        if value != usual and isinstance(value, int | float | str):
            yield f"{key}={value:g}" if isinstance(value, float) else f"{key}={value}"
