"""DER values, by the examples of X.690 and by going both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.timestamps import der
from onrecord.core.kernel.errors import InputError


@given(st.integers(0, 2**80))
def test_numbers_go_both_ways(number: int) -> None:
    assert der.read_one(der.integer(number)).number() == number


@given(st.binary(max_size=70_000))
def test_lengths_go_both_ways(content: bytes) -> None:
    value = der.read_one(der.written(der.OCTETS, content))
    assert (value.tag, value.content) == (der.OCTETS, content)


@pytest.mark.parametrize(
    "data", [b"", b"\x02", b"\x02\x05\x01", b"\x02\x80\x00", b"\x1f\x81\x01\x00", b"\x02\x85" * 9]
)
def test_broken_values_are_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        der.read_one(data)


def test_an_empty_identifier_is_refused() -> None:
    with pytest.raises(InputError):
        der.dotted(b"")
