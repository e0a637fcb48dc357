"""The rater model in NumPyro, by another algorithm and without latent judgements.

The probability of a rating is that of its interval under Student's distribution of 5 degrees of
freedom, whose distribution function has a closed form.
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from numpy.typing import NDArray
from numpyro.infer import MCMC, NUTS, init_to_value
from scipy.special import stdtr

from ocindex.scoring.observations import Observations
from ocindex.scoring.rater_model import Priors

numpyro.enable_x64()
Data = dict[str, Any]
# Beyond so many scales the difference of two tails keeps no digits; an end that is not there is
# farther still, for an infinite one has no gradient.
FARTHEST, NOWHERE = 2000.0, 1e9


def lower_tail(away: Any) -> Any:
    """P(T <= -away) for Student's T of 5 degrees of freedom, away >= 0."""
    share = 1 + away**2 / 5
    root = away / jnp.sqrt(5.0)
    return (jnp.arctan2(1.0, root) - root / share * (1 + 2 / (3 * share))) / jnp.pi


def log_interval(low: Any, high: Any) -> Any:
    """Logarithm of P(low < T < high); either end may be `NOWHERE`.

    The interval is turned to the side below zero, where the difference keeps its digits.
    """
    turned = low + high > 0
    low, high = jnp.where(turned, -high, low), jnp.where(turned, -low, high)
    low, high = jnp.clip(low, -FARTHEST, FARTHEST), jnp.clip(high, -FARTHEST, FARTHEST)

    def below(end: Any) -> Any:
        tail = lower_tail(jnp.abs(end))
        return jnp.where(end < 0, tail, 1 - tail)

    floor = jnp.where(low <= -FARTHEST, 0.0, below(low))
    return jnp.log(jnp.maximum(below(high) - floor, 1e-18))


def data_of(observations: Observations, whole: NDArray[np.bool_]) -> Data:
    """Intervals and places of ratings."""
    o = observations
    half = np.where(whole[o.rater], 0.5, o.step / 2)
    halos, halo = np.unique(o.rater * o.countries + o.country, return_inverse=True)
    low = np.where(o.value <= o.low, -NOWHERE, o.value - half)
    high = np.where(o.value >= o.high, NOWHERE, o.value + half)
    # What scale use multiplies: where a cell's ratings lie on average.
    cell = o.country * o.indicators + o.indicator
    total = np.bincount(cell, o.value - (o.low + o.high) / 2)
    away = (total / np.maximum(1, np.bincount(cell)))[cell]
    squares = np.bincount(o.rater, away**2, o.raters)
    sizes = {"shape": (o.countries, o.indicators), "raters": o.raters, "halos": len(halos)}
    places = {"country": o.country, "indicator": o.indicator, "rater": o.rater, "halo": halo}
    return sizes | {"places": places, "low": low, "high": high, "away": away, "squares": squares}


def model(data: Data, priors: Priors) -> None:
    sample, places = numpyro.sample, data["places"]
    shape, raters = data["shape"], data["raters"]
    margin = dist.Normal(0, priors.theta_sd / np.sqrt(3))
    country = sample("country", margin.expand(shape[:1]).to_event(1))
    indicator = sample("indicator", margin.expand(shape[1:]).to_event(1))
    level = priors.theta_mean + sample("level_of_scores", margin)
    centre = numpyro.deterministic("centre", level + country[:, None] + indicator)
    theta = sample("theta", dist.Normal(centre, priors.theta_sd).to_event(2))
    effects = {}
    sizes = {"severity": (raters,), "halo": (data["halos"],), "leaning": (raters, shape[1])}
    for name, size in sizes.items():
        spread = sample(f"sd_{name}", dist.HalfCauchy(priors.effect_scale))
        standard = dist.Normal(0, 1).expand(size).to_event(len(size))
        effects[name] = numpyro.deterministic(name, spread * sample(f"{name}_z", standard))
    used = jnp.zeros(raters)
    if priors.scale_use:
        shares = sample("scale_use_z", dist.Normal(0, 1).expand((raters,)).to_event(1))
        # Given that they sum to nothing, each by what is told of it; the raters are linked.
        squares = jnp.asarray(data["squares"])
        told = squares / (squares + (priors.noise_scale / 0.3) ** 2)
        shares = shares - told * (told @ shares) / (told @ told)
        used = sample("sd_scale_use", dist.HalfCauchy(priors.scale_use)) * shares
    used = numpyro.deterministic("scale_use", used)
    level = sample("level", dist.Exponential(1 / priors.noise_scale**2))
    low, high = np.log(priors.noise_df)
    half = jnp.exp(sample("log_freedom", dist.Uniform(low, high))) / 2
    variance = sample(
        "variance", dist.InverseGamma(half, half * level).expand((raters,)).to_event(1)
    )
    noise = numpyro.deterministic("noise", jnp.sqrt(variance))[places["rater"]]
    mean = (
        theta[places["country"], places["indicator"]]
        + effects["severity"][places["rater"]]
        + effects["halo"][places["halo"]]
        + effects["leaning"][places["rater"], places["indicator"]]
        + used[places["rater"]] * data["away"]
    )
    ends = (data["low"] - mean) / noise, (data["high"] - mean) / noise
    numpyro.factor("ratings", log_interval(*ends).sum())


