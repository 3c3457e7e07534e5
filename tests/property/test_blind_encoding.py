"""What must hold of every encoding, whoever is in it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.reconcile.blind.compare import candidates, joined, similarity
from onrecord.core.reconcile.blind.encoding import ENTRY_BYTES, HASH_BYTES, Encoder, encoded
from onrecord.core.reconcile.blind.keys import BlindKey
from onrecord.core.reconcile.blind.schema import FIELDS, spans
from onrecord.core.reconcile.blind.values import PersonValues
from onrecord.testing.open_linkage import dice, open_candidates

names = st.text("abdeiklmnrstuvz", min_size=2, max_size=10)
years = st.integers(1900, 1999)
maybe = st.none()
keys = st.binary(min_size=1, max_size=8).map(lambda drawn: BlindKey(hashlib.sha256(drawn).digest()))


@st.composite
def people(draw: st.DrawFn) -> PersonValues:
    given_name, surname, father = draw(names), draw(names), draw(maybe | names)
    return PersonValues(
        given=given_name,
        surname=surname,
        father=father,
        given_block=given_name[:3],
        surname_block=surname[:3],
        father_block=father[:3] if father else None,
        sex=draw(st.sampled_from([None, "female", "male"])),
        birth=draw(maybe | st.tuples(years, st.integers(1, 12), st.integers(1, 28) | maybe)),
        municipality=draw(maybe | st.sampled_from(["#a", "#b#c", "peja"])),
        village=draw(maybe | names),
        event=draw(maybe | st.tuples(st.just(1999), st.integers(1, 12), st.integers(1, 28))),
    )


@given(people(), keys)
@settings(max_examples=40)
def test_one_key_gives_one_encoding_and_another_key_shares_nothing(
    one: PersonValues, key: BlindKey
) -> None:
    entries = Encoder(key).entries(one)
    assert entries == Encoder(key).entries(one)
    other = Encoder(BlindKey(hashlib.sha256(key.secret).digest())).entries(one)
    assert not codes(entries) & codes(other)


def codes(entries: bytes) -> set[bytes]:
    return {entries[at : at + HASH_BYTES] for at in range(0, len(entries), ENTRY_BYTES)}


@given(people(), people(), keys)
@settings(max_examples=60)
def test_similarity_is_symmetric_and_close_to_that_of_the_q_grams(
    one: PersonValues, two: PersonValues, key: BlindKey
) -> None:
    # One match key in common, so that the two are compared at all.
    two = replace(two, given_block=one.given_block, surname_block=one.surname_block)
    encoder = Encoder(key)
    there = joined([encoded([encoder.entries(one)]), encoded([encoder.entries(two)])])[0]
    back = joined([encoded([encoder.entries(two)]), encoded([encoder.entries(one)])])[0]
    for field in FIELDS:
        found = similarity(there, candidates(there), field.name, field.name)
        turned = similarity(back, candidates(back), field.name, field.name)
        np.testing.assert_array_equal(found, turned)
        true = dice(field.tokens(one), field.tokens(two))
        assert np.isnan(found[0]) == np.isnan(true)
        if true == 1:
            assert found[0] == 1
        elif not np.isnan(true):
            # Five standard deviations of the Jaccard, and Dice moves at most twice as much.
            assert abs(found[0] - true) < 2 * 5 / np.sqrt(field.bits)


@given(st.lists(people(), min_size=2, max_size=12), keys)
@settings(max_examples=25)
def test_pairs_are_those_that_share_a_match_key_in_plain_text(
    several: list[PersonValues], key: BlindKey
) -> None:
    encoder = Encoder(key)
    found = candidates(joined([encoded([encoder.entries(one) for one in several])])[0])
    plain = open_candidates(several)
    assert found.left.tolist() == plain.left.tolist()
    assert found.right.tolist() == plain.right.tolist()


@given(people(), keys)
@settings(max_examples=20)
def test_outside_a_block_two_encodings_of_one_person_are_as_far_apart_as_strangers(
    one: PersonValues, key: BlindKey
) -> None:
    """The negative control of salt: without it the bits of one person would be one and the same."""
    whole = encoded([Encoder(key).entries(one)])
    if len(whole.bits) < 2:
        return
    apart = np.bitwise_count(whole.bits[0] ^ whole.bits[1]).sum() / (64 * whole.bits.shape[1])
    assert 0.35 < apart < 0.65


def test_bits_of_a_field_are_half_set_whatever_the_name() -> None:
    """Short and long names set as many bits, so that nothing tells how long a name is."""
    encoder = Encoder(BlindKey(hashlib.sha256(b"half").digest()))
    shares = []
    for length in (2, 5, 12):
        rows = [
            encoder.entries(
                PersonValues(
                    given="a" * length, surname=f"b{n}", given_block="a", surname_block=f"b{n}"
                )
            )
            for n in range(60)
        ]
        bits = encoded(rows).bits[:, :2]
        shares.append(np.bitwise_count(bits).sum() / (bits.size * 64))
    assert all(abs(share - 0.5) < 0.03 for share in shares)


def test_what_is_not_stated_gives_no_mask_away() -> None:
    """Two records of one block that do not name the father have nothing in common there."""
    encoder = Encoder(BlindKey(hashlib.sha256(b"unstated").digest()))
    two = [
        PersonValues(given="arta", surname="gasi", given_block="art", surname_block="gs", sex=sex)
        for sex in ("female", "male")
    ]
    one, other = encoded([encoder.entries(person) for person in two]).bits
    where = spans()
    for name in ("father", "village", "birth date"):
        apart = np.bitwise_count(one[where[name]] ^ other[where[name]]).sum()
        assert apart > 10, name
    assert not np.bitwise_count(one[where["given"]] ^ other[where["given"]]).any()
