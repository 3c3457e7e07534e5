"""What is encoded, and by which match keys records are found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.core.reconcile.blind.invented import ARTA, ENVER

from onrecord.core.reconcile.blind import schema
from onrecord.core.reconcile.blind.values import PersonValues


def tokens(name: str, one: PersonValues) -> frozenset[str]:
    return next(field.tokens(one) for field in schema.FIELDS if field.name == name)


def test_fields_are_whole_words() -> None:
    assert all(field.bits % schema.WORD == 0 for field in schema.FIELDS)
    assert max(where.stop for where in schema.spans().values()) * schema.WORD == schema.BITS


def test_a_field_of_a_domain_has_the_bits_of_the_others() -> None:
    sizes: dict[str, set[int]] = {}
    for field in schema.FIELDS:
        sizes.setdefault(field.domain, set()).add(field.bits)
    assert all(len(found) == 1 for found in sizes.values())


def test_names_are_bigrams_with_their_ends() -> None:
    assert schema.q_grams("ali") == {"^a", "al", "li", "i$"}
    assert schema.q_grams(None) == frozenset()


@pytest.mark.parametrize(("apart", "common"), [(0, 7), (1, 6), (3, 4), (7, 0)])
def test_days_share_tokens_by_their_distance(apart: int, common: int) -> None:
    one, two = schema.neighbours(100, 3), schema.neighbours(100 + apart, 3)
    assert len(one & two) == common


def test_a_swapped_day_and_month_is_the_same_date() -> None:
    swapped = replace(ARTA, birth=(1970, 3, 5))
    assert tokens("birth date", swapped) == tokens("birth date", replace(ARTA, birth=(1970, 5, 3)))
    assert len(tokens("birth date", replace(ARTA, birth=(1970, 5, 5)))) == 3


def test_a_place_of_several_ids_shares_tokens_with_each() -> None:
    assert tokens("village", replace(ARTA, village="#a#b")) == {"a", "b"}
    assert tokens("village", replace(ARTA, village="zahac")) == schema.q_grams("zahac")


def test_an_unstated_value_has_no_token() -> None:
    nobody = PersonValues()
    assert not any(field.tokens(nobody) for field in schema.FIELDS)
    assert schema.match_keys(nobody) == []


def test_match_keys_are_of_two_fields_or_more() -> None:
    for one_field in ("given", "surname", "father", "birth", "event", "village", "municipality"):
        values = {one_field: getattr(ARTA, one_field)}
        if one_field in {"given", "surname", "father"}:
            values[f"{one_field}_block"] = getattr(ARTA, f"{one_field}_block")
        assert schema.match_keys(PersonValues(**values)) == []


def test_swapped_names_meet() -> None:
    swapped = replace(
        ARTA,
        given=ARTA.surname,
        surname=ARTA.given,
        given_block=ARTA.surname_block,
        surname_block=ARTA.given_block,
    )
    assert set(schema.match_keys(ARTA)) & set(schema.match_keys(swapped))


def test_relatives_killed_together_share_no_match_key() -> None:
    assert not set(schema.match_keys(ARTA)) & set(schema.match_keys(replace(ENVER, birth=None)))
