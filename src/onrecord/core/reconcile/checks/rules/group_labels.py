"""Does one text call one community by names that different readers take differently?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Span, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Document, Dossier

NAME = "group_labels"
_FAMILIES = {
    "Slavic-speaking Muslims": (
        r"Slavic\sMuslims?|Muslim\sSlavs?|Slav\sMuslims?",
        r"(?:Muslim\s)?Bosnia[ck]s?",
        r"Gorani(?:s|ans)?",
    ),
    "Roma": (r"(?<!Muslim\s)Roma\b(?!\sTurks)(?!\s\()", r"Muslim\sRoma", r"Gyps(?:y|ies)"),
    "Kosovo Albanians": (r"Kosovar\sAlbanians?|Kosovo\sAlbanians?", r"Shiptars?|Siptars?"),
}
"""Names of one community by sources that draw its borders differently. Spellings of one name are
one alternative; the last family holds a name that is an insult."""
_UNUSUAL = {
    "Roma": re.compile(r"Muslim\sRoma|Gyps(?:y|ies)"),
    "Kosovo Albanians": re.compile(r"Shiptars?|Siptars?"),
    "Slavic-speaking Muslims": re.compile(r"Slavic\sMuslims?|Muslim\sSlavs?|Slav\sMuslims?"),
}
_RUN_TOGETHER = re.compile(
    r"\b(?:Roma|Serbs|Albanians|Gorani|Turks|Ashkali)\s(?:Turks|Serbs|Albanians|Gorani|Ashkali"
    r"|Bosnia[ck]s)\b"
)


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each family of names of which a text uses two, one of them out of ordinary use."""
    for document in dossier.documents:
        for family, names in _FAMILIES.items():
            spans = [span for name in names for span in _first(document, name)]
            unusual = any(_UNUSUAL[family].search(span.quote) for span in spans)
            if len(spans) > 1 and unusual:
                yield _finding(family, spans)
        for match in _RUN_TOGETHER.finditer(document.text):
            yield _run_together(document.span(*match.span()))


def _first(document: Document, name: str) -> Iterator[Span]:
    match = re.search(rf"\b(?:{name})\b", document.text)
    if match:
        yield document.span(*match.span())


def _finding(family: str, spans: list[Span]) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.low,
        what=Remark.of("One community seems to have several names."),
        explanation=Remark.of(
            "{names} may be one community or several ({family}): figures under these names must "
            "not be added or compared unseen.",
            names=tuple(" ".join(span.quote.split()) for span in spans),
            family=family,
        ),
        passages=tuple(sorted(spans, key=lambda span: span.start)),
        sureness=Sureness.possible,
        settled_by=Remark.of("How the source of each figure defines the group that it counts."),
    )


def _run_together(span: Span) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.low,
        what=Remark.of("Two communities stand as if they were one."),
        explanation=Remark.of(
            "“{words}” joins the names of two communities: a comma may be missing.",
            words=" ".join(span.quote.split()),
        ),
        passages=(span,),
        sureness=Sureness.likely,
        settled_by=Remark.of("The list that the text was copied from."),
    )


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("Several names for what may be one community."),
    limits=Remark.of("Knows three families of names; ordinary synonyms are left alone."),
    sureness=Sureness.possible,
    run=run,
)
