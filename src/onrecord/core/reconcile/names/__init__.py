"""How names of persons and places are compared."""

from onrecord.core.reconcile.names.blocking_key import blocking_key
from onrecord.core.reconcile.names.compare import NameLikeness, PartLikeness, compare_names
from onrecord.core.reconcile.names.fold import fold
from onrecord.core.reconcile.names.levels import NameLevel
from onrecord.core.reconcile.names.matching_key import matching_key
from onrecord.core.reconcile.names.namesakes import Namesakes
from onrecord.core.reconcile.names.parts import NameParts, NameWord, name_parts
from onrecord.core.reconcile.names.short_forms import ShortForm, ShortForms

__all__ = [
    "NameLevel",
    "NameLikeness",
    "NameParts",
    "NameWord",
    "Namesakes",
    "PartLikeness",
    "ShortForm",
    "ShortForms",
    "blocking_key",
    "compare_names",
    "fold",
    "matching_key",
    "name_parts",
]
