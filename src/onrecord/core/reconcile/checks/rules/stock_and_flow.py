"""Is a part larger than what it is part of, or do more return than ever left?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord.core.kernel.finding import Finding, Severity, Sureness
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Document, Dossier, Stated
from onrecord.core.reconcile.checks.reach import reach

NAME = "stock_and_flow"
_OF = re.compile(
    r"(?:^|[.;:(]\s*|\n\s*)(?:Of|of|Out\sof|Among)\s(?:all\s)?(?:the\s|these\s|those\s)?$"
)
"""Words that open a clause: in "67 out of the 105, which comes to 900" no whole is announced."""
_PART = re.compile(r"[^,.;:!?\d]{2,80}(?:,\s[^,.;:!?\d]{2,40}){0,2},\s(?:[\w-]+\s){0,3}?$")
_NOT_A_PART = re.compile(
    r"\b(?:another|more|further|plus|while|whereas|but|which|out\sof|compared)\b", re.IGNORECASE
)
_LEFT = frozenset({"fled", "displaced", "expelled"})
_CAME_BACK = "returned"


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each "of N, M" with M above N, and each return larger than the flight before it."""
    for document in dossier.documents:
        parts = list(_parts(document))
        yield from (_finding(whole, part, _PART_OF) for whole, part in parts)
        seen = {part.span.start for _, part in parts}
        yield from (
            _finding(left, back, _RETURN)
            for left, back in _returns(dossier, document)
            if back.span.start not in seen
        )


_PART_OF = Remark.of("A part is larger than the whole it is part of.")
_RETURN = Remark.of("More people returned than had left.")


def _parts(document: Document) -> Iterator[tuple[Stated, Stated]]:
    for whole, part in pairwise(document.figures):
        if whole.sentence != part.sentence or not _is_count(whole) or not _is_count(part):
            continue
        before = document.text[max(0, whole.span.start - 24) : whole.span.start]
        between = document.text[whole.span.end : part.span.start]
        if not _OF.search(before) or not _PART.match(between) or _NOT_A_PART.search(between):
            continue
        if whole.quantity.unit == part.quantity.unit and _is_above(part, whole):
            yield whole, part


def _returns(dossier: Dossier, document: Document) -> Iterator[tuple[Stated, Stated]]:
    for flow in document.figures:
        if flow.phenomenon != _CAME_BACK or not _is_count(flow):
            continue
        around = document.figures_in(flow.sentence - 1, flow.sentence + 1)
        near = [one for one in around if one.phenomenon in _LEFT and _is_count(one)]
        near = [one for one in near if one.sentence <= flow.sentence]
        others = [one for one in around if one.phenomenon == _CAME_BACK and _is_count(one)]
        if not len(near) == len(others) == 1 or not near[0].groups:
            continue
        if _is_above(flow, near[0]) and _one_scope(dossier, document, flow, near[0]):
            yield near[0], flow


_TO_SOMEWHERE = re.compile(r"\bto\s[A-Z]")


def _one_scope(dossier: Dossier, document: Document, back: Stated, left: Stated) -> bool:
    """Say whether nothing that is stated keeps the two apart."""
    rest = document.text[back.span.end : document.sentences[back.sentence].end]
    is_elsewhere = back.place is None and left.place and _TO_SOMEWHERE.search(rest)
    return (
        dossier.may_overlap(back.groups, left.groups)
        and len({place for place in (back.place, left.place) if place}) < 2
        and not (is_elsewhere and f"to {left.place}" not in rest)
        and _meet(back.period, left.period)
    )


def _meet(one: Period | None, other: Period | None) -> bool:
    return one is None or other is None or one.overlaps(other)


def _is_count(figure: Stated) -> bool:
    return not figure.quantity.is_share and figure.quantity.unit == "persons"


def _is_above(part: Stated, whole: Stated) -> bool:
    low, high = reach(part.quantity)[0], reach(whole.quantity)[1]
    return low is not None and high is not None and low > high


def _finding(whole: Stated, part: Stated, what: Remark) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.high,
        what=what,
        explanation=Remark.of(
            "{part} cannot be among {whole}.", part=part.quantity, whole=whole.quantity
        ),
        passages=(whole.span, part.span),
        sureness=Sureness.likely,
        settled_by=Remark.of("Whether both count the same people, place and period."),
    )


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("A part above its whole; more returned than fled."),
    limits=Remark.of(
        "Only figures of one sentence or of two that follow one another are compared, where each "
        "is the only one, and no stated group, place or period keeps them apart."
    ),
    sureness=Sureness.likely,
    run=run,
)
