"""Where is a text unreadable: letters without a meaning, lost spaces, a wrong encoding?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Span, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Document, Dossier

NAME = "broken_text"
_NO_MEANING = re.compile(r"[\ufffd\ufffc\ue000-\uf8ff\U000f0000-\U0010ffff]|\(cid:\d+\)")
_WRONG_ENCODING = re.compile(
    r"Ã[\u0080-\u00bf©«¨§±¶¼¡]|Ä[\u0080-\u0091‡‘]|Å[\u00a0-\u00be¡]|â€[™œ\u009d“”]"
)
_RUN_TOGETHER = re.compile(
    r"(?<![\w/@.:#%&=_-])[A-ZÇËČĆĐŠŽ]?[a-zçëčćđšž]{28,}(?![\w/@:=_-])"
    r"|(?<![\w/@.:])[A-Z]?[a-z]{4,}\.[A-Z][a-z]{3,}(?![\w/@.:])"
)
_LEAST = {"glyphs": 2, "encoding": 2, "spaces": 4}


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield one finding for each way in which a document is unreadable, with its first places."""
    for document in dossier.documents:
        yield from _of(document, _NO_MEANING, "glyphs", _GLYPHS)
        yield from _of(document, _WRONG_ENCODING, "encoding", _ENCODING)
        yield from _of(document, _RUN_TOGETHER, "spaces", _SPACES)


_GLYPHS = Remark.of(
    "Characters without a meaning stand in the text: its font gives no letters for them."
)
_ENCODING = Remark.of("Letters were read in a wrong encoding, such as “Ã«” for “ë”.")
_SPACES = Remark.of("Words run together: spaces were lost when the text was taken out.")


def _of(document: Document, pattern: re.Pattern[str], kind: str, why: Remark) -> Iterator[Finding]:
    spans = [document.span(*match.span()) for match in pattern.finditer(document.text)]
    if len(spans) >= _LEAST[kind]:
        yield _finding(spans, why)


def _finding(spans: list[Span], why: Remark) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.low,
        what=Remark.of("The text is damaged in {places} place(s).", places=len(spans)),
        explanation=why,
        passages=tuple(spans[:5]),
        sureness=Sureness.likely,
        settled_by=Remark.of("The page as an image, beside the text."),
    )


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("Characters without meaning, wrong encodings, words run together."),
    limits=Remark.of("A few places are left alone: any long text has some."),
    sureness=Sureness.likely,
    run=run,
)
