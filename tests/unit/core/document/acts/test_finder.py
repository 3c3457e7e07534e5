"""Which words name an act, and which only look so."""

from __future__ import annotations

import pytest

from onrecord.core.document.lexicon import Lexicon
from onrecord.core.document.who_did_what import find_acts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Torture", []),
        ("They were killing time.", []),
        ("These abuses ended.", []),
        ("There were abuses.", [None]),
        ("They met trafficked women.", []),
        ("They were trafficked.", ["act/trafficking"]),
        ("", []),
    ],
)
def test_words_that_name_acts(text: str, found: list[str | None], lexicon: Lexicon) -> None:
    acts = list(find_acts(text, lexicon))
    assert [act.concept for act in acts] == found
    assert all(text[act.start : act.end] == act.quote for act in acts)


def test_every_act_names_its_rule_and_prints_as_a_row(lexicon: Lexicon) -> None:
    (act,) = find_acts("The army killed 12 villagers.", lexicon)
    assert act.rule == "lexicon+active"
    row = act.as_row()
    assert (row["concept"], row["victims"], row["place"]) == ("act/killing", "12 villagers", None)
