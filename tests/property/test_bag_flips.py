"""One flipped bit anywhere in a bag is found; by bagit too, where BagIt covers it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bagit
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.adapters.write.bag.scene import contents

from onrecord.adapters.write.bag import Signer, write_folder
from onrecord.adapters.write.bag.verify import Bag

_NOT_COVERED = ("tagmanifest-", "tagmanifest.sig")


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    place = tmp_path_factory.mktemp("made") / "bag"
    write_folder(contents(), place, Signer.once())
    return place


@contextmanager
def flipped(path: Path, bit: int) -> Iterator[None]:
    whole = path.read_bytes()
    content = bytearray(whole)
    content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(whole)


def files(bag: Path) -> list[Path]:
    return sorted(path for path in bag.rglob("*") if path.is_file())


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_bit_of_any_file_is_found_by_our_verifier(bag: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(files(bag)))
    bit = data.draw(st.integers(0, path.stat().st_size * 8 - 1))
    with flipped(path, bit):
        assert list(Bag(bag).problems())
    assert not list(Bag(bag).problems())


@pytest.mark.slow
def test_every_bit_of_what_binds_the_bag_is_found(bag: Path) -> None:
    """Bits all over each manifest and of the signature."""
    for path in files(bag):
        if "manifest" in path.name:
            for bit in range(0, path.stat().st_size * 8, 67):
                with flipped(path, bit):
                    assert list(Bag(bag).problems()), (path.name, bit)


def test_bagit_finds_it_in_every_file_that_bagit_covers(bag: Path) -> None:
    chance = np.random.default_rng(8493)
    covered = [path for path in files(bag) if not path.name.startswith(_NOT_COVERED)]
    assert len(covered) > 12
    for path in covered:
        for bit in chance.integers(0, path.stat().st_size * 8, 3).tolist():
            with flipped(path, bit):
                assert not _valid(bag), (path, bit)
    assert _valid(bag)


def _valid(bag: Path) -> bool:
    try:
        return bool(bagit.Bag(str(bag)).is_valid())
    except (bagit.BagError, UnicodeDecodeError):
        return False
