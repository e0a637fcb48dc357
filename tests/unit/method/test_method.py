"""A method: what can be in it, and that it reads back as it was written."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from ocindex.errors import MethodError
from ocindex.method import (
    STEPS,
    AnalyticHierarchy,
    Arithmetic,
    Categorical,
    Custom,
    Denominate,
    Geometric,
    Given,
    Goalposts,
    ImputeConstant,
    ImputeGroupMean,
    Leave,
    Method,
    MinMax,
    Only,
    OrderedAverage,
    Ranks,
    Screen,
    Step,
    Winsorise,
    ZScore,
)
from ocindex.method.options import REQUIRED, Option, Wrong, checked, options_of
from support.documents import ROOT

FULL = Method(
    id="full",
    title="All there is",
    order=("impute", "screen", "denominate", "treat", "normalise"),
    directions={"roads": -1},
    denominate=Step(Denominate(factor=1000.0), (Only(Leave(), ("roads",)),)),
    screen=Step(Screen(0.5, 0.1, 3, ("AAA",), ("BBB",))),
    impute=Step(ImputeGroupMean("size"), (Only(ImputeConstant(0.0), ("rail", "ports")),)),
    treat=Step(Winsorise(3, "log-ct", combine=True, skew=1.5)),
    normalise=Step(
        MinMax(1.0, 10.0, scope="base", base="2020"),
        (Only(Goalposts(0.0, 1.0, log=False), ("rail",)), Only(Categorical((50.0,)), ("ports",))),
    ),
    weights=Step(
        Given({"roads": 2.0}),
        (Only(AnalyticHierarchy(("a", "b"), ((1.0, 3.0), (1 / 3, 1.0))), ("transport",)),),
    ),
    aggregate=Step(
        Arithmetic(available=0.66),
        (Only(Geometric(), levels=(3, 4)), Only(OrderedAverage((0.5, 0.5)), ("transport",))),
    ),
    ranks=Ranks("mid", 9),
)


def faults_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(MethodError) as caught:
        Method.from_toml(text)
    return [(fault.column, fault.rule) for fault in caught.value.faults]


@pytest.mark.parametrize("method", [Method(), FULL])
def test_reads_back_as_written(method: Method) -> None:
    assert Method.from_toml(method.to_toml()) == method
    assert pickle.loads(pickle.dumps(method)) == method


def test_reads_a_file(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(FULL.to_toml(), "utf-8")
    assert Method.from_toml(tmp_path / "m.toml") == Method.from_toml(str(tmp_path / "m.toml"))


@pytest.mark.parametrize("name", ["asem", "index", "hdi"])
def test_the_examples_read_back(name: str) -> None:
    method = Method.from_toml(ROOT / "examples" / name / "method.toml")
    assert Method.from_toml(method.to_toml()) == method


@pytest.mark.parametrize("step", STEPS)
def test_every_technique_reads_back(step: str) -> None:
    """With its defaults, and something in their place where there are none."""
    filler: dict[str, Any] = {
        "number": 1.0, "text": "x", "texts": ("a",), "numbers": (1.0,), "matrix": ((1.0,),)
    }  # fmt: skip
    for technique in STEPS[step].techniques.values():
        given = {o.name: filler[o.kind] for o in options_of(technique) if o.required}
        given.update({"upper": 2.0} if "upper" in given else {})
        method = Method().replace(**{step: Step(technique(**given))})
        assert Method.from_toml(method.to_toml()) == method


def test_steps_run_in_the_order_named() -> None:
    assert [name for name, _ in FULL.transforms] == list(FULL.order)
    plain = Method(normalise=Step(MinMax()), screen=Step(Screen()))
    assert [name for name, _ in plain.transforms] == ["screen", "normalise"]


def test_all_faults_of_a_file_come_at_once() -> None:
    found = faults_of(
        """
        titel = "x"
        order = "screen"
        [screen]
        available = 2
        keep = "AAA"
        count = 1.5
        [impute]
        [treat]
        by = "winsorize"
        points = 3
        [normalise]
        low = "a"
        constant = inf
        scope = "here"
        [[normalise.only]]
        by = "goalposts"
        lower = 1
        log = 1
        [[normalise.only]]
        nodes = ["a"]
        levels = [2]
        [weights]
        by = "budget-allocation"
        children = [1]
        points = [[1, 2], [3]]
        [[weights.only]]
        levels = 2
        by = "ahp"
        children = ["a"]
        comparisons = []
        [[weights.only]]
        levels = [1.5]
        by = "given"
        values = 3
        [[weights.only]]
        levels = [1]
        values = { a = -1 }
        by = "given"
        [aggregate]
        by = "owa"
        order = 3
        [[aggregate.only]]
        nodes = ["x"]
        by = "nonsense"
        [ranks]
        ties = "best"
        digits = true
        [directions]
        roads = 0
        """
    )
    assert {column for column, _ in found} == {
        "titel", "order", "[screen] available", "[screen] keep", "[screen] count", "[impute] by",
        "[treat] by", "[normalise] low", "[normalise] constant", "[normalise] scope",
        "[normalise.only] nodes", "[normalise.only] upper", "[normalise.only] log",
        "[normalise.only] levels", "[weights] children", "[weights] points",
        "[weights.only] levels", "[weights.only] comparisons", "[weights.only] values",
        "[weights.only] nodes",
        "[aggregate] order", "[aggregate.only] by", "[ranks] ties", "[ranks] digits",
        "[directions] roads",
    }  # fmt: skip
    assert ("[screen] available", "This must be at most 1") in found


def test_what_is_no_toml_is_a_fault() -> None:
    assert "This is not TOML" in faults_of("a = = b")[0][1]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MethodError, match="The file cannot be read"):
        Method.from_toml(tmp_path / "m.toml")


def test_faults_beyond_one_table_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text('order = ["treat"]\n[screen]\n', "utf-8")
    with pytest.raises(MethodError, match=r"m\.toml, order: The order must name every step"):
        Method.from_toml(tmp_path / "m.toml")


def test_a_method_made_in_python_is_checked_too() -> None:
    step: Any = ZScore()
    with pytest.raises(MethodError) as caught:
        Method(
            normalise=step,
            screen=Step(Screen(available=7.0)),
            treat=Step(MinMax()),
            impute=Step(Custom()),
            directions={"a": 2},
            order=("treat",),
        )
    rules = [fault.rule for fault in caught.value.faults]
    assert rules == [
        "This must be at most 1",
        "This must be a function",
        "This is no technique of the step `treat`",
        "A step is a Step of a technique",
        "The order must name every step on indicators that there is",
        "A direction is 1 or -1",
    ]


def test_a_users_function_stays_in_python() -> None:
    method = Method(treat=Step(Custom(abs)))
    with pytest.raises(MethodError, match="A user's own function cannot be written"):
        method.to_toml()


@pytest.mark.parametrize(
    ("kind", "value"),
    [("text", 3), ("switch", 0), ("wholes", 2), ("numbers", ["a"]), ("table", {"a": None})],
)
def test_a_value_of_another_kind_is_wrong(kind: str, value: object) -> None:
    assert isinstance(checked(Option("x", kind, "", default=REQUIRED), value), Wrong)


def test_numbers_must_lie_above_a_bound() -> None:
    assert ("[normalise] deviation", "This must be above 0") in faults_of(
        '[normalise]\nby = "z-score"\ndeviation = 0'
    )


CONFLICTS = [
    ("[normalise]\nlow = 5\nhigh = 5", "normalise.high", "must not be the lowest"),
    ('[normalise]\nbase = "2021"', "normalise.base", "no effect in this scope"),
    ('[normalise]\nscope = "base"', "normalise.base", "must be named"),
    ('[normalise]\nby = "goalposts"\nlower = 5\nupper = 1', "normalise.upper", "must rise"),
    ('[normalise]\nby = "scaled"\nlower = 5\nupper = 5', "normalise.upper", "must rise"),
    ('[normalise]\nby = "categorical"\npercentiles = [50, 20]', "normalise.percentiles", "ascend"),
    ('[normalise]\nby = "categorical"\npercentiles = []', "normalise.percentiles", "ascend"),
    ('[normalise]\nby = "categorical"\nscores = [1]', "normalise.scores", "There are 5 classes"),
    ('[weights]\nby = "benefit-of-the-doubt"\nlow = 0.9\nhigh = 0.1', "weights.high", "below the"),
    ('[aggregate]\nby = "adjusted-mazziotta-pareto"\nlow = 2\nhigh = 1', "aggregate.high", "rise"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "rule"), CONFLICTS)
def test_options_that_do_not_go_with_each_other(text: str, key: str, rule: str) -> None:
    with pytest.raises(MethodError) as caught:
        Method.from_toml(text)
    (fault,) = caught.value.faults
    assert fault.column == key
    assert rule in fault.rule


def test_options_that_go_with_each_other() -> None:
    text = '[aggregate]\nby = "adjusted-mazziotta-pareto"\nlow = 1\nhigh = 2\n[normalise]\n'
    Method.from_toml(text + 'scope = "base"\nbase = "2021"')


def test_a_step_that_is_written_wrong_is_told_its_name() -> None:
    with pytest.raises(MethodError, match=r"Did you mean normalise\?"):
        Method.from_toml("[normalize]")
