"""How names of persons and places are compared."""

from onrecord.core.reconcile.names.fold import fold
from onrecord.core.reconcile.names.matching_key import matching_key

__all__ = ["fold", "matching_key"]
