"""Which figures of one document, or of several, answer one question and cannot both hold?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, islice

from onrecord.core.kernel.finding import Finding, Severity, Sureness
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Dossier, Stated
from onrecord.core.reconcile.checks.questions import NAME
from onrecord.core.reconcile.checks.reach import reach
from onrecord.core.reconcile.names.fold import fold

_MOST, _SHOWN = 200, 5
"""Figures of one scope that are compared, and findings shown: more say nothing new."""
_Key = tuple[str, frozenset[str], str, Period]


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each pair of figures of one whole scope whose ranges do not meet.

    A scope is whole where phenomenon, group, place and period are all stated. Parts of a total
    and figures of one sentence are left out: they are told apart by the sentence.
    """
    asked: dict[_Key, list[Stated]] = defaultdict(list)
    parts = {
        (part.span.document, part.span.start)
        for document in dossier.documents
        for total in document.totals
        for part in (*total.parts, *total.taken_away)
    }
    for document in dossier.documents:
        for figure in document.figures:
            key = _key(figure)
            if key is not None and (figure.span.document, figure.span.start) not in parts:
                asked[key].append(figure)
    for figures in asked.values():
        clashes = (
            _finding(one, other)
            for one, other in combinations(figures[:_MOST], 2)
            if not _told_apart(one, other) and _clash(one, other)
        )
        yield from islice(clashes, _SHOWN)


def _key(figure: Stated) -> _Key | None:
    period = figure.period
    if not (figure.phenomenon and figure.groups and figure.place and period):
        return None
    if figure.quantity.unit != "persons" or not figure.quantity.is_known:
        return None
    return figure.phenomenon, figure.groups, fold(figure.place), period


def _told_apart(one: Stated, other: Stated) -> bool:
    return one.span.document == other.span.document and one.sentence == other.sentence


def _clash(one: Stated, other: Stated) -> bool:
    (low1, high1), (low2, high2) = reach(one.quantity), reach(other.quantity)
    return (low1 is not None and high2 is not None and low1 > high2) or (
        low2 is not None and high1 is not None and low2 > high1
    )


def _finding(one: Stated, other: Stated) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.medium,
        what=Remark.of("Two figures under one question cannot both hold."),
        explanation=Remark.of(
            "{one} and {other} are said of the same people, place and period.",
            one=one.quantity,
            other=other.quantity,
        ),
        passages=(one.span, other.span),
        sureness=Sureness.possible,
        settled_by=Remark.of("The definition, period and cut-off date of both sources."),
    )


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("Figures of one question whose ranges do not meet."),
    limits=Remark.of(
        "Only figures whose phenomenon, group, place and period are all stated are compared; "
        "under other scopes the system says what differs and gives no verdict."
    ),
    sureness=Sureness.possible,
    run=run,
)
