"""The tables of a report on an edition's raters: labels to the figures of kernels."""
