"""Do a total and its parts speak of the same groups?"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Dossier, PartsOfTotal

NAME = "group_lists"
_OPEN = ("other", "minorit", "communit", "non-")
"""Words that leave a list of groups open: whoever the parts name may be among them."""


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each total over named groups whose parts name other groups, or leave one out."""
    for document in dossier.documents:
        for total in document.totals:
            missing, strange = _differences(dossier, total)
            if missing or strange:
                yield _finding(total, missing, strange)


def _differences(dossier: Dossier, total: PartsOfTotal) -> tuple[list[str], list[str]]:
    whole = total.total.groups
    named = [part.groups for part in total.parts if part.groups]
    counted = (total.total.counted or "").lower()
    if not whole or not named or any(word in counted for word in _OPEN):
        return [], []
    parts = frozenset().union(*named)
    is_closed = total.all_parts and len(named) == len(total.parts)
    missing = [
        group
        for group in sorted(whole)
        if len(whole) > 1
        and is_closed
        and not any(dossier.may_overlap(frozenset({group}), frozenset({part})) for part in parts)
    ]
    strange = [part for part in sorted(parts) if not dossier.may_overlap(whole, frozenset({part}))]
    return missing, strange


def _finding(total: PartsOfTotal, missing: list[str], strange: list[str]) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.medium,
        what=Remark.of("A total and its parts name different groups."),
        explanation=Remark.of(
            "The total counts {whole}. Without a part: {missing}. In the parts only: {strange}.",
            whole=", ".join(map(_name, sorted(total.total.groups))),
            missing=", ".join(map(_name, missing)) or "–",
            strange=", ".join(map(_name, strange)) or "–",
        ),
        passages=tuple(one.span for one in (total.total, *total.parts)),
        sureness=Sureness.possible,
        settled_by=Remark.of("The table behind the total, with the headings of its rows."),
    )


def _name(group: str) -> str:
    return group.partition("/")[2].replace("-", " ") or group


CHECK = Check(
    name=NAME,
    looks_for=Remark.of(
        "Groups of a total that have no part, and parts of groups not in the total."
    ),
    limits=Remark.of("Lists that leave room ('and other minorities') are left alone."),
    sureness=Sureness.possible,
    run=run,
)
