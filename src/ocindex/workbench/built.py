"""An index with all that can be asked of it: audit, uncertainty, sensitivity, what-if.

It is a subclass of the index's own `Built`, so that whatever takes that takes this, and holds
nothing more: its methods only know where the kernels of robustness are, which `index` must not.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np
from numpy.typing import NDArray

from ocindex import index
from ocindex.index import Result
from ocindex.method import Method, Step, Technique
from ocindex.vocabulary import Edition
from ocindex.workbench.techniques import Option, steps_of
from ocindex.workbench.varying import Varying, Weights, changed, checked, step_of_scale

if TYPE_CHECKING:
    import polars as pl

    from ocindex.findings import Audit
    from ocindex.workbench.certain import RankChances
    from ocindex.workbench.effect import Effect
    from ocindex.workbench.overtaking import Measure, Overtaking
    from ocindex.workbench.sensitivity import Sensitivity
    from ocindex.workbench.uncertainty import Uncertainty

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Built(index.Built):
    """An index made by a method, and how far it can be trusted.

    Attributes
    ----------
    edition : Edition
    method : Method
    codes : tuple of str
        Codes of the countries that were not screened out, in the edition's order.
    values : ndarray of float64, shape (units, nodes)
        Scores of all nodes, in the framework's order; NaN where missing.
    node_weights : ndarray of float64, shape (nodes,)
        Weight of each node among its siblings, summing to one; NaN for headlines.
    stages : mapping of str to Stage
        Those there are, in the order in which they were made.
    report : Report
        What the steps did, cell by cell.
    exact : Result or None
        The figures in whole numbers, where scores lie on a grid and the method is linear.
    """

    def rebuild(self, **changes: Any) -> Built:
        """The same edition by the same method with some steps changed, as `Method.replace`."""
        return lifted(super().rebuild(**changes))

    def without(self, *nodes: str) -> Built:
        """The same index in which some nodes do not count; their siblings fill their place."""
        return lifted(super().without(*nodes))

    def audit(
        self, outside: Mapping[str, Floats] | None = None, draws: int = 10_000, seed: int = 1
    ) -> Audit:
        """Audit the index by the ten steps of the OECD/JRC Handbook.

        Parameters
        ----------
        outside : mapping of str to ndarray of float64, shape (units,), optional
            Variables to compare the headlines with; the edition's denominators if left out.
        draws, seed : int, optional
            Of the uncertainty of ranks.

        Returns
        -------
        Audit
            Findings, chapters and tables.
        """
        from ocindex.robustness.audit.report import audit_index  # it imports scipy

        return audit_index(self, outside, draws, seed)

    def uncertainty(
        self,
        *,
        scores: float | None = None,
        deviations: Floats | None = None,
        score_draws: NDArray[np.floating[Any]] | None = None,
        weights: Weights = 0.25,
        impute: Sequence[Option] = (),
        treat: Sequence[Option] = (),
        normalise: Sequence[Option] = (),
        aggregate: Sequence[Option] = (),
        exclude: int = 0,
        exclude_countries: int = 0,
        before: index.Built | None = None,
        nodes: Sequence[str] = (),
        top: int = 10,
        draws: int = 100_000,
        seed: int = 1,
        pairs: bool = False,
        cluster: str | None = None,
        workers: int | None = None,
        progress: Progress | None = None,
    ) -> Uncertainty:
        """Draw scores, weights and steps of the method many times; say what ranks come out.

        Parameters
        ----------
        scores : float, optional
            How far each score may lie from its own value, either way and uniformly. The step
            of the grid if left out, and 0 where indicators are measured.
        deviations : ndarray of float64, shape (countries, indicators), optional
            In place of `scores`, the standard deviation of each.
        score_draws : ndarray, shape (draws, countries, indicators), optional
            In place of `scores`, all of them as they were drawn together: what ratings say of
            them, errors that go together included.
        weights : float or 'simplex', optional
            Share of itself by which each weight may be more or less; or any weights at all.
        impute, treat, normalise, aggregate : sequence of Technique or str, optional
            Techniques to choose among, each as likely as the others; the method's own if left
            out. A text names one, with its options: `min-max low=1 high=100`.
        exclude : int, optional
            How many indicators, at random, are left out of each draw.
        exclude_countries : int, optional
            How many countries, at random, are left out of each draw: the others are normalised
            and ranked without them, and what is said of a country is of the draws that have it.
        before : Built, optional
            The index of the edition before, to better.
        nodes : sequence of str, optional
            Components to report; the headlines if left out, every one for `("all",)`.
        top : int, optional
            Ranks up to this one count as of the top.
        draws, seed : int, optional
            The same seed gives the same result to the last bit, on any number of cores.
        pairs : bool, optional
            Count in all draws which country stands above which, not in the first ones alone.
        cluster : str, optional
            Address of a Dask scheduler, to draw there; needs the extra `cluster`.
        workers : int, optional
            Draw in so many processes of Dask on this machine.
        progress : callable, optional
            Told the draws done and all draws.

        Returns
        -------
        Uncertainty

        Raises
        ------
        RequestError
            There is no such component or technique, or a number is out of its bounds.
        MethodError
            A step cannot be done on these values: all countries and indicators concerned.

        Notes
        -----
        Noise is that of the scores as they came in. Weights vary about those of the index: where
        they are computed from values, they are not computed anew unless `weights` is 0.

        References
        ----------
        Saisana, M., Saltelli, A., Tarantola, S. (2005). Uncertainty and sensitivity analysis
        techniques as tools for the quality assessment of composite indicators. Journal of the
        Royal Statistical Society A 168(2), 307-323.
        """
        from ocindex.workbench.uncertainty import uncertainty  # it imports the kernels

        steps = chosen_steps(impute, treat, normalise, aggregate)
        given = deviations is not None or score_draws is not None
        width = 0.0 if given else step_of_scale(self, scores)
        varying = checked(
            self,
            Varying(width, deviations, weights, steps, exclude, exclude_countries, score_draws),
        )
        return uncertainty(
            self, varying, nodes=tuple(nodes), before=before, top=top, draws=draws, seed=seed,
            pairs=pairs, cluster=cluster or "", workers=workers or 0, progress=progress,
        )  # fmt: skip

    def sensitivity(
        self,
        *,
        scores: float = 0.0,
        deviations: Floats | None = None,
        weights: Weights = 0.0,
        weight_sets: Sequence[Mapping[str, float]] = (),
        impute: Sequence[Option] = (),
        treat: Sequence[Option] = (),
        normalise: Sequence[Option] = (),
        aggregate: Sequence[Option] = (),
        node: str = "",
        points: int = 1024,
        seed: int = 1,
    ) -> Sensitivity:
        """Say which choice moves the ranks how much, by Sobol indices.

        The result whose variance is shared out is the mean over countries of how many places
        each is from its rank as built. Where all choices are countable, every combination is
        computed and the indices are exact; where scores or weights vary continuously, they are
        estimated.

        Parameters
        ----------
        scores : float, optional
            As of `uncertainty`, but 0 if left out.
        deviations : ndarray of float64, shape (countries, indicators), optional
            As of `uncertainty`.
        weights : float or 'simplex', optional
            As of `uncertainty`, but 0 if left out.
        weight_sets : sequence of mapping of str to float, optional
            Sets of weights to choose among; nodes that a set does not name keep theirs.
        impute, treat, normalise, aggregate : sequence of Technique or str, optional
            As of `uncertainty`.
        node : str, optional
            The component whose ranks are meant; the first headline if left out.
        points, seed : int, optional
            Of the estimates: scrambled Sobol points, at each of which the index is computed as
            often as there are choices, and twice more.

        Returns
        -------
        Sensitivity

        Raises
        ------
        RequestError
            Nothing varies, or there is no such component or technique.
        MethodError
            A step cannot be done on these values.

        References
        ----------
        Saltelli, A. et al. (2008). Global Sensitivity Analysis: The Primer. Wiley.
        """
        from ocindex.workbench.sensitivity import sensitivity  # it imports the kernels

        steps = chosen_steps(impute, treat, normalise, aggregate)
        varying = checked(self, Varying(scores, deviations, weights, steps))
        return sensitivity(self, varying, tuple(weight_sets), node, points, seed)

    def what_if(self, **changes: Any) -> Effect:
        """What a change of the method would change, country by country.

        Parameters
        ----------
        **changes
            Steps as of `Method.replace`; a technique will do for a step, and a text for a
            technique: `what_if(aggregate="geometric")`.

        Returns
        -------
        Effect
        """
        steps = {name: as_step(name, change) for name, change in changes.items()}
        return self.compare(build(self.edition, changed(self.method, steps)))

    def compare(self, other: index.Built) -> Effect:
        """Put this index and another side by side, country by country."""
        from ocindex.workbench.effect import Effect  # it is not needed to build

        return Effect(self, other)

    def overtake(
        self, one: str, other: str, node: str = "", measure: Measure = "sum"
    ) -> Overtaking:
        """The least change of weights, and of scores, that puts one country at or above another.

        Parameters
        ----------
        one, other : str
            Codes of the countries.
        node : str, optional
            The component, whose children's weights may change; the first headline if left out.
        measure : {'sum', 'largest'}, optional
            Whether the sum of the changes of weights is to be least, or the largest of them.

        Returns
        -------
        Overtaking

        Raises
        ------
        RequestError
            There is no such country or component, or the component is no weighted mean.

        Notes
        -----
        Weights: a linear programme, solved by HiGHS. Scores: whole steps of the grid, where the
        index is a mean of means of scores.
        """
        from ocindex.workbench.overtaking import overtaking  # as above

        return overtaking(self, one, other, node, measure)

    def bounds(self, weights: Weights = 0.25, node: str = "") -> pl.DataFrame:
        """Ranks that no weights within bounds can leave: certain, not sampled.

        Parameters
        ----------
        weights : float or 'simplex', optional
            Share of itself by which each weight may be more or less; or any weights at all.
        node : str, optional
            The first headline if left out.

        Returns
        -------
        polars.DataFrame
            iso3, country, rank, best, worst. They hold for all countries and weights at once.

        Raises
        ------
        RequestError
            A mean is not arithmetic, or a value is missing.
        """
        from ocindex.workbench.certain import rank_bounds  # as above

        return rank_bounds(self, weights, node)

    def rank_chances(self, chances: Mapping[int, float], node: str = "") -> RankChances:
        """Probabilities of ranks under independent errors of scores, exactly.

        Parameters
        ----------
        chances : mapping of int to float
            Chance that a score is off by so many steps of the grid: {-1: .25, 0: .5, 1: .25}.
            What would leave the scale stays put.
        node : str, optional
            The first headline if left out.

        Returns
        -------
        RankChances

        Raises
        ------
        RequestError
            Scores are not on a grid, or the index is no mean of means of them.
        """
        from ocindex.workbench.certain import rank_chances  # as above

        return rank_chances(self, chances, node)

    def above_under_any_weights(self, node: str = "") -> Floats:
        """Probability that one country stands above another, all weights being as likely.

        Parameters
        ----------
        node : str, optional
            The component, of whose children the weights are meant; the first headline if left
            out.

        Returns
        -------
        ndarray of float64, shape (units, units)
            [i, j] for i above j, exact but for rounding (Varsi 1973).

        Raises
        ------
        RequestError
            The component is no arithmetic mean, or a value is missing.
        """
        from ocindex.workbench.certain import above_by_any_weights  # as above

        return above_by_any_weights(self, node)


def chosen_steps(
    impute: Sequence[Option],
    treat: Sequence[Option],
    normalise: Sequence[Option],
    aggregate: Sequence[Option],
) -> dict[str, tuple[Step | None, ...]]:
    """The steps to choose among, by name; those of which none are named are as they are."""
    named = {"impute": impute, "treat": treat, "normalise": normalise, "aggregate": aggregate}
    return {name: steps_of(name, options) for name, options in named.items() if options}


def as_step(name: str, change: object) -> object:
    """A step by a technique or a text; anything else as it is."""
    return steps_of(name, [change])[0] if isinstance(change, Technique | str) else change


def lifted(built: index.Built) -> Built:
    """A built index with all that can be asked of it."""
    fields = dataclasses.fields(index.Built)
    return Built(**{each.name: getattr(built, each.name) for each in fields})


@overload
def build(edition: Edition) -> Result: ...
@overload
def build(edition: Edition, method: Method) -> Built: ...
def build(edition: Edition, method: Method | None = None) -> Result | Built:
    r"""Make an index of an edition.

    Parameters
    ----------
    edition : Edition
    method : Method, optional
        How; if left out, as the Index is published: means of means of the scores, exactly.

    Returns
    -------
    Result or Built
        A `Result` where no method is given, else a `Built`, with every stage, which can be
        audited and stressed.

    Raises
    ------
    MethodError
        The method does not fit the framework, or a step cannot be done on these values: all
        countries and indicators concerned.
    RequestError
        No method is given, and indicators are measured, not scored.

    Examples
    --------
    >>> import ocindex
    >>> framework = ocindex.bundled_framework("ocindex-2025")
    >>> edition = ocindex.simulate(framework, seed=1, countries=framework.members)
    >>> built = ocindex.build(edition, ocindex.Method.from_toml("[aggregate]\\nby = 'geometric'"))
    >>> built.ranks.columns[:3]
    ['iso3', 'criminality', 'criminal_markets']
    """
    return index.build(edition) if method is None else lifted(index.build(edition, method))


@dataclass(frozen=True, eq=False)
class Panel(index.Panel):
    """The editions of a panel, each built, in order of time."""

    builts: tuple[Built, ...]


def build_panel(editions: Sequence[Edition], method: Method) -> Panel:
    """Make an index of several editions at once.

    Only so can values be imputed from other editions, and the scale be set by all of them.

    Parameters
    ----------
    editions : sequence of Edition
        Of one framework; they are taken in order of their years.
    method : Method

    Returns
    -------
    Panel

    Raises
    ------
    MethodError
        As `build`.
    RequestError
        There is no edition, or their frameworks have not the same nodes.
    """
    return Panel(tuple(map(lifted, index.build_panel(editions, method).builts)))
