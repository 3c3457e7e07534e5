"""Words that two passages share are marked, and those that were changed are not."""

from __future__ import annotations

from onrecord.web.checks.side_by_side import MOST_WORDS, side_by_side


def test_what_was_changed_stands_out_and_nothing_is_lost() -> None:
    left, right = "Arta saw ten houses burn.", "Арта saw eleven houses burn."
    one, other = side_by_side(left, right)
    assert "".join(piece.words for piece in one) == left
    assert "".join(piece.words for piece in other) == right
    assert [p.words.strip() for p in one if not p.is_meant and p.words.strip(" .")] == ["ten"]
    assert [p.words.strip() for p in other if not p.is_meant and p.words.strip(" .")] == ["eleven"]


def test_a_very_long_passage_is_marked_whole() -> None:
    long = "word " * (MOST_WORDS + 1)
    one, other = side_by_side(long, "word")
    assert [(piece.words, piece.is_meant) for piece in (*one, *other)] == [
        (long, True),
        ("word", True),
    ]
