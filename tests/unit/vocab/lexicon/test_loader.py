"""The files of the lexicon are whole, and a file that is not is refused with its line."""

from __future__ import annotations

import pytest

from onrecord.core.document.lexicon import words_of
from onrecord.core.document.who_did_what import who_did_what
from onrecord.core.kernel.errors import InputError
from onrecord.vocab.concepts import LANGUAGES
from onrecord.vocab.lexicon import default_lexicon, known_concepts, read_forms

HEADER = "concept,kind,part,forms\n"


def test_every_language_has_forms_for_most_acts_and_all_bodies() -> None:
    lexicon = default_lexicon()
    assert set(lexicon.languages) == set(LANGUAGES)
    bodies = {one.id for one in known_concepts().values() if one.id.startswith("body/")}
    for code in LANGUAGES:
        terms = lexicon.of(code)
        assert len({term.concept for term in terms.acts.terms}) >= 55
        assert len({term.concept for term in terms.actors.terms} & bodies) >= 0.9 * len(bodies)


def test_both_scripts_of_serbian_share_one_lexicon() -> None:
    lexicon = default_lexicon()
    assert lexicon.of("sr-Latn") is lexicon.of("sr-Cyrl")
    assert "besimit" in lexicon.given_names
    assert "dragane" in lexicon.given_names


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("act/kiling,act,verb,killed", "does not exist"),
        ("act/killing,act,sideways,killed", "Unknown kind or part"),
        ("act/killing,deed,,killed", "Unknown kind or part"),
        ("group/serbs,role,,Serbs", "another kind"),
        ("act/killing,act,verb,убио", "Latin letters"),
        ("act/killing,act,verb,killed|...", "begins and ends with a word"),
        ("act/killing,act,verb,killed\nact/beating,act,verb,Killed|killed", "stands twice"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(row: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as refusal:
        read_forms(HEADER + row + "\n", known=known_concepts(), file="en.csv")
    assert refusal.value.file == "en.csv"
    assert refusal.value.line == 2 + row.count("\n")


def test_other_columns_are_refused() -> None:
    with pytest.raises(InputError, match="columns"):
        read_forms("concept,forms\n", known=known_concepts(), file="en.csv")


def test_a_title_may_stand_for_a_role_and_a_form_may_serve_two_finders() -> None:
    rows = "role/witness,role,,witness\nrole/witness,title,,witness\n"
    role, title = read_forms(HEADER + rows, known=known_concepts(), file="en.csv")
    assert (role.kind, title.kind) == ("role", "title")
    assert role.name == title.name == "witness"


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_form_of_an_act_is_found_as_another_act(code: str) -> None:
    """A shorter form never hides a longer one, and no row is dead."""
    language = default_lexicon().of(code)
    for term in language.acts.terms:
        if "*" in term.form or "..." in term.form:
            continue
        text = term.form
        hit = next(language.acts.scan(text, words_of(text)))
        assert (hit.term.concept, hit.last + 1) == (term.concept, len(words_of(text))), term


def test_a_sentence_in_three_languages_gives_one_concept() -> None:
    sentences = {
        "en": "Three villagers were killed by the Serbian police.",
        "sq": "Tre fshatarë u vranë nga policia serbe.",
        "sr-Latn": "Tri seljaka su ubijena od strane srpske policije.",
        "sr-Cyrl": "Три сељака су убијена од стране српске полиције.",
    }
    for code, text in sentences.items():
        (act,) = who_did_what(text, default_lexicon(), [(0, len(text), code)]).acts
        assert act.concept == "act/killing"
        assert act.victims is not None
        assert act.alleged_perpetrator is not None
