"""An abbreviation that a document introduces stands for the body from then on."""

from __future__ import annotations

from onrecord.core.document.actors import find_actors
from onrecord.core.document.lexicon import Lexicon


def test_an_abbreviation_is_learnt_where_it_stands_behind_the_name(lexicon: Lexicon) -> None:
    text = "KP is unknown. The Kosovo Police (KP) came. Later the KP left. Linden Watch (XYZ) too."
    found = [(one.quote, one.concept, one.rule) for one in find_actors(text, lexicon)]
    assert found == [
        ("Kosovo Police", "body/kp", "lexicon"),
        ("KP", "body/kp", "abbreviation"),
        ("KP", "body/kp", "abbreviation"),
        ("Linden Watch", "body/lw", "lexicon"),
    ]
