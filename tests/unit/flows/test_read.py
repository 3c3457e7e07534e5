from __future__ import annotations

import hashlib

import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.flows.check import check_reading
from onrecord.flows.read import default_names, read_document
from onrecord.testing.documents import docx_part, make_docx_of, make_pdf, run

TEXT = (
    "According to the invented office, 12 Serbs were abducted in Istog in July 1999. "
    "They listed 30 missing people, including 20 men and 10 women."
)
KEYS = {
    *("file", "sha256", "text_length", "language", "figures", "dates", "acts", "people", "actors"),
    *("places", "findings"),
}
FIGURE_KEYS = {
    *("value", "low", "high", "bound", "unit", "counted", "group", "phenomenon", "place", "period"),
    *("as_of", "attribution", "start", "end", "quote", "rule"),
}


def test_a_reading_has_all_that_the_contract_names() -> None:
    data = TEXT.encode()
    reading = read_document(data, "a.txt", sandboxed=False)
    shown = reading.to_dict("a.txt", check_reading(reading))
    assert shown.keys() >= KEYS
    assert shown["sha256"] == hashlib.sha256(data).hexdigest()
    assert shown["text_length"] == len(TEXT)
    assert shown["language"] == "en"
    figures = shown["figures"]
    assert isinstance(figures, list)
    assert [figure["value"] for figure in figures] == [12, 30, 20, 10]
    for figure in figures:
        assert figure.keys() >= FIGURE_KEYS
        assert TEXT[figure["start"] : figure["end"]] == figure["quote"]
    assert isinstance(shown["findings"], list)
    (finding,) = shown["findings"]
    assert finding["check"] == "parts_and_total"
    assert finding["severity"] == "info"


def test_apart_or_not_the_reading_is_the_same() -> None:
    data = make_pdf(["Page one", TEXT[:60]])
    apart = read_document(data, "a.pdf")
    assert apart == read_document(data, "a.pdf", sandboxed=False)
    passage = apart.passage(apart.figures[0].start, apart.figures[0].end)
    assert passage.page == 2
    assert passage.stands_in(apart.text)


def test_a_figure_in_a_deletion_carries_the_flag() -> None:
    deleted = "<w:del><w:r><w:delText>There were 210 houses.</w:delText></w:r></w:del>"
    body = f"<w:body><w:p>{deleted}</w:p><w:p>{run('There were 149 houses.')}</w:p></w:body>"
    data = make_docx_of({"word/document.xml": docx_part("document", body)})
    figures = read_document(data, "a.docx", sandboxed=False).to_dict("a.docx")["figures"]
    assert isinstance(figures, list)
    assert [(one["value"], one["flags"]) for one in figures] == [(210, ["deleted"]), (149, [])]


def test_albanian_and_serbian_are_read_by_their_own_rules() -> None:
    albanian = "Në fshat janë djegur 230.000 shtëpi, që kanë qenë të zbrazëta për një kohë."
    cyrillic = "У селу је 14. априла 1999. године убијено 12 Албанаца и нестало је 5 особа."
    first, second = (
        read_document(text.encode(), "a.txt", sandboxed=False, names=default_names())
        for text in (albanian, cyrillic)
    )
    assert (first.language, second.language) == ("sq", "sr-Cyrl")
    assert [one.quantity.value for one in first.figures] == [230_000]
    assert [one.quantity.value for one in second.figures] == [12, 5]
    assert [one.edtf for one in second.dates] == ["1999-04-14"]
    assert [one.concept for one in second.acts][:1] == ["act/killing"]


def test_names_acts_and_whole_accounts_are_found_with_the_names_that_are_given() -> None:
    data = b"In July 1999 masked men abducted 12 Serbs in Istog, Amnesty International reported."
    bare = read_document(data, "a.txt", sandboxed=False)
    assert (bare.places, bare.acts, bare.actors, bare.accounts) == ((), (), (), ())
    full = read_document(data, "a.txt", sandboxed=False, names=default_names())
    assert bare.figures == full.figures
    assert [place.quote for place in full.places] == ["Istog"]
    assert "Amnesty International" in {actor.name for actor in full.actors}
    (account,) = full.accounts
    assert account.figure is not None
    assert (account.figure.quote, account.act.period) == ("12", "1999-07")
    for found in (*full.acts, *full.actors, *full.places, *full.accounts):
        assert full.text[found.start : found.end] == found.quote


def test_a_place_is_found_in_every_script() -> None:
    text = "Arta went from Ђаковица to Peć."
    reading = read_document(text.encode(), "a.txt", sandboxed=False, names=default_names())
    found = {place.quote: place.concept for place in reading.places}
    assert found == {"Ђаковица": "xk-m05", "Peć": "xk-m18"}


def test_what_cannot_be_read_is_named() -> None:
    with pytest.raises(InputError, match=r"^b\.txt: "):
        read_document(b"\x00\x00\x00", "b.txt")
