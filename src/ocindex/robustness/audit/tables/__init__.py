"""An audit's tables: the kernels' arrays with their labels, in stable columns."""
