"""Everything found in a text quotes it, whatever the text is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.document.lexicon import Lexicon
from onrecord.core.document.who_did_what import who_did_what

PIECES = (
    *("army", "killed", "Roma", "and", "who", "no", "of", "Arta", "Linden", "Watch", "12", "said"),
    *(".", ",", ":", ";", "\n", "\n\n", "“", "(", "killings", "Office", "by", "the", "Ђ", "é"),
)


@given(st.lists(st.sampled_from(PIECES)).map(" ".join) | st.text(max_size=40))
def test_spans_quote_the_text(lexicon: Lexicon, text: str) -> None:
    found = who_did_what(text, lexicon)
    for one in (*found.actors, *found.people, *found.acts, *found.accounts):
        assert text[one.start : one.end] == one.quote
    for act in found.acts:
        for words, span in (
            (act.victims, act.victims_span),
            (act.alleged_perpetrator, act.perpetrator_span),
        ):
            assert (words is None) is (span is None)
            if words is not None and span is not None:
                assert text[slice(*span)].split() == words.split()


def test_roles_of_a_named_person_and_ways_of_speaking_are_no_actors(lexicon: Lexicon) -> None:
    found = who_did_what("The witness Arta Krasniqi and an intruder fled.", lexicon)
    assert [one.quote for one in found.actors] == ["intruder"]
    assert [one.quote for one in found.people] == ["Arta Krasniqi"]
