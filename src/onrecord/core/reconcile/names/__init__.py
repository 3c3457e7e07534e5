"""How names of persons and places are compared."""

from onrecord.core.reconcile.names.fold import fold, fold_with_offsets

__all__ = ["fold", "fold_with_offsets"]
