"""Smoothed scores are made where held-out experts bear them out, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocindex.errors import RequestError
from ocindex.ratings import Scoring
from ocindex.scoring.fits import Effort, fit_editions
from ocindex.scoring.fits.smoothing import refuse_uncovered
from ocindex.scoring.split_panel import Predicted, SplitPanel
from support.panels_of_raters import edition, panel, rows_of

SHORT = Effort(chains=2, sweeps=120, processes=1)
SMOOTHED = Scoring(smoothed=True)


def test_scores_are_smoothed_where_others_bear_them_out() -> None:
    rated = edition(rows_of(panel(24, 10), 10), 10)
    found = fit_editions([rated], scoring=SMOOTHED, effort=SHORT)
    assert found.check
    assert found.check.covers
    assert found.check.held_out > 5
    own = fit_editions([rated], effort=SHORT)
    assert own.check is None
    assert own.theta.tobytes() != found.theta.tobytes()


def test_scores_that_do_not_cover_are_refused_with_what_was_found() -> None:
    fine, poor = Predicted(90, 0.9, 0.86, 0.93, 1.1), Predicted(20, 0.7, 0.6, 0.8, 0.5)
    check = SplitPanel(10, 9, fine, poor, fine, poor)
    refuse_uncovered(replace(check, countries=fine))
    with pytest.raises(RequestError, match=r"0\.70 \(0\.60 to 0\.80\).*Take smoothed out of"):
        refuse_uncovered(check)


def test_few_indicators_have_nothing_to_borrow_from() -> None:
    rated = edition(rows_of(panel(12, 6), 6, 3), 6, 3)
    with pytest.raises(RequestError, match="want four or more; there are 3"):
        fit_editions([rated], scoring=SMOOTHED, effort=SHORT)


def test_smoothing_is_the_models_own() -> None:
    rated = edition(rows_of(panel(12, 6), 6), 6)
    with pytest.raises(RequestError, match="by method 'model' alone, this is 'mean'"):
        fit_editions([rated], scoring=Scoring("mean", smoothed=True), effort=SHORT)


def test_where_each_country_has_one_rater_nobody_can_be_held_out() -> None:
    rows = [row for row in rows_of(panel(6, 6), 6) if row[2] == f"R{row[0]:02}"]
    with pytest.raises(RequestError, match=r"cannot be checked\. Nobody can be held out"):
        fit_editions([edition(rows, 6)], scoring=SMOOTHED, effort=SHORT)
