"""What one check is: its name, what it looks for, how it could err, and the work itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.core.kernel.finding import Finding, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.dossier import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check as the folder ``rules`` registers it.

    ``looks_for`` and ``limits`` are sentences for the reader; ``sureness`` is the best that a
    finding of it can be; ``run`` yields findings in the order of the documents.
    """

    name: str
    looks_for: Remark
    limits: Remark
    sureness: Sureness
    run: Callable[[Dossier], Iterator[Finding]]
