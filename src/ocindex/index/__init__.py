"""Index: from an edition's scores to components, ranks, classes and changes, exactly.

`build` makes a `Result` of an edition, or by a method a `Built`; `build_many` does the former
for a stream of score arrays; `compare` says what a change between two results is made of.
`steps` holds the kernels of a method on plain arrays, which `building` chains. `reference` has
the published arithmetic in the plainest form, which the tests hold against the fast one.
"""

from ocindex.index.building import Panel, build, build_panel
from ocindex.index.built import Built
from ocindex.index.change import Comparison, compare
from ocindex.index.many import build_many
from ocindex.index.result import Result
from ocindex.index.stage import Stage

__all__ = [
    "Built",
    "Comparison",
    "Panel",
    "Result",
    "Stage",
    "build",
    "build_many",
    "build_panel",
    "compare",
]
