"""Which checks there are: every file in ``rules/`` is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

from onrecord.core.kernel.finding import Finding, Severity
from onrecord.core.reconcile.checks import rules
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Dossier


@cache
def all_checks() -> tuple[Check, ...]:
    """Return every check found in the folder, in the order of their names."""
    found = []
    for module in pkgutil.iter_modules(rules.__path__, rules.__name__ + "."):
        check = importlib.import_module(module.name).CHECK
        if not isinstance(check, Check):
            raise TypeError(f"CHECK of {module.name} is not a Check")
        found.append(check)
    return tuple(sorted(found, key=lambda check: check.name))


def check_dossier(dossier: Dossier) -> tuple[Finding, ...]:
    """Return what all checks find in the documents, gravest first, then in reading order."""
    return tuple(sorted(_findings(dossier), key=_order))


def _findings(dossier: Dossier) -> Iterator[Finding]:
    for check in all_checks():
        yield from check.run(dossier)


_GRAVEST_FIRST = tuple(reversed(Severity))


def _order(finding: Finding) -> tuple[int, str, int, str]:
    first = finding.passages[0] if finding.passages else None
    place = (first.document, first.start) if first else ("", 0)
    return _GRAVEST_FIRST.index(finding.severity), *place, finding.check
