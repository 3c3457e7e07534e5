"""An official body that no one has listed is told by its head word and its capitals."""

from __future__ import annotations

import pytest

from onrecord.core.document.actors import find_actors
from onrecord.core.document.lexicon import LanguageLexicon, Lexicon, Term, Words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("in the Office of the State Prosecutor today", "Office of the State Prosecutor"),
        (
            "a Trafficking in Human Beings Directorate exists",
            "Trafficking in Human Beings Directorate",
        ),
        ("The Truth and Reconciliation Commission met", "Truth and Reconciliation Commission"),
        ("in the Health Office HOX", "Health Office"),
    ],
)
def test_english_names(text: str, name: str, lexicon: Lexicon) -> None:
    assert name in [one.quote for one in find_actors(text, lexicon)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ministarstvo unutrašnjih poslova traži", "Ministarstvo unutrašnjih poslova"),
        ("Министарство одбране каже", "Министарство одбране"),
        ("Komisija za Istinu danas", "Komisija za Istinu"),
        ("Ministarstvo traži novac", None),
    ],
)
def test_serbian_names_take_small_words(text: str, name: str | None) -> None:
    serbian = LanguageLexicon.of(
        [
            Term(form="Ministarstvo", kind="head", part="first small authority", name="authority"),
            Term(form="Komisija", kind="head", part="first small organisation"),
        ],
        Words(link=frozenset({"za"}), stop=frozenset({"je"})),
        synthetic=True,
    )
    found = [one.quote for one in find_actors(text, Lexicon.single(serbian))]
    assert found == ([name] if name else [])
