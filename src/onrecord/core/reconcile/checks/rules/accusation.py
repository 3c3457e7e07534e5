"""Does a text accuse a named person of a crime without saying who accuses?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Span, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Document, Dossier

NAME = "unattributed_accusation"
_NAME = r"[A-ZÇËČĆĐŠŽ][a-zçëčćđšž]+(?:[\s-][A-ZÇËČĆĐŠŽ][a-zçëčćđšž]+){1,2}"
_DEED = (
    r"(?:orchestrated|masterminded|(?:personally\s)?(?:killed|murdered|executed|raped|tortured"
    r"|abducted|massacred|trafficked)|ordered\sthe\s(?:killing|murder|massacre|execution|expulsion"
    r"|destruction|torture)s?|committed\s(?:[\w-]+\s){0,3}?(?:crimes?|murders?|atrocities|rapes?"
    r"|massacres?|torture))"
)
_BY = re.compile(
    rf"\b(?:was|were|been|being)\s(?:[a-z]+ly\s)?{_DEED}\s(?:[\w-]+\s){{0,2}}?by\s"
    rf"(?:the\s|a\s)?(?:[\w-]+\s){{0,3}}?(?P<who>{_NAME})"
)
_DID = re.compile(rf"(?P<who>{_NAME})\s(?:(?:had|has|also|then)\s){{0,2}}{_DEED}\b")
_SAID_BY = re.compile(
    r"\b(?:alleg\w+|accus\w+|charg\w+|indict\w+|convict\w+|sentenc\w+|suspect\w+|claim\w*|report\w*"
    r"|said|says|stat(?:ed|es)|testif\w+|according|guilty|verdict|judg\w+|court|tribunal|trial"
    r"|prosecut\w+|denied|denies|acquitt\w+|confess\w+|admitted|found\sthat|describ\w+|believ\w+"
    r"|quot\w+|wrote|told|account|ICTY|KSC)\b",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"\b(?:Army|Forces?|Police|Government|Authorities|Center|Centre|Council|Court|Commission"
    r"|Mission|Ministry|Party|Unit|Brigade|Republic|State|Church|Nations|Union|Liberation|Guard"
    r"|Security|Serb(?:s|ia|ian)?|Albanian?s?|Kosovo|Kosovar|Yugoslav(?:ia)?|Bosnian?|Croat(?:ian?)?"
    r"|American|Western|Ottoman|Empire|War|North|South|East|West|The|In|On|After|Before|When"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each sentence in which a person by name did a crime, and nobody is said to say so."""
    for document in dossier.documents:
        for number, sentence in enumerate(document.sentences):
            match = _BY.search(sentence.quote) or _DID.search(sentence.quote)
            if match is None or _NO_PERSON.search(match["who"]):
                continue
            if not _is_attributed(document, number):
                yield _finding(document, sentence, match)


def _is_attributed(document: Document, number: int) -> bool:
    sentence = document.sentences[number].quote
    before = document.sentences[number - 1].quote if number else ""
    is_quoted = any(mark in sentence for mark in '“”"«»')
    return is_quoted or bool(_SAID_BY.search(sentence) or _SAID_BY.search(before))


def _finding(document: Document, sentence: Span, match: re.Match[str]) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.medium,
        what=Remark.of("A named person is accused and nobody is named who says so."),
        explanation=Remark.of(
            "“{words}” is stated as a fact. Without a final judgment a named person is alleged to "
            "have done it, by someone.",
            words=" ".join(match[0].split()),
        ),
        passages=(document.span(sentence.start + match.start(), sentence.start + match.end()),),
        sureness=Sureness.likely,
        settled_by=Remark.of("A final judgment, or the source of the accusation."),
    )


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("A named person said to have done a crime, with no source for it."),
    limits=Remark.of(
        "English only. A word of saying, court or charge in the sentence or the one before it is "
        "taken for an attribution; whether a person was convicted is not known to the check."
    ),
    sureness=Sureness.likely,
    run=run,
)
