"""Does a register roll forward: opening plus new minus resolved is closing?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Span, Sureness
from onrecord.core.kernel.quantity import Bound
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Document, Dossier, Stated

NAME = "roll_forward"
_ROLES = {
    "opening": (
        r"at\sthe\s(?:beginning|start)\sof|carried\sover|inherited|brought\sforward"
        r"|(?:began|opened|started)\s(?:the\s(?:year|period|month)\s)?with|opening\sbalance"
    ),
    "new": (
        r"(?:new|newly|additional)\b|(?:were|was)\s(?:added|filed|opened|received|registered)"
        r"|(?:added|received|registered|opened|took\sin)\s$"
    ),
    "resolved": (
        r"(?:were|was)\s(?:closed|resolved|clarified|completed|concluded|settled|struck|removed)"
        r"|(?:closed|resolved|clarified|completed|concluded|settled)\s$"
    ),
    "closing": (
        r"at\sthe\send\sof|remain(?:ed|s|ing)?\b|(?:were|was|are)\sstill|left\s(?:open|pending)"
        r"|closing\sbalance|(?:ended|closed)\s(?:the\s(?:year|period|month)\s)?with\s$"
    ),
}
_PATTERNS = {role: re.compile(words, re.IGNORECASE) for role, words in _ROLES.items()}
_LONGEST = 900
"""Characters of a paragraph that can hold one roll-forward."""


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each paragraph that states all four sides of a register and does not roll forward."""
    for document in dossier.documents:
        for paragraph in document.paragraphs():
            sides = _sides(document, paragraph)
            if sides is not None:
                yield _finding(sides)


def _sides(document: Document, paragraph: Span) -> dict[str, Stated] | None:
    """Return the four figures where a paragraph gives each side once, of one unit."""
    figures = [
        one
        for one in document.figures_in(*_first_and_last(document, paragraph))
        if paragraph.start <= one.span.start < paragraph.end
        and one.quantity.bound is Bound.exact
        and one.quantity.unit not in ("year", "years", "months", "share")
    ]
    if len(figures) != len(_ROLES) or paragraph.end - paragraph.start > _LONGEST:
        return None
    sides: dict[str, Stated] = {}
    for at, figure in enumerate(figures):
        begin = figures[at - 1].span.end if at else document.sentences[figure.sentence].start
        end = figures[at + 1].span.start if at + 1 < len(figures) else paragraph.end
        role = _role(document.text[begin : figure.span.start], document.text[figure.span.end : end])
        if role is None or role in sides:
            return None
        sides[role] = figure
    return sides


def _first_and_last(document: Document, paragraph: Span) -> tuple[int, int]:
    return document.sentence_at(paragraph.start), document.sentence_at(paragraph.end - 1)


_CLAUSE = re.compile(r"[.;,]|\band\b")


def _role(before: str, after: str) -> str | None:
    """Return the side that the clause around a figure names, if it names just one."""
    clause_before = _CLAUSE.split(before)[-1] if before else ""
    clause_after = _CLAUSE.split(after)[0] if after else ""
    found = [
        role
        for role, pattern in _PATTERNS.items()
        if pattern.search(clause_before) or pattern.search(clause_after)
    ]
    return found[0] if len(found) == 1 else None


def _finding(sides: dict[str, Stated]) -> Finding:
    opening, new, resolved, closing = (sides[role].number or 0.0 for role in _ROLES)
    expected = opening + new - resolved
    holds = expected == closing
    return Finding(
        check=NAME,
        severity=Severity.info if holds else Severity.medium,
        what=Remark.of("A register rolls forward.")
        if holds
        else Remark.of("A register does not roll forward."),
        explanation=Remark.of(
            "{opening} open + {new} new − {resolved} resolved = {expected}; stated are {closing}.",
            opening=opening,
            new=new,
            resolved=resolved,
            expected=expected,
            closing=closing,
        ),
        passages=tuple(sides[role].span for role in _ROLES),
        sureness=Sureness.likely,
        settled_by=None
        if holds
        else Remark.of("The register itself: cases that were reopened, merged or withdrawn."),
    )


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("Opening plus new minus resolved that is not the closing number."),
    limits=Remark.of(
        "Only a paragraph with exactly four numbers, one for each side, is read. Reopened cases "
        "that the text does not name look like a fault."
    ),
    sureness=Sureness.likely,
    run=run,
)
