"""What page, notebook and PDF draw alike: the colours, the scale and every kind of chart."""

from ocindex.publish.charts.bars import bars
from ocindex.publish.charts.beeswarm import beeswarm
from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted
from ocindex.publish.charts.correlogram import correlogram
from ocindex.publish.charts.distribution import Distribution, distributions
from ocindex.publish.charts.estimates import estimates
from ocindex.publish.charts.intervals import intervals
from ocindex.publish.charts.lines import Series, lines, slope
from ocindex.publish.charts.matrix import matrix
from ocindex.publish.charts.pyramid import Trio, glyph, pyramid, pyramid_nodes, pyramids
from ocindex.publish.charts.radar import radar
from ocindex.publish.charts.rings import Branch
from ocindex.publish.charts.scale import Axis, axis
from ocindex.publish.charts.sensitivity import Factor, sensitivity
from ocindex.publish.charts.shift import shift
from ocindex.publish.charts.strengths import Standing, strengths
from ocindex.publish.charts.strip import cell, cell_ground, strip
from ocindex.publish.charts.sunburst import sunburst

__all__ = [
    "Axis",
    "Branch",
    "Caption",
    "Chart",
    "Distribution",
    "Drawing",
    "Factor",
    "Mark",
    "Series",
    "Standing",
    "Trio",
    "axis",
    "bars",
    "beeswarm",
    "cell",
    "cell_ground",
    "charted",
    "correlogram",
    "distributions",
    "estimates",
    "glyph",
    "intervals",
    "lines",
    "matrix",
    "pyramid",
    "pyramid_nodes",
    "pyramids",
    "radar",
    "sensitivity",
    "shift",
    "slope",
    "strengths",
    "strip",
    "sunburst",
]
