"""Other ways from ratings to scores than the rater model: because people will compare.

Each gives an estimate, its standard error and draws, so that components and ranks are made of
them as they are of the model's.
"""

from ocindex.scoring.estimators.estimated import METHODS, Estimated, Method
from ocindex.scoring.estimators.estimating import estimated

__all__ = ["METHODS", "Estimated", "Method", "estimated"]
