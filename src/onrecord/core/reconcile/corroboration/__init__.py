"""How many independent origins stand behind a statement, however many documents repeat it."""

from onrecord.core.reconcile.corroboration.origins import (
    Declared,
    Independent,
    Link,
    OriginGroup,
    independent_origins,
    origin_groups,
)
from onrecord.core.reconcile.corroboration.passages import (
    Copied,
    copied_passages,
    copied_passages_plainly,
)

__all__ = [
    "Copied",
    "Declared",
    "Independent",
    "Link",
    "OriginGroup",
    "copied_passages",
    "copied_passages_plainly",
    "independent_origins",
    "origin_groups",
]
