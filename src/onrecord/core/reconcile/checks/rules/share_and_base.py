"""Does a share fit the count and the base that stand beside it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from onrecord.core.kernel.finding import Finding, Severity, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Document, Dossier, Stated
from onrecord.core.reconcile.checks.reach import reach

NAME = "share_and_base"
_OF = re.compile(r"\s(?:[\w'’-]+\s){0,4}?(?:out\s)?of\s(?:the\s|all\s|these\s|those\s|some\s)?")
_BESIDE = re.compile(r"[^.;:()\d]{0,60}(?:\(|,\sor\s|\sor\s|,\s|–\s|-\s)(?:i\.e\.\s|that\sis\s)?")


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each "40 of 100 women (36 per cent)" whose three numbers cannot all hold."""
    for document in dossier.documents:
        for share in document.figures:
            if not share.quantity.is_share or share.number is None:
                continue
            for part, base in _pairs(document, share):
                found = _compared(part, base, share)
                if found is not None:
                    yield found


def _pairs(document: Document, share: Stated) -> Iterator[tuple[Stated, Stated]]:
    counts = [
        one
        for one in document.figures_in(share.sentence)
        if not one.quantity.is_share and one.number and one.quantity.unit != "year"
    ]
    for part, base in combinations(counts, 2):
        is_of = _OF.fullmatch(document.text[part.span.end : base.span.start])
        between = document.text[base.span.end : share.span.start]
        if is_of and share.span.start > base.span.end and _BESIDE.fullmatch(between):
            yield part, base


def _compared(part: Stated, base: Stated, share: Stated) -> Finding | None:
    (low, high), (least, most) = reach(share.quantity), (reach(part.quantity), reach(base.quantity))
    if None in (low, high, *least, *most) or not base.number or not part.number:
        return None
    actual = part.number / base.number
    smallest = (least[0] or 0.0) / (most[1] or 1.0)
    largest = (least[1] or 0.0) / (most[0] or 1.0)
    if smallest <= (high or 0.0) and largest >= (low or 0.0):
        return None
    return Finding(
        check=NAME,
        severity=Severity.medium,
        what=Remark.of("A share does not fit its count and its base."),
        explanation=Remark.of(
            "{part} of {base} are {actual} per cent, not {share}.",
            part=part.number,
            base=base.number,
            actual=f"{actual * 100:.3g}",
            share=share.quantity,
        ),
        passages=(part.span, base.span, share.span),
        sureness=Sureness.likely,
        settled_by=Remark.of("The table behind the share: which of the three numbers is wrong."),
    )


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("A share that does not fit the count and the base beside it."),
    limits=Remark.of(
        "Only 'A of B (share)' in one sentence is seen. A share counts as rounded to its last "
        "digit."
    ),
    sureness=Sureness.likely,
    run=run,
)
