"""How names of persons and places are compared."""

from onrecord.core.reconcile.names.fold import fold

__all__ = ["fold"]
