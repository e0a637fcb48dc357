"""Charts of results: what the site and the PDF profiles draw, drawn in a notebook.

>>> from ocindex import build, charts, read_edition         # doctest: +SKIP
>>> result = build(read_edition("editions/2023"))           # doctest: +SKIP
>>> charts.strip(result, "KAZ", "criminality")              # doctest: +SKIP
>>> charts.pyramid(result, "KAZ").save("kazakhstan.png")    # doctest: +SKIP

Charts of the method workbench take plain labels and arrays: `sunburst`, `distributions`,
`correlogram`, `intervals`, `sensitivity`, `shift`, `strengths`; and `rank_intervals`,
`sensitivity_bars`, `rank_shift` the answers of `uncertainty`, `sensitivity` and `what_if`.

Each function gives a `Chart`, which shows itself in Jupyter and saves itself as svg, png or
pdf. It has the extra `publish` for its colours, letters and maps.
"""

from __future__ import annotations

from ocindex.errors import RequestError

try:
    from ocindex.charts.countries import bars, lines, pyramid, radar, strip
    from ocindex.charts.editions import beeswarm, map, matrix, pyramids, slope  # noqa: A004  as it is called
    from ocindex.charts.robust import intervals, sensitivity, shift, strengths
    from ocindex.charts.structure import correlogram, distributions, sunburst
    from ocindex.charts.workbench import rank_intervals, rank_shift, sensitivity_bars
    from ocindex.publish.charts import Chart
except ModuleNotFoundError as error:
    raise RequestError(
        f"Charts need {error.name}: install it by pip install 'ocindex[publish]'."
    ) from error

__all__ = [
    "Chart",
    "bars",
    "beeswarm",
    "correlogram",
    "distributions",
    "intervals",
    "lines",
    "map",
    "matrix",
    "pyramid",
    "pyramids",
    "radar",
    "rank_intervals",
    "rank_shift",
    "sensitivity",
    "sensitivity_bars",
    "shift",
    "slope",
    "strengths",
    "strip",
    "sunburst",
]
