from __future__ import annotations

from onrecord.core.kernel.finding import Span
from onrecord.core.reconcile.checks import Document, Dossier

TEXT = "Arta came. Besim left.\n\nEnver stayed."
DOCUMENT = Document(
    name="a.txt",
    text=TEXT,
    sentences=tuple(
        Span(start=start, end=end, quote=TEXT[start:end])
        for start, end in ((0, 10), (11, 22), (24, 37))
    ),
)


def test_a_place_is_cited_with_its_words_and_its_document() -> None:
    span = DOCUMENT.span(11, 16)
    assert (span.quote, span.document) == ("Besim", "a.txt")


def test_a_character_stands_in_a_sentence_and_a_sentence_in_a_paragraph() -> None:
    assert [DOCUMENT.sentence_at(at) for at in (0, 12, 30)] == [0, 1, 2]
    paragraphs = [paragraph.quote for paragraph in DOCUMENT.paragraphs()]
    assert paragraphs == ["Arta came. Besim left.", "Enver stayed."]


def test_groups_overlap_where_one_lies_within_the_other_or_is_unknown() -> None:
    wider = {"gorani": frozenset({"muslims"}), "serbs": frozenset({"christians"})}
    dossier = Dossier(documents=(), wider=wider)
    gorani, muslims, serbs = (frozenset({one}) for one in ("gorani", "muslims", "serbs"))
    assert dossier.may_overlap(gorani, muslims)
    assert dossier.may_overlap(muslims, gorani)
    assert dossier.may_overlap(gorani, frozenset())
    assert not dossier.may_overlap(gorani, serbs)
