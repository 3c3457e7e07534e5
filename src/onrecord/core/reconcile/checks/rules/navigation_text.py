"""Which lines of a text are the web page around it and no part of what the source says?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Dossier

NAME = "navigation_text"
_LINE = re.compile(
    r"^[ \t]*(?:Skip to (?:main )?content|Skip to navigation|Log ?in|Sign ?in|Sign up|Register"
    r"|Donate(?: now)?|Subscribe(?: now)?|Share this(?: page)?|Print this page|Back to top"
    r"|Read more|Cookie (?:policy|settings)|Accept (?:all )?cookies|Privacy policy"
    r"|Terms (?:of use|and conditions)"
    r"|View (?:latest|all) press releases|Search this site|Toggle navigation|Main menu|Menu"
    r"|Kaloni te përmbajtja|Hyni|Preskoči na sadržaj|Prijavi se|Прескочи на садржај|Пријави се"
    r"|[Aa]ll rights reserved\.?)[ \t]*$",
    re.MULTILINE,
)


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield one finding for a document with lines that belong to a web page around it."""
    for document in dossier.documents:
        spans = tuple(document.span(*match.span()) for match in _LINE.finditer(document.text))
        if spans:
            yield Finding(
                check=NAME,
                severity=Severity.low,
                what=Remark.of("Parts of the web page around the text were copied with it."),
                explanation=Remark.of(
                    "{lines}: the text was copied from a page, so parts of it may be missing or "
                    "belong elsewhere.",
                    lines=tuple(f"“{span.quote.strip()}”" for span in spans),
                ),
                passages=spans,
                sureness=Sureness.certain,
                settled_by=Remark.of("The original document, or an archived copy of the page."),
            )


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("'Skip to main content' and other parts of a web page."),
    limits=Remark.of("Knows the usual lines, standing alone, in four languages."),
    sureness=Sureness.certain,
    run=run,
)
