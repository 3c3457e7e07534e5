"""Where did a program put a heading or topic in the place of other words?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Span, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Document, Dossier

NAME = "inserted_words"
_TOPIC = re.compile(
    r"(?<=[a-z] )(?:(?:Serb|Albanian|Roma|young|local|ethnic)\s)?"
    r"(?P<topic>[A-Z][a-z]{2,}['’]s?\s(?:rights|issues|health|affairs|news|stories|education)"
    r"|(?:Human|Civil|Minority|Refugee|Prisoner|Worker)\srights"
    r"|(?:Death|Arms)\s(?:penalty|trade)|Freedom\sof\sexpression)\b(?!\s[A-Z])"
)
_DOES = re.compile(
    r"\s(?:living|who|whose|were|are|have|had|to\s(?:school|work|market|hospital)|aged|and\s"
    r"(?:their|women|men)|fled|returned)\b"
)
_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{1,40}\}\}|\[(?:insert|add|your)\s[^\]\n]{1,30}\](?!\()|<<[^<>\n]{1,40}>>"
    r"|\b(?:lorem ipsum|TBC|TKTK)\b",
    re.IGNORECASE,
)


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each topic in capitals where people act or suffer, and each gap left to be filled."""
    for document in dossier.documents:
        topics: dict[str, list[Span]] = defaultdict(list)
        for match in _TOPIC.finditer(document.text):
            if _DOES.match(document.text, match.end()):
                topics[match["topic"]].append(document.span(*match.span("topic")))
        yield from (_topic(topic, spans) for topic, spans in topics.items())
        yield from _placeholders(document)


def _topic(topic: str, spans: list[Span]) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.medium,
        what=Remark.of("A topic of a web site stands where people are meant."),
        explanation=Remark.of(
            "“{topic}” stands {times} time(s) where a word for people is needed: a program "
            "replaced the word of the source.",
            topic=topic,
            times=len(spans),
        ),
        passages=tuple(spans),
        sureness=Sureness.likely,
        settled_by=Remark.of("The original document, or an archived copy of the page."),
    )


def _placeholders(document: Document) -> Iterator[Finding]:
    spans = tuple(document.span(*one.span()) for one in _PLACEHOLDER.finditer(document.text))
    if spans:
        yield Finding(
            check=NAME,
            severity=Severity.medium,
            what=Remark.of("A gap of a template was never filled."),
            explanation=Remark.of(
                "{words}: the text was made from a template.",
                words=tuple(f"“{span.quote}”" for span in spans[:5]),
            ),
            passages=spans[:5],
            sureness=Sureness.likely,
            settled_by=Remark.of("The text as it was sent or published."),
        )


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("'the lives of Children's rights living in': words put in by a program."),
    limits=Remark.of("Knows topics of rights web sites and the usual marks of templates."),
    sureness=Sureness.likely,
    run=run,
)
