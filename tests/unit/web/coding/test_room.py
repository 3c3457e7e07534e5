"""Sheets and segments of the reading room keep every character at its offset."""

from __future__ import annotations

from onrecord.web.coding.room import SHEET, Layers, Marked, segments, sheet_at, sheets


def mark(key: str, start: int, end: int, state: str = "undecided") -> Marked:
    return Marked(key=key, start=start, end=end, state=state, label=key)


def test_a_short_text_is_one_sheet_and_an_empty_one_too() -> None:
    assert [(s.start, s.end) for s in sheets("Arta saw it.", [(0, 12)])] == [(0, 12)]
    assert [(s.start, s.end) for s in sheets("", [(0, 0)])] == [(0, 0)]


def test_a_megabyte_without_pages_is_cut_at_paragraphs_and_loses_nothing() -> None:
    text = ("A paragraph of the report. " * 30 + "\n\n") * 1300
    found = sheets(text, [(0, len(text))])
    assert "".join(text[s.start : s.end] for s in found) == text
    assert all(s.end - s.start <= SHEET for s in found)
    assert all(text[: s.end].endswith("\n\n") for s in found[:-1])


def test_a_text_without_any_space_is_still_cut() -> None:
    text = "x" * (3 * SHEET)
    assert [s.end for s in sheets(text, [(0, len(text))])] == [SHEET, 2 * SHEET, 3 * SHEET]


def test_whole_pages_share_a_sheet_while_they_fit() -> None:
    size = SHEET // 2 - 10
    pages = [(i * size, (i + 1) * size) for i in range(5)]
    found = sheets("x" * (5 * size), pages)
    assert [(s.start, s.end) for s in found] == [
        (0, 2 * size),
        (2 * size, 4 * size),
        (4 * size, 5 * size),
    ]
    assert sheet_at(found, 3 * size).number == 2
    assert sheet_at(found, 10**9).number == 3


def test_overlapping_marks_share_segments_and_the_closest_gives_the_state() -> None:
    text = "1,303 missing: 944 Albanians and 210 Serbs"
    (sheet,) = sheets(text, [(0, len(text))])
    marks = [mark("total", 0, 42), mark("sum", 0, 5, "accepted"), mark("part", 15, 18)]
    found = segments(text, sheet, Layers(marks=marks))
    assert "".join(s.text for s in found) == text
    assert [(s.start, s.keys, s.state) for s in found] == [
        (0, ("sum", "total"), "accepted"),
        (5, ("total",), "undecided"),
        (15, ("part", "total"), "undecided"),
        (18, ("total",), "undecided"),
    ]
    assert found[0].first == ("sum", "total")
    assert found[2].first == ("part",)


def test_a_mark_that_began_on_the_sheet_before_begins_again() -> None:
    text = "x" * (2 * SHEET)
    first, second = sheets(text, [(0, len(text))])
    across = mark("across", SHEET - 5, SHEET + 5)
    assert segments(text, first, Layers(marks=[across]))[-1].keys == ("across",)
    assert segments(text, second, Layers(marks=[across]))[0].first == ("across",)


def test_page_breaks_are_marked_only_where_there_are_pages() -> None:
    text = "first\fsecond"
    (sheet,) = sheets(text, [(0, 6), (6, 12)])
    assert [s.page for s in segments(text, sheet, Layers(pages=[(0, 6), (6, 12)]))] == [1, 2]
    assert [s.page for s in segments(text, sheet, Layers(pages=[(0, 12)]))] == [None]


def test_characters_that_html_would_drop_keep_their_place() -> None:
    text = "a\0b\r\nc"
    (sheet,) = sheets(text, [(0, 6)])
    (only,) = segments(text, sheet, Layers())
    assert only.text == "a\N{REPLACEMENT CHARACTER}b \nc"
    assert len(only.text) == len(text)


def test_flagged_parts_are_cut_out_under_marks_too() -> None:
    text = "five were six were killed"
    (sheet,) = sheets(text, [(0, len(text))])
    layers = Layers(marks=[mark("six", 10, 13)], flagged=[(0, 13, "deleted")])
    found = segments(text, sheet, layers)
    assert [(s.text, s.keys, s.flag) for s in found] == [
        ("five were ", (), "deleted"),
        ("six", ("six",), "deleted"),
        (" were killed", (), ""),
    ]
