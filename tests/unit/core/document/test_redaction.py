from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.document.redaction import MARK, Span, joined, left_over, named_again, redacted
from onrecord.core.kernel.errors import InputError

LETTERS = st.text(alphabet="aA ëЂ\u0301\u200d\n1█", max_size=60)
SPANS = st.lists(
    st.tuples(st.integers(0, 80), st.integers(1, 30)).map(lambda one: Span(one[0], sum(one))),
    max_size=8,
)


@given(text=LETTERS, spans=SPANS)
def test_what_is_left_is_the_text_without_every_span(text: str, spans: list[Span]) -> None:
    found = joined(text, spans)
    gone = {at for span in found for at in range(span.start, span.end)}
    assert {at for s in spans for at in range(s.start, min(s.end, len(text)))} <= gone
    left = [text[at] for at in range(len(text)) if at not in gone]
    shown = redacted(text, spans)
    assert len(shown) == len(left) + len(MARK) * len(found)
    marks = "".join(letter for letter in shown if letter != "█")
    assert marks == "".join(letter for letter in left if letter != "█")


@given(text=LETTERS, spans=SPANS)
def test_spans_come_in_order_and_apart_and_joining_again_changes_nothing(
    text: str, spans: list[Span]
) -> None:
    found = joined(text, spans)
    assert all(one.end < other.start for one, other in pairwise(found))
    assert joined(text, found) == found
    assert all(span.end <= len(text) for span in found)


@given(secret=st.text(alphabet="xyz", min_size=1, max_size=30))
def test_the_length_of_what_was_taken_out_does_not_show(secret: str) -> None:
    text = f"Here {secret} stood."
    assert redacted(text, [Span(5, 5 + len(secret))]) == f"Here {MARK} stood."


def test_a_mark_on_a_letter_goes_with_its_letter() -> None:
    text = "Arte\u0308 came"
    assert redacted(text, [Span(0, 4)]) == f"{MARK} came"
    assert redacted(text, [Span(4, 5)]) == f"Art{MARK} came"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2)])
def test_an_empty_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(InputError):
        Span(start, end)


def places(text: str, name: str, *, whole: bool) -> list[str]:
    found = named_again(text, name)
    return [text[one.span.start : one.span.end] for one in found if one.is_whole is whole]


def test_a_name_is_found_in_every_script_and_with_and_without_marks() -> None:
    text = "Đorđe came. Ђорђе left. DJORDJE, said Djordje; djordje."
    assert places(text, "Ђорђе", whole=True) == ["Đorđe", "Ђорђе", "DJORDJE", "Djordje", "djordje"]


def test_other_forms_of_a_name_are_told_apart_from_it() -> None:
    text = "Arta Gashi saw it. Artës and Gashit told Arti; art and artists did not. Gashi."
    assert places(text, "Arta Gashi", whole=True) == ["Arta Gashi"]
    assert places(text, "Arta Gashi", whole=False) == ["Artës", "Gashit", "Arti", "Gashi"]


def test_words_of_another_line_make_one_name() -> None:
    assert places("He saw Arta\nGashi there.", "arta gashi", whole=True) == ["Arta\nGashi"]


@pytest.mark.parametrize("name", ["", "  ", "—", "\u0301", "."])
def test_no_words_are_nowhere(name: str) -> None:
    assert named_again("Some text.", name) == ()


def test_a_short_word_has_no_forms() -> None:
    assert places("Ia ran. Iaa.", "Ia", whole=False) == []


@given(text=LETTERS, name=st.text(alphabet="aA ëЂ\u0301", max_size=8))
def test_places_lie_in_the_text_and_do_not_meet(text: str, name: str) -> None:
    found = [one.span for one in named_again(text, name)]
    assert all(span.end <= len(text) for span in found)
    assert not any(one.meets(other) for at, one in enumerate(found) for other in found[at + 1 :])


def test_what_still_stands_elsewhere_is_found() -> None:
    text = "Arta Gashi ran. Besim saw Gashi, АРТА and arta gashi. The end."
    spans = [Span(0, 10)]
    left = [text[span.start : span.end] for span in left_over(text, spans)]
    assert left == ["Gashi", "АРТА", "arta gashi"]
    assert left_over(text, [*spans, *left_over(text, spans)]) == ()


def test_common_words_of_a_long_passage_are_not_looked_for() -> None:
    text = "The men came at night and took Besim. The men left."
    assert left_over(text, [Span(0, 37)]) == ()


@given(text=LETTERS, spans=SPANS)
def test_what_is_left_over_lies_outside_of_what_was_taken(text: str, spans: list[Span]) -> None:
    taken = joined(text, spans)
    assert not any(one.meets(span) for one in left_over(text, spans) for span in taken)
