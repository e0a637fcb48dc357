"""One thread for linear algebra: with another number of them, sums are rounded otherwise."""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any


def one_thread() -> AbstractContextManager[Any]:
    """Within this, numpy and scipy compute with one thread, whatever the machine has."""
    threadpoolctl: Any = import_module("threadpoolctl")  # it has no types
    limits: AbstractContextManager[Any] = threadpoolctl.threadpool_limits(1, user_api="blas")
    return limits
