"""How are the few ASN.1 values of time stamps written and read? DER (X.690), both ways.

Reading takes only what it needs and is strict about lengths: every value must lie within the one
that holds it. Files come from outside; anything else is an InputError.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.core.kernel.errors import InputError

BOOLEAN, INTEGER, OCTETS, NULL, OBJECT = 0x01, 0x02, 0x04, 0x05, 0x06
TIME, SEQUENCE, SET = 0x18, 0x30, 0x31
_LONGEST_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its tag, what is in it, and the whole encoding."""

    tag: int
    content: bytes
    encoding: bytes

    def items(self) -> list[Value]:
        """Return the values within."""
        return list(read_all(self.content))

    def number(self) -> int:
        """Return an INTEGER (or ENUMERATED) as a number."""
        return int.from_bytes(self.content, "big", signed=True)


def read_one(data: bytes) -> Value:
    """Return the one value that the bytes are; InputError where there is more or less."""
    values = list(read_all(data))
    if len(values) != 1:
        raise InputError("This is not one DER value")
    return values[0]


def read_all(data: bytes) -> Iterator[Value]:
    """Yield the values that stand one after the other."""
    position = 0
    while position < len(data):
        start, (tag, length, position) = position, _head(data, position)
        if position + length > len(data):
            raise InputError("A DER value is longer than what holds it")
        content = data[position : position + length]
        position += length
        yield Value(tag, content, data[start:position])


def _head(data: bytes, position: int) -> tuple[int, int, int]:
    """Return tag and length of the value at a position, and where its content begins."""
    if position + 2 > len(data) or data[position] & 0x1F == 0x1F:
        raise InputError("This is no DER value that a time stamp may hold")
    tag, first = data[position], data[position + 1]
    position += 2
    if first < 0x80:
        return tag, first, position
    count = first & 0x7F
    if not 1 <= count <= _LONGEST_LENGTH or position + count > len(data):
        raise InputError("A DER value has no usable length")
    return tag, int.from_bytes(data[position : position + count], "big"), position + count


def written(tag: int, *contents: bytes) -> bytes:
    """Return a value with this tag that holds the contents."""
    content = b"".join(contents)
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def integer(number: int) -> bytes:
    """Return an INTEGER of at least zero."""
    return written(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def identifier(dotted: str) -> bytes:
    """Return an OBJECT IDENTIFIER such as ``2.16.840.1.101.3.4.2.1``."""
    first, second, *rest = (int(part) for part in dotted.split("."))
    return written(OBJECT, b"".join(_base_128(arc) for arc in (40 * first + second, *rest)))


def dotted(content: bytes) -> str:
    """Return the content of an OBJECT IDENTIFIER with dots."""
    arcs, arc = [], 0
    for byte in content:
        arc = arc << 7 | byte & 0x7F
        if byte < 0x80:
            arcs.append(arc)
            arc = 0
    if not arcs:
        raise InputError("An object identifier is empty")
    first = min(arcs[0] // 40, 2)
    return ".".join(str(part) for part in (first, arcs[0] - 40 * first, *arcs[1:]))


def _base_128(arc: int) -> bytes:
    digits = [arc & 0x7F]
    while arc := arc >> 7:
        digits.append(arc & 0x7F | 0x80)
    return bytes(reversed(digits))
