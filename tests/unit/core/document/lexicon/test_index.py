"""The trie finds what trying every form at every word finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.document.lexicon import PhraseIndex, Term, plain_scan, words_of

FORMS = st.lists(
    st.sampled_from(["a", "b", "c", "a*", "ab*", "A", "AB"]), min_size=1, max_size=3
).map(" ".join)
GAPPED = st.tuples(FORMS, FORMS).map(" ... ".join)
TEXTS = st.lists(
    st.sampled_from(["a", "b", "c", "ab", "abc", "A", "AB", ",", ".", "-"]), max_size=14
).map(" ".join)


@given(st.lists(FORMS | GAPPED, min_size=1, max_size=6), TEXTS)
def test_the_trie_and_the_plain_scan_find_the_same(forms: list[str], text: str) -> None:
    terms = [Term(form=form, kind="act") for form in forms]
    words = words_of(text)
    fast = [(hit.first, hit.last) for hit in PhraseIndex(terms).scan(text, words)]
    slow = [(hit.first, hit.last) for hit in plain_scan(terms, text, words)]
    assert fast == slow


def test_the_longest_form_wins_and_the_exact_one_before_a_stem() -> None:
    index = PhraseIndex(
        Term(form=form, kind="act", concept=form)
        for form in ("kill*", "killed", "killed in custody", "denied ... care")
    )
    text = "killing, killed; killed in custody: denied any form of care, denied a b c d care"
    found = [hit.term.concept for hit in index.scan(text, words_of(text))]
    assert found == ["kill*", "killed", "killed in custody", "denied ... care"]


def test_only_a_part_of_the_words_is_scanned() -> None:
    index = PhraseIndex([Term(form="a b", kind="act")])
    text = "a b a b"
    assert [hit.first for hit in index.scan(text, words_of(text), 1, 4)] == [2]
    assert list(index.scan(text, words_of(text), 2, 3)) == []
