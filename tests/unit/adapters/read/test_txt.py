from __future__ import annotations

from onrecord.adapters.read import txt


def test_nothing_is_changed_and_form_feeds_begin_pages() -> None:
    text = "first  page\r\n\f second page \n"
    document = txt.read(text.encode("utf-8"))
    assert document.text == text
    assert [text[start:end] for start, end in document.pages] == text.split("\f")
    assert document.encoding == "utf-8"
    assert document.warnings == ()


def test_another_format_under_a_text_ending_is_not_accepted() -> None:
    assert txt.accepts(b"Arta")
    assert not txt.accepts(b"%PDF-1.7 ...")
    assert not txt.accepts(b"PK\x03\x04...")
