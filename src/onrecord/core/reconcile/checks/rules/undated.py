"""Does a document say "now" without a date that says when that was?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Span, Sureness
from onrecord.core.kernel.period import Precision
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Document, Dossier

NAME = "undated_document"
_NOW = re.compile(
    r"\b(?:now|currently|at\spresent|to\sdate|so\sfar|today|yesterday|this\s(?:year|month|week)"
    r"|last\s(?:year|month|week)|recently|until\snow|(?:have|has)\s(?:only\s)?returned"
    r"|aktualisht|tani|sot|sivjet|vjet|trenutno|danas|sada|ove\sgodine|prošle\sgodine)\b"
)
_NOT_NOW = re.compile(
    r"\b(?:from\snow\son|now\sthat|by\snow|until\sthen|right\snow|up[\s-]to[\s-]date|out\sof\sdate)\b"
)
_BODY_LINE = 200
"""A line this long is running text: what stands above the first and below the last is the frame."""
_LONGEST = 20_000
"""Longer texts are books or reports whose date stands on a title page that may be lost."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield one finding for a document whose words point to a day that nothing names.

    The frame is what stands above the first and below the last long line (a title, a dateline, a
    foot). A document is dated where its metadata or its frame give at least a year.
    """
    for document in dossier.documents:
        if document.dated is not None or len(document.text) > _LONGEST or _is_dated(document):
            continue
        words = list(_words(document))
        if words:
            yield _finding(words)


def _is_dated(document: Document) -> bool:
    """Say whether the frame names a year, or the first sentence a day (a dateline)."""
    lines = document.text.splitlines(keepends=True)
    longest = max((len(line.strip()) for line in lines), default=0)
    body = [at for at, one in enumerate(lines) if len(one.strip()) >= min(longest, _BODY_LINE)]
    frame = "".join((*lines[: body[0]], *lines[body[-1] + 1 :])) if body else ""
    opening = document.sentence_at(document.text.find(lines[body[0]])) if body else 0
    is_day = any(date.period.precision is Precision.DAY for date in document.dates_in(opening))
    return is_day or bool(_YEAR.search(frame))


def _words(document: Document) -> Iterator[Span]:
    """Yield words that mean the day of writing; those beside a date of their own do not."""
    for match in _NOW.finditer(document.text):
        sentence = document.sentence_at(match.start())
        around = document.text[max(0, match.start() - 8) : match.end() + 8]
        dated = any(date.span.start < match.start() for date in document.dates_in(sentence))
        is_return = match[0].endswith("returned")
        if not _NOT_NOW.search(around) and (is_return or not dated):
            yield document.span(*match.span())


def _finding(words: list[Span]) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.medium,
        what=Remark.of("The document has no date, and speaks of its own day."),
        explanation=Remark.of(
            "{words}: the text means the day on which it was written, and neither its frame nor "
            "its metadata say which day that was.",
            words=tuple(dict.fromkeys(f"“{' '.join(one.quote.split())}”" for one in words)),
        ),
        passages=tuple(words[:5]),
        sureness=Sureness.likely,
        settled_by=Remark.of("The date of publication, from the publisher or an archived copy."),
    )


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("'Now' and 'have returned' in a document without a date."),
    limits=Remark.of(
        "A year in the title or foot, or a day in the first sentence, counts as a date. Texts "
        "above 20,000 characters are not looked at."
    ),
    sureness=Sureness.likely,
    run=run,
)
