"""The crossed rater model: ratings to draws of scores, and what is known of raters.

The model is that of generalizability theory with raters' own noise, a hierarchical form of
Aldrich and McKelvey's scaling and of many-facet Rasch measurement on the index's own scale.
"""

from ocindex.scoring.rater_model.diagnosing import Diagnostics
from ocindex.scoring.rater_model.factors import usual_number
from ocindex.scoring.rater_model.fitting import fit
from ocindex.scoring.rater_model.posterior import Posterior, Summary
from ocindex.scoring.rater_model.priors import Priors, usual_priors

# Raised with every change of what a fit gives: it stands beside the figures.
MODEL_VERSION = 9

__all__ = [
    "MODEL_VERSION",
    "Diagnostics",
    "Posterior",
    "Priors",
    "Summary",
    "fit",
    "usual_number",
    "usual_priors",
]
