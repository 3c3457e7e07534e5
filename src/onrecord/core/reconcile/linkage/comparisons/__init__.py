"""Comparisons of two records, one file each; a file that lies here is found by itself."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from onrecord.core.reconcile.linkage.comparison import Comparison

__all__ = ["all_comparisons"]


@cache
def all_comparisons() -> tuple[Comparison, ...]:
    """Return every comparison of this folder, in the order of the file names."""
    names = sorted(each.name for each in iter_modules(__path__) if not each.name.startswith("_"))
    modules = (import_module(f"{__name__}.{name}") for name in names)
    return tuple(module.COMPARISON for module in modules)
