"""The one form of a JSON value, by the examples of RFC 8785 that have no fractions."""

from __future__ import annotations

import pytest

from onrecord.core.document.custody import canonical
from onrecord.core.kernel.errors import InputError


def test_keys_stand_in_the_order_of_their_utf_16_units() -> None:
    given = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    expected = (
        '{"\\r":"Carriage Return","1":"One","\u0080":"Control",'
        '"ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign",'
        '"\U0001f600":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}'
    )
    assert canonical(given) == expected.encode()


def test_text_is_escaped_as_ecmascript_does() -> None:
    assert canonical('€$\u000f\nA\'B"\\\\"/') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()
    assert canonical([None, True, False, -3, {}, []]) == b"[null,true,false,-3,{},[]]"


@pytest.mark.parametrize("value", [1.5, 2**53, "\ud800", {1: "a"}, {"a": {b"b"}}, b"bytes"])
def test_what_has_no_form_is_refused(value: object) -> None:
    with pytest.raises(InputError):
        canonical(value)
