"""Blind linkage finds what open linkage finds, and an attacker without the key finds next to none.

Invented lists with known truth (`gen_lists.py` beside the checkout). The twin that sees the names
uses the same match keys and levels. Measured on 20,000 records by benchmarks/blind_linkage.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from onrecord.core.reconcile.blind import BlindKey, Encoded, PersonValues, link_blind
from onrecord.core.reconcile.blind.schema import match_keys
from onrecord.testing.blind_attacks import (
    block_codes,
    dictionary_attack,
    encode_all,
    frequency_attack,
    graph_attack,
    match_keys_by_code,
)
from onrecord.testing.blind_lists import InventedList, generate, read_list
from onrecord.testing.open_linkage import f1, link_openly, pairs_in_common

pytestmark = pytest.mark.data

KEY, OTHER_KEY = BlindKey(bytes(range(200, 232))), BlindKey(bytes(range(100, 132)))


@pytest.fixture(scope="module")
def two_lists(
    shared_data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[InventedList, InventedList]:
    folder = tmp_path_factory.mktemp("lists")
    path = generate(shared_data("linkage/gen_lists.py"), 6_000, folder)
    return read_list(path, "ngo", folder), read_list(path, "commission", folder)


Encodings = tuple[tuple[list[bytes], Encoded], tuple[list[bytes], Encoded]]


@pytest.fixture(scope="module")
def under_key(two_lists: tuple[InventedList, InventedList]) -> Encodings:
    return encode_all(two_lists[0].people, KEY), encode_all(two_lists[1].people, KEY)


def test_quality_is_within_three_points_of_open_linkage(
    two_lists: tuple[InventedList, InventedList], under_key: Encodings
) -> None:
    blind = link_blind([encoded for _rows, encoded in under_key])
    true = pairs_in_common(np.concatenate([each.truth for each in two_lists]), blind.lists)
    opened = f1(pairs_in_common(link_openly([e.people for e in two_lists]), blind.lists), true)
    found = f1(pairs_in_common(blind.clusters, blind.lists), true)
    assert found > opened - 0.03
    assert found > 0.96
    assert blind.warnings == ()


def test_chances_are_those_that_come_true(
    two_lists: tuple[InventedList, InventedList], under_key: Encodings
) -> None:
    found = link_blind([encoded for _rows, encoded in under_key])
    truth = np.concatenate([each.truth for each in two_lists])
    across = found.lists[found.pairs.left] != found.lists[found.pairs.right]
    same = truth[found.pairs.left] == truth[found.pairs.right]
    sure = across & (found.probability >= 0.9)
    assert same[sure].mean() > 0.97
    assert same[across & (found.probability < 0.1)].mean() < 0.03


def test_frequencies_read_next_to_nothing(
    two_lists: tuple[InventedList, InventedList], under_key: Encodings
) -> None:
    """The attacker knows the list of the other party, or even this very list, but not the key."""
    ours, theirs = two_lists
    rows = under_key[0][0]
    codes = [block_codes(row) for row in rows]
    stands_for = match_keys_by_code(ours.people, KEY)
    truth = [[stands_for[code] for code in mine] for mine in codes]
    other = frequency_attack(codes, truth, [m for one in theirs.people for m in match_keys(one)])
    same = frequency_attack(codes, truth, [m for one in ours.people for m in match_keys(one)])
    assert other.share < 0.002
    assert same.share < 0.01


def test_without_salt_frequencies_would_read_names(
    two_lists: tuple[InventedList, InventedList],
) -> None:
    """The negative control of the attack: one code a surname, as in unsalted encodings."""
    names = [one.surname or "" for one in two_lists[0].people]
    read = frequency_attack(
        [[hashlib.sha256(name.encode()).digest()] for name in names], [[n] for n in names], names
    )
    assert read.share > 0.1


def test_neighbours_give_away_only_those_whose_list_is_known(
    two_lists: tuple[InventedList, InventedList], under_key: Encodings
) -> None:
    ours, theirs = two_lists
    target = under_key[0][1]
    where = {person: at for at, person in enumerate(theirs.truth.tolist())}
    same = np.array([where.get(person, -1) for person in ours.truth.tolist()])
    other_list = graph_attack(target, encode_all(theirs.people, OTHER_KEY)[1], same)
    this_list = graph_attack(
        target, encode_all(ours.people, OTHER_KEY)[1], np.arange(len(ours.people))
    )
    assert other_list.share < 0.005
    assert this_list.share > 0.05, "the attack must be able to succeed where it can"


def test_who_holds_the_key_reads_names_by_trying_them(
    two_lists: tuple[InventedList, InventedList], under_key: Encodings
) -> None:
    ours, theirs = two_lists
    rows = under_key[0][0]
    # Names as a dictionary has them: each with nothing else known of the person.
    names = {(n.given, n.given_block, n.surname, n.surname_block) for n in theirs.people}
    dictionary = [
        (name_of(one), one)
        for one in (
            PersonValues(given=g, given_block=gb, surname=s, surname_block=sb)
            for g, gb, s, sb in names
        )
        if one.given and one.surname
    ]
    known = {name for name, _values in dictionary}
    truth = [name_of(one) for one in ours.people]
    with_key = dictionary_attack(rows, truth, dictionary, KEY)
    without = dictionary_attack(rows, truth, dictionary, OTHER_KEY)
    assert with_key.right == sum(name in known for name in truth)
    assert without.claimed == 0


def name_of(one: PersonValues) -> str:
    return " ".join(sorted(filter(None, (one.given_block, one.surname_block))))
