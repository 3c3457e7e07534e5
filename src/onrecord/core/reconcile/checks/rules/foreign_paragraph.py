"""Is there a paragraph about another country in the middle of a text about one?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Span, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.countries import COUNTRY
from onrecord.core.reconcile.checks.dossier import Document, Dossier

NAME = "foreign_paragraph"
_LEAST_OF_MAIN = 5
_MAIN_SHARE = 0.5
_LEAST_OF_OTHER = 3


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each paragraph that names one other country three times and nowhere the main one.

    The main country is half of all countries named. The other one must stand in this paragraph
    alone: a text that speaks of a neighbour comes back to it.
    """
    for document in dossier.documents:
        named = [(one, Counter(COUNTRY.findall(one.quote))) for one in document.paragraphs()]
        total: Counter[str] = sum((names for _, names in named), Counter())
        main = _main(total)
        if main is not None:
            yield from _strange(document, named, total, main)


def _main(total: Counter[str]) -> str | None:
    if not total:
        return None
    ((name, times),) = total.most_common(1)
    is_main = times >= _LEAST_OF_MAIN and times >= _MAIN_SHARE * total.total()
    return name if is_main else None


def _strange(
    document: Document, named: list[tuple[Span, Counter[str]]], total: Counter[str], main: str
) -> Iterator[Finding]:
    for paragraph, names in named:
        if not names or names[main]:
            continue
        ((other, times),) = names.most_common(1)
        if times >= _LEAST_OF_OTHER and total[other] == times and len(names) == 1:
            start = paragraph.start + len(paragraph.quote) - len(paragraph.quote.lstrip())
            end = min(paragraph.end, start + 120)
            yield _finding(document.span(start, end), main, other, times)


def _finding(span: Span, main: str, other: str, times: int) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.medium,
        what=Remark.of("A paragraph speaks of another country."),
        explanation=Remark.of(
            "The text is about {main}; this paragraph names {other} {times} times and {main} "
            "nowhere, and no other paragraph names {other}: it may come from another report.",
            main=main,
            other=other,
            times=times,
        ),
        passages=(span,),
        sureness=Sureness.possible,
        settled_by=Remark.of("The report as it was published."),
    )


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("A paragraph about another country within a text about one."),
    limits=Remark.of("English names of countries; the other country must stand there alone."),
    sureness=Sureness.possible,
    run=run,
)
