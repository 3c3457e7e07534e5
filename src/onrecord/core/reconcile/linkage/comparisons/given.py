"""Is the given name the same, whatever the spelling?"""

from onrecord.core.reconcile.linkage.comparisons._names import name_comparison

COMPARISON = name_comparison("given", "given name")
