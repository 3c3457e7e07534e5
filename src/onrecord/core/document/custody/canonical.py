"""Which bytes stand for a JSON value, so that two programs that sign or hash it agree?

RFC 8785 (JSON Canonicalization Scheme) for the values that we need: null, booleans, whole numbers
that every JSON reader keeps exactly, text, lists, and objects with text as keys. Numbers with a
fraction are refused: their canonical form is that of ECMAScript, and nothing we sign has one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from onrecord.core.kernel.errors import InputError

MOST = 2**53 - 1
"""The largest whole number that every JSON reader keeps (RFC 7493, 2.2)."""


def canonical(value: object) -> bytes:
    """Return the one UTF-8 form of a value; raises InputError for what has none."""
    text = json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError("A text holds half of a character pair and has no UTF-8 form") from None


def _ordered(value: object) -> object:
    """Return the value with the keys of its objects in the order of their UTF-16 units."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if abs(value) > MOST:
            raise InputError("A number is too large for JSON to keep exactly", value=value)
        return value
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    if isinstance(value, Mapping):
        keys = list(value)
        if not all(isinstance(key, str) for key in keys):
            raise InputError("The keys of a JSON object are text", value=keys)
        if not all(key.isascii() for key in keys):
            keys.sort(key=_utf_16)
        else:
            keys.sort()
        return {key: _ordered(value[key]) for key in keys}
    raise InputError(
        "A value of the kind {kind} has no canonical JSON form", kind=type(value).__name__
    )


def _utf_16(key: str) -> bytes:
    return key.encode("utf-16-be", errors="surrogatepass")
