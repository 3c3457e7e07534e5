"""Compiled twins of the slow loops of reconciling: they answer as the plain ones do, only sooner.

They need numba, which is optional, and nothing here is imported before a draw asks for it.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec


@cache
def available() -> bool:
    """Return whether numba is installed, so that the compiled twins can be used."""
    return find_spec("numba") is not None
