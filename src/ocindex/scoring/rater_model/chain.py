"""Sweeps of one chain."""

from __future__ import annotations

from dataclasses import dataclass, field

from ocindex.scoring.rater_model.clusters import Clusters, clusters_of, shift_clusters
from ocindex.scoring.rater_model.effects import draw_effects
from ocindex.scoring.rater_model.factors import Factors, draw_factors
from ocindex.scoring.rater_model.joint import Meetings, meetings_of, shift_jointly
from ocindex.scoring.rater_model.keeping import Following, Kept, follow, judge, keep, nothing_kept
from ocindex.scoring.rater_model.latent import draw_latent, draw_noise, predicted
from ocindex.scoring.rater_model.layout import Layout
from ocindex.scoring.rater_model.margins import draw_margins
from ocindex.scoring.rater_model.moves import translate
from ocindex.scoring.rater_model.scales import draw_scales
from ocindex.scoring.rater_model.state import State
from ocindex.scoring.rater_model.stretch import shift_stretch

# Tail probabilities take as long as a sweep: of one in so many they are good enough.
TAILS_EVERY = 25


@dataclass(frozen=True, eq=False)
class Sampler:
    """All that sweeps go by and leave as it is."""

    layout: Layout
    following: Following
    meetings: Meetings
    clusters: Clusters


def sampler_of(layout: Layout, following: Following) -> Sampler:
    return Sampler(layout, following, meetings_of(layout), clusters_of(layout))


@dataclass(frozen=True)
class Stretch:
    """A run of sweeps.

    Attributes
    ----------
    first : int
        How many have gone before.
    sweeps : int
    kept : tuple of int
        Which of them give draws.
    recorded : bool
        Whether anything is kept: nothing while a chain warms up.
    """

    first: int
    sweeps: int
    kept: tuple[int, ...] = field(default=())
    recorded: bool = False


def advance(sampler: Sampler, state: State, stretch: Stretch) -> tuple[State, Kept | None]:
    """Sweep on; the state is changed in place."""
    layout, following = sampler.layout, sampler.following
    kept = nothing_kept(layout, following, stretch.sweeps, len(stretch.kept))
    keeps = {sweep: place for place, sweep in enumerate(stretch.kept)}
    for sweep in range(stretch.sweeps):
        number = stretch.first + sweep
        sweep_once(sampler, state, jointly=number % sampler.meetings.every == 0)
        if not stretch.recorded:
            continue
        follow(layout, state, kept, following, sweep)
        if sweep in keeps:
            keep(layout, state, kept, keeps[sweep])
        if number % TAILS_EVERY == 0:
            judge(layout, state, kept.totals)
    return state, kept if stretch.recorded else None


def sweep_once(sampler: Sampler, state: State, *, jointly: bool) -> None:
    """Every block once, then the shifts."""
    layout = sampler.layout
    mean = predicted(layout, state)
    draw_latent(layout, state, mean)
    draw_noise(layout, state, mean)
    draw_effects(layout, state)
    translate(layout, state)
    if jointly:
        shift_jointly(layout, sampler.meetings, state)
    if jointly and layout.priors.scale_use:
        shift_stretch(layout, sampler.meetings, state)
    if layout.leans:
        shift_clusters(layout, sampler.clusters, state)
    if state.factors:
        draw_prior(layout, state, state.factors)
    else:
        state.centre = draw_margins(state.margins, layout, state.theta[0], state.rng)
    draw_scales(layout, state)


def draw_prior(layout: Layout, state: State, factors: Factors) -> None:
    """What the factors say of the first edition's scores; nothing of vignettes."""
    shape = layout.scored, layout.shape[2]
    size = layout.scored * layout.shape[2]
    theta = state.theta[0, :size].reshape(shape)
    rated = layout.rated[:size].reshape(shape)
    centre, precision = draw_factors(factors, theta, rated, layout.priors, state.rng)
    state.centre[:size], state.precision[:size] = centre.reshape(-1), precision.reshape(-1)
