"""What a scheme answers about its concepts."""

from __future__ import annotations

import pytest

from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.vocab import LANGUAGES, load_scheme, schemes


def test_a_concept_is_found_by_its_id_and_named_in_four_languages() -> None:
    acts = load_scheme("acts")

    looting = acts.concept("act/looting")

    assert [looting.label(language) for language in LANGUAGES] == [
        "looting",
        "plaçkitje",
        "pljačka",
        "пљачка",
    ]
    assert str(looting) == "looting"


def test_an_unknown_id_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(InputError, match="act/looting"):
        load_scheme("acts").concept("act/lotting")


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="sr-Cyrl"):
        load_scheme("acts").label("act/looting", "sr")


def test_an_unknown_scheme_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="groups"):
        load_scheme("../groups")


def test_a_concept_may_have_two_broader_ones_and_is_both() -> None:
    acts = load_scheme("acts")

    assert acts.is_a("act/sexualised-torture", "act/torture")
    assert acts.is_a("act/sexualised-torture", "act/sexual-violence")
    assert acts.is_a("act/torture", "act/torture")
    assert not acts.is_a("act/torture", "act/sexual-violence")


def test_ancestors_come_nearest_first_and_once() -> None:
    found = [concept.id for concept in load_scheme("groups").ancestors("group/roma")]

    assert found[0] == "group/roma-ashkali-egyptians"
    assert found[-1] == "group/all"
    assert len(found) == len(set(found))


def test_narrower_is_one_level_and_descendants_are_all() -> None:
    acts = load_scheme("acts")

    children = {concept.id for concept in acts.narrower("act/trafficking")}
    below = {concept.id for concept in acts.descendants("act/trafficking")}

    assert children == {
        "act/trafficking-act",
        "act/trafficking-means",
        "act/trafficking-purpose",
    }
    assert "act/trafficking-sale" in below - children


def test_top_concepts_have_nothing_above_them() -> None:
    acts = load_scheme("acts")

    assert acts.concept("act/killing") in acts.top()
    assert all(not acts.ancestors(concept.id) for concept in acts.top())


def test_a_label_or_an_alternative_label_finds_the_concept() -> None:
    groups = load_scheme("groups")

    assert [concept.id for concept in groups.find("balkan egyptians")] == ["group/egyptians"]
    assert [concept.id for concept in groups.find("Ашкалије", "sr-Cyrl")] == ["group/ashkali"]
    assert groups.find("nobody") == ()


def test_concepts_cannot_be_changed_and_can_be_collected() -> None:
    looting = load_scheme("acts").concept("act/looting")

    with pytest.raises(TypeError):
        looting.labels["en"] = "theft"  # type: ignore[index]
    assert len({looting, looting}) == 1


def test_a_scheme_is_read_once() -> None:
    assert load_scheme("acts") is load_scheme("acts")
    assert "acts" in schemes()
    assert "act/looting" in load_scheme("acts")
    assert "looting" not in load_scheme("acts")