def draws_by_nuts(
    observations: Observations,
    whole: NDArray[np.bool_],
    priors: Priors,
    *,
    seed: int,
    warm: int = 500,
    draws: int = 1000,
) -> dict[str, NDArray[np.float64]]:
    """Draws of one chain: theta, severity, noise, and standard deviations.

    Parameters
    ----------
    observations : Observations
    whole : ndarray of bool, shape (raters,)
        Who uses whole points only.
    priors : Priors
    seed : int
    warm, draws : int, optional
    """
    o, data = observations, data_of(observations, whole)
    size = o.countries * o.indicators
    cell = o.country * o.indicators + o.indicator
    count = np.bincount(cell, minlength=size)
    mean = np.bincount(cell, o.value, size) / np.maximum(count, 1)
    start = np.where(count > 0, mean, priors.theta_mean).reshape(data["shape"])
    begun = init_to_value(values={"theta": start, "variance": np.full(o.raters, 0.5)})
    kernel = NUTS(model, init_strategy=begun, target_accept_prob=0.85, max_tree_depth=9)
    chain = MCMC(kernel, num_warmup=warm, num_samples=draws, progress_bar=False)
    chain.run(jax.random.PRNGKey(seed), data, priors)
    return {name: np.asarray(values) for name, values in chain.get_samples().items()}


def cut_to_scale(
    observations: Observations,
    whole: NDArray[np.bool_],
    priors: Priors,
    draws: dict[str, NDArray[np.float64]],
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Scores of the draws; those beyond the scale drawn anew within it, from a fine grid.

    Parameters
    ----------
    observations : Observations
    whole : ndarray of bool, shape (raters,)
    priors : Priors
    draws : dict of str to ndarray
        As `draws_by_nuts` gives them.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of float64, shape (draws, countries, indicators)
    """
    o, data = observations, data_of(observations, whole)
    halo, away = data["places"]["halo"], data["away"]
    step = (o.high - o.low) / 400
    grid = o.low + step * (np.arange(400) + 0.5)
    found = draws["theta"].copy()
    for draw, theta in enumerate(found):
        rater = o.rater
        used = draws["scale_use"][draw][rater] * away + draws["leaning"][draw][rater, o.indicator]
        other = draws["severity"][draw][rater] + draws["halo"][draw][halo] + used
        noise = np.sqrt(draws["variance"][draw])[rater]
        for country, indicator in np.argwhere((theta < o.low) | (theta > o.high)):
            own = (o.country == country) & (o.indicator == indicator)
            mean = grid[:, None] + other[own]
            above = stdtr(5, (data["high"][own] - mean) / noise[own])
            below = stdtr(5, (data["low"][own] - mean) / noise[own])
            centre = draws["centre"][draw, country, indicator]
            log = -((grid - centre) ** 2) / (2 * priors.theta_sd**2)
            log += np.log(np.maximum(above - below, 1e-300)).sum(axis=1)
            weight = np.exp(log - log.max())
            middle = rng.choice(grid, p=weight / weight.sum())
            theta[country, indicator] = middle + step * (rng.random() - 0.5)
    return found
