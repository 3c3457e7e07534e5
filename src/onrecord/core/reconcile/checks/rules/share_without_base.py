"""Which shares of people are stated without saying how many people they are a share of?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Sureness
from onrecord.core.kernel.quantity import Bound
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Document, Dossier, Stated

NAME = "share_without_base"
_NEAR = 3
"""Sentences before a share within which its base may stand."""
_POINTS_BACK = re.compile(r"\s?of\s(?:all\s)?(?:these|those|such|them|whom|the)\s", re.IGNORECASE)
_KNOWN_ELSEWHERE = re.compile(
    r"\b(?:population|inhabitants|electorate|voters|households|territory|municipalit|budget|GDP"
    r"|members of (?:the )?(?:parliament|assembly)|seats|stanovni|popullsi|budžet|buxhet)",
    re.IGNORECASE,
)
_PER_CENT = re.compile(r"%|per\s?cent|për\s?qind|posto|odsto|посто", re.IGNORECASE)
"""A percentage claims to be counted; "half" and "most" do not."""
_PEOPLE = re.compile(
    r"\b(?:women|men|girls|boys|children|victims?|survivors?|persons|people|missing|dead|killed"
    r"|refugees|returnees|detainees|prisoners|migrants|respondents|interviewees|witnesses|cases"
    r"|civilians)\b",
    re.IGNORECASE,
)


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each share of victims or other people met, where nobody says how many they were."""
    for document in dossier.documents:
        for share in document.figures:
            if _needs_base(document, share) and not _has_base(document, share):
                yield _finding(share)


def _needs_base(document: Document, share: Stated) -> bool:
    quantity = share.quantity
    if not quantity.is_share or quantity.bound is Bound.worded or quantity.base is not None:
        return False
    if not _PER_CENT.search(share.span.quote):
        return False
    after = document.text[share.span.end : share.span.end + 60]
    points = _POINTS_BACK.match(after)
    if points is None:
        return False
    base = after[points.end() :]
    return bool(_PEOPLE.match(base)) or (
        bool(_PEOPLE.search(base[:25])) and not _KNOWN_ELSEWHERE.search(base)
    )


def _has_base(document: Document, share: Stated) -> bool:
    """Say whether a count stands near, or counts the same people anywhere, as a base would."""
    base = _PEOPLE.search(document.text[share.span.end : share.span.end + 60])
    noun = base[0].lower() if base else ""
    return any(
        _counts_people(one)
        and not _OF_A_WHOLE.search(document.text[max(0, one.span.start - 30) : one.span.start])
        and (
            0 <= share.sentence - one.sentence <= _NEAR
            or noun in (one.counted or "").lower()
            or bool(one.groups & share.groups)
        )
        for one in document.figures
    )


_OF_A_WHOLE = re.compile(r"\b(?:community|communities|population|minority)\sof\s(?:\w+\s)?$")
_NO_PEOPLE = frozenset({"year", "years", "months", "weeks", "days", "trend"})


def _counts_people(figure: Stated) -> bool:
    """Say whether a figure is a count of people, and no size of a whole community."""
    quantity = figure.quantity
    if quantity.is_share or quantity.unit in _NO_PEOPLE or figure.phenomenon == "population":
        return False
    return (quantity.value or quantity.low or quantity.high or 0) >= 2


def _finding(share: Stated) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.medium,
        what=Remark.of("A share is stated without its base."),
        explanation=Remark.of(
            "{share} is a share of people whose number the text does not give: it can be one in "
            "three or hundreds, and cannot be added to or compared with anything.",
            share=share.quantity,
        ),
        passages=(share.span,),
        sureness=Sureness.likely,
        settled_by=Remark.of("The source of the share: how many were asked or counted, and when."),
    )


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("Shares of victims or of people asked, without the number of people."),
    limits=Remark.of(
        "Shares of a population are left alone: its size can be found elsewhere. A count of people "
        "up to three sentences before, or one of the same people anywhere, is taken for the base."
    ),
    sureness=Sureness.likely,
    run=run,
)
