from __future__ import annotations

import hashlib

import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.flows.read import PlaceMention, places_of, read_document
from onrecord.testing.documents import docx_part, make_docx_of, make_pdf, run
from onrecord.vocab.gazetteer import Gazetteer

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
    shown = read_document(data, "a.txt", sandboxed=False).to_dict("a.txt")
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


def test_other_languages_are_named_and_not_misread() -> None:
    albanian = "Në fshat janë djegur 230.000 shtëpi, që kanë qenë të zbrazëta për një kohë."
    reading = read_document(albanian.encode(), "a.txt", sandboxed=False)
    assert reading.language == "sq"
    assert reading.figures == ()
    assert any("English" in str(warning) for warning in reading.warnings)


def test_places_come_from_the_finder_that_is_given() -> None:
    mention = PlaceMention(
        name="Istog", kind="municipality", concept="x", start=60, end=65, quote="Istog"
    )
    reading = read_document(TEXT.encode(), "a.txt", sandboxed=False, places=lambda _: [mention])
    assert reading.places == (mention,)
    assert read_document(TEXT.encode(), "a.txt", sandboxed=False).places == ()


def test_the_gazetteer_names_one_place_or_none() -> None:
    text = "Arta went from Ђаковица to Drenovac and to Peć."
    found = list(places_of(Gazetteer.default())(text))
    assert {"Ђаковица", "Peć"} <= {place.name for place in found}
    for place in found:
        assert text[place.start : place.end] == place.quote


def test_what_cannot_be_read_is_named() -> None:
    with pytest.raises(InputError, match=r"^b\.txt: "):
        read_document(b"\x00\x00\x00", "b.txt")
