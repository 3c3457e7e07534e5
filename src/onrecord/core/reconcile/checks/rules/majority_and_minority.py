"""Is one community listed among the minorities and called the majority in the same text?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from onrecord.core.kernel.finding import Finding, Severity, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Document, Dossier, GroupMention

NAME = "majority_and_minority"
_MINORITIES = re.compile(
    r"\bminorit(?:y|ies)(?:\s(?:groups|communities))?,?\s(?:that\s|which\s)?"
    r"(?:includ(?:e|es|ing)|such\sas|like|are|namely)\s",
    re.IGNORECASE,
)
_LIST_ENDS = re.compile(r"[.;:]|\bwho\b|\bwhich\b|\bin\b")
_MAJORITY = re.compile(
    r"[,\s]+(?:who\s|which\s)?(?:constitut\w+|form\w*|mak(?:e|es|ing)\sup|are|were|being|as)\s"
    r"(?:the|a)\s(?:large\s|vast\s|overwhelming\s)?majority\sof\s(?:the\s)?(?:[\w’'-]+\s)?population"
)


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield a community that a text both lists among minorities and calls the majority."""
    for document in dossier.documents:
        pairs = (
            _finding(small, large)
            for large in _called_majority(document)
            for small in _listed(document)
            if _same(dossier, small, large)
        )
        yield from islice(pairs, 1)


def _listed(document: Document) -> Iterator[GroupMention]:
    for match in _MINORITIES.finditer(document.text):
        end = _LIST_ENDS.search(document.text, match.end())
        stop = end.start() if end else len(document.text)
        yield from (one for one in document.groups if match.end() <= one.span.start < stop)


def _called_majority(document: Document) -> Iterator[GroupMention]:
    for mention in document.groups:
        if _MAJORITY.match(document.text, mention.span.end):
            yield mention


def _same(dossier: Dossier, one: GroupMention, other: GroupMention) -> bool:
    return dossier.is_within(one.concept, other.concept) or dossier.is_within(
        other.concept, one.concept
    )


def _finding(small: GroupMention, large: GroupMention) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.medium,
        what=Remark.of("One community is both a minority and the majority."),
        explanation=Remark.of(
            "{small} stand in a list of minorities, and {large} are called the majority.",
            small=small.span.quote,
            large=large.span.quote,
        ),
        passages=(small.span, large.span),
        sureness=Sureness.likely,
        settled_by=Remark.of("Of which place, and of which time, each of the two is said."),
    )


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("A community listed among minorities and called the majority."),
    limits=Remark.of("English lists only; a text on two places may rightly say both."),
    sureness=Sureness.likely,
    run=run,
)
