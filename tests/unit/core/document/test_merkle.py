"""The tree against the known answers of RFC 6962 and against the definition, written plainly."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.document.merkle import Tree, continues, includes, root_of
from onrecord.core.kernel.errors import InputError

# The eight inputs and the roots of the reference implementation of Certificate Transparency.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PROOF_1_OF_8 = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
FROM_6_TO_8 = [
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]


@pytest.mark.parametrize("size", range(1, 9))
def test_known_roots(size: int) -> None:
    assert root_of(INPUTS[:size]).hex() == ROOTS[size - 1]


def test_known_proofs() -> None:
    tree = Tree.of(INPUTS)
    assert [node.hex() for node in tree.inclusion(0)] == PROOF_1_OF_8
    assert [node.hex() for node in tree.consistency(1)] == PROOF_1_OF_8
    assert [node.hex() for node in tree.consistency(6)] == FROM_6_TO_8
    assert root_of([]) == hashlib.sha256().digest()


def plain_root(entries: list[bytes]) -> bytes:
    """Return MTH as RFC 6962 defines it."""
    if not entries:
        return hashlib.sha256().digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return hashlib.sha256(
        b"\x01" + plain_root(entries[:split]) + plain_root(entries[split:])
    ).digest()


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_the_root_is_that_of_the_plain_definition(entries: list[bytes]) -> None:
    assert root_of(entries) == plain_root(entries)


@given(st.data(), st.integers(1, 70))
def test_proofs_hold_and_nothing_else_does(data: st.DataObject, size: int) -> None:
    entries = [number.to_bytes(2, "big") for number in range(size)]
    tree = Tree.of(entries)
    index = data.draw(st.integers(0, size - 1))
    path = tree.inclusion(index)
    assert includes(tree.root, size, entries[index], index, path)
    assert not includes(tree.root, size, b"another", index, path)
    assert not includes(tree.root, size, entries[index], index, (*path, bytes(32)))
    assert not includes(tree.root, size, entries[index], (index + 1) % size, path) or size == 1
    earlier = data.draw(st.integers(1, size))
    proof, before = tree.consistency(earlier), plain_root(entries[:earlier])
    assert continues(before, earlier, tree.root, size, proof)
    assert tree.earlier_root(earlier) == before
    rewritten = plain_root([b"another", *entries[1:earlier]])
    assert not continues(rewritten, earlier, tree.root, size, proof)
    assert not continues(before, earlier, tree.root, size, (*proof, bytes(32)))


def test_what_is_not_there_has_no_proof() -> None:
    tree = Tree.of(INPUTS)
    with pytest.raises(InputError, match="no entry"):
        tree.inclusion(8)
    with pytest.raises(InputError, match="never as long"):
        tree.consistency(9)
    with pytest.raises(InputError, match="never as long"):
        tree.earlier_root(9)
    assert tree.earlier_root(0) == root_of([])
    assert not includes(tree.root, 8, INPUTS[0], 8, ())
    assert not continues(tree.root, 9, tree.root, 8, ())
