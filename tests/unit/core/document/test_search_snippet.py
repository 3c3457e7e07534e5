"""The lines that show where something was found."""

from __future__ import annotations

from onrecord.core.document.search_query import Query
from onrecord.core.document.search_snippet import WIDTH, Piece, marked, marks, snippet


def test_found_words_are_marked_as_they_are_written() -> None:
    assert marked("Ubijen u Ђаковици.", Query.parse("djakovic*")) == (
        Piece("Ubijen u "),
        Piece("Ђаковици", is_found=True),
        Piece("."),
    )


def test_a_phrase_is_marked_as_one() -> None:
    found = marks("men, armed men came", Query.parse('"armed men"'))
    assert [(mark.start, mark.end) for mark in found] == [(5, 14)]


def test_a_snippet_shows_where_most_of_the_query_stands_and_points_there() -> None:
    text = "police " + "x " * 300 + "In Prizren the police came. " + "y " * 300
    shown = snippet(text, Query.parse("prizren police"), offset=1_000)
    assert shown is not None
    assert shown.start == 1_000 + text.index("Prizren")
    written = "".join(piece.text for piece in shown.pieces)
    assert "In Prizren the police came." in written
    assert len(written) <= WIDTH + 30
    assert [piece.text for piece in shown.pieces if piece.is_found] == ["Prizren", "police"]


def test_nothing_found_gives_no_snippet() -> None:
    assert snippet("Nothing here.", Query.parse("police")) is None


def test_words_longer_than_a_snippet_are_kept_whole() -> None:
    shown = snippet("a" * 1_000, Query.parse("aaa*"))
    assert shown is not None
    assert shown.pieces == (Piece("a" * 1_000, is_found=True),)
