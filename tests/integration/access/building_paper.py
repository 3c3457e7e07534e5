"""How is a side filled with a document that has pages, a redaction, and a redacted copy?"""

from __future__ import annotations

from dataclasses import replace

from tests.integration.access.sides import Side

from onrecord.adapters.read.page_view import page_words
from onrecord.adapters.read.sandbox import read_apart
from onrecord.core.document.redaction import Span
from onrecord.testing.documents import make_pdf
from onrecord.web.accounts.models import User
from onrecord.web.sources import redacting
from onrecord.web.sources.layout import keep_layout
from onrecord.web.sources.models import Source
from onrecord.web.sources.services import keep_text, take_in


def build_paper(side: Side, source: Source, word: str, *, by: User) -> Side:
    """Take a PDF in, read it, and make a copy in which one word of it is black."""
    words = f"Seen in {word}\nVillage   Dead\nin {word}   12\nnear {word}   7\nShe told Besim."
    pdf = make_pdf([words])
    original = take_in(source, pdf, name=f"pages-{word}.pdf", by=by)
    document = read_apart(pdf, original.name)
    text = keep_text(
        original, document.text, document.pages, by=by, tool="test", parameters={"language": "en"}
    )
    # As if the page had been recognised, so that a searchable copy can be made of it.
    words = page_words(pdf, original.name, document, 1)
    keep_layout(text, replace(document, words=words), by=by)
    start = document.text.index("Besim")
    span = Span(start, start + len("Besim"))
    redacting.add_redactions(text, [span], "witness", by=by)
    redacting.take_back(redacting.redactions(by, text).get(), by=by, reason=f"not she of {word}")
    redacting.add_redactions(text, [span], "witness", by=by)
    spans = [(span.start, span.end, "witness")]
    made = redacting.make_copies(text, spans, with_unread=False, by=by)
    return replace(
        side,
        paged=text.pk,
        redaction=redacting.redactions(by, text).get().pk,
        redacted=made[0].pk,
        digests=(*side.digests, original.sha256, text.sha256),
    )
