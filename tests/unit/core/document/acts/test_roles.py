"""Who did what to whom is read from where the parties stand."""

from __future__ import annotations

import pytest

from onrecord.core.document.lexicon import Lexicon
from onrecord.core.document.who_did_what import find_acts


@pytest.mark.parametrize(
    ("text", "victims", "doer"),
    [
        ("The army killed 12 villagers.", "12 villagers", "army"),
        ("12 villagers were killed by the army.", "12 villagers", "army"),
        ("12 villagers were killed.", "12 villagers", None),
        ("The army had killed villagers.", "villagers", "army"),
        ("Roma who were killed lie there.", "Roma", None),
        ("the killing of Roma by the army", "Roma", "army"),
        ("The army committed killings.", None, "army"),
        ("An intruder broke in.", None, "intruder"),
        ("Serbs fled.", "Serbs", None),
        ("Cases remain unsolved.", None, None),
        ("Linden Watch reported killings.", None, None),
        ("Linden Watch said that the army killed Roma.", "Roma", "army"),
        ("They came to kill Roma.", "Roma", None),
        ("Villagers killed by the army lie there.", "Villagers", "army"),
        ("There were 300 villagers killed or lost.", "300 villagers", None),
        ("Villagers were led away and killed.", "Villagers", None),
        ("The army looted shops.", None, "army"),
        ("People looted shops.", None, "People"),
        ("Dragana was killed by the army.", "Dragana", "army"),
    ],
)
def test_voice_and_prepositions(
    text: str, victims: str | None, doer: str | None, lexicon: Lexicon
) -> None:
    (act,) = find_acts(text, lexicon)
    assert (act.victims, act.alleged_perpetrator) == (victims, doer)


def test_the_victim_of_one_act_is_not_accused_of_the_next(lexicon: Lexicon) -> None:
    killed, looted = find_acts("The army killed Besim Gashi and looted shops.", lexicon)
    assert (killed.victims, killed.alleged_perpetrator) == ("Besim Gashi", "army")
    assert looted.alleged_perpetrator == "army"
    (act,) = find_acts("The army fought against villagers and killed Roma.", lexicon)
    assert act.alleged_perpetrator == "army"
    killed, fled = find_acts("The army killed people and Roma fled.", lexicon)
    assert (killed.victims, fled.victims) == ("people", "Roma")


def test_a_list_of_acts_shares_its_victims(lexicon: Lexicon) -> None:
    acts = list(find_acts("There were beatings, torture and killings of Roma.", lexicon))
    assert [act.victims for act in acts] == ["Roma"] * 3


def test_a_named_perpetrator_is_marked(lexicon: Lexicon) -> None:
    (act,) = find_acts("Besim Gashi killed villagers.", lexicon)
    assert (act.alleged_perpetrator, act.names_a_person) == ("Besim Gashi", True)
    (act,) = find_acts("The army killed villagers.", lexicon)
    assert not act.names_a_person
