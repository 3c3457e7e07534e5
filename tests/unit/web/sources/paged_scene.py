"""A PDF of three pages and its text, for tests of pages and redaction."""

from __future__ import annotations

from onrecord.adapters.read.sandbox import read_apart
from onrecord.testing.documents import make_pdf
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.sources.layout import keep_layout
from onrecord.web.sources.models import Exhibit, Source
from onrecord.web.sources.services import add_source, keep_text, take_in

PDF = make_pdf(
    [
        "Arta Gashi saw two men near Prizren.\nShe told Besim.",
        "",
        "Village   Dead\nPrizren   12\nGjakova   7\nArta Gashi signed.",
    ]
)


def paged_text(
    compartment: Compartment, by: User, *, pdf: bytes = PDF, name: str = "Arta Gashi.pdf"
) -> Exhibit:
    """Keep a PDF and its text as a reading keeps them; the name of the file tells who it is."""
    source: Source = add_source(
        {"title": "Statement of a witness", "kind": "source/victim-statement"},
        compartment_id=compartment.pk,
        by=by,
    )
    original = take_in(source, pdf, name=name, by=by)
    document = read_apart(pdf, name)
    text = keep_text(
        original,
        document.text,
        document.pages,
        by=by,
        tool="test",
        parameters={"language": document.language},
    )
    keep_layout(text, document, by=by)
    return text
