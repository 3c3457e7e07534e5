from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.reconcile.corroboration import copied_passages, copied_passages_plainly

STORY = (
    "On the morning of 4 April soldiers came to the village from two sides. They told the people "
    "to leave within the hour, and burned the houses along the road to the mill. Arta hid her "
    "father under hay, and Besim carried the children across the river before it was light."
)


def test_a_passage_in_two_documents_is_found_with_its_places() -> None:
    texts = {"one": f"Before. {STORY} After it.", "two": f"Something else was said. {STORY}"}
    (copied,) = copied_passages(texts)
    assert (copied.left, copied.right) == ("one", "two")
    assert texts["one"][slice(*copied.left_span)] == STORY.rstrip(".")
    assert texts["two"][slice(*copied.right_span)] == STORY.rstrip(".")
    assert copied.words == len(STORY.split())


def test_a_few_changed_words_and_another_script_hide_nothing() -> None:
    changed = STORY.replace("two sides", "both sides of it").replace("within the hour", "at once")
    (copied,) = copied_passages({"one": STORY, "two": changed.upper()})
    assert copied.words >= 40
    cyrillic = "Тог јутра су војници дошли у село са две стране и рекли људима да оду. " * 3
    latin = "Tog jutra su vojnici došli u selo sa dve strane i rekli ljudima da odu. " * 3
    assert copied_passages({"one": cyrillic, "two": latin})


def test_short_phrases_are_no_copy() -> None:
    phrase = "the United Nations Interim Administration Mission in Kosovo said on Monday that"
    assert copied_passages({"one": f"A {phrase} x", "two": f"B {phrase} y"}) == ()


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g"]), max_size=20)


@given(WORDS, WORDS, WORDS)
@settings(max_examples=60, deadline=None)
def test_the_fast_search_finds_what_the_plain_one_finds(
    shared: list[str], before: list[str], after: list[str]
) -> None:
    texts = {
        "one": " ".join([*before, *shared, *after]),
        "two": " ".join([*after, *shared, *before]),
        "three": " ".join(shared),
    }
    assert copied_passages(texts, least=12) == copied_passages_plainly(texts, least=12)


def test_words_repeated_without_end_take_no_time_without_end() -> None:
    assert copied_passages({"one": "no " * 20_000, "two": "no " * 20_000}) == ()
