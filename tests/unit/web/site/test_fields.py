"""Do numbers stand in their fields as people write them, and keep their value?"""

from __future__ import annotations

import pytest

from onrecord.web.site.fields import NumberField


@pytest.mark.parametrize(("kept", "shown"), [(41.0, 41), (0.36, 0.36), (None, None), ("x", "x")])
def test_a_whole_number_shows_without_its_fraction(kept: object, shown: object) -> None:
    found = NumberField().prepare_value(kept)
    assert (found, type(found)) == (shown, type(shown))


def test_what_is_shown_is_no_change() -> None:
    assert not NumberField(required=False).has_changed(41.0, "41")
    assert NumberField(required=False).has_changed(41.0, "42")
