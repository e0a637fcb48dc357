"""Index: from an edition's scores to components, ranks, classes and changes, exactly.

`build` makes a `Result` of an edition; `build_many` does it for a stream of score arrays;
`compare` says what a change between two results is made of. `reference` holds the same
arithmetic in the plainest form, which the tests hold against the fast one.
"""

from ocindex.index.change import Comparison, compare
from ocindex.index.many import build_many
from ocindex.index.result import Result, build

__all__ = ["Comparison", "Result", "build", "build_many", "compare"]
