"""A form is words, stems and gaps."""

from __future__ import annotations

import pytest

from onrecord.core.document.lexicon import pieces_of
from onrecord.core.document.lexicon.tokens import Case
from onrecord.core.kernel.errors import InputError


def test_a_form_is_read_into_pieces() -> None:
    first, gap, last = pieces_of("lack* ... KFOR")
    assert (first.key, first.is_stem) == ("lack", True)
    assert gap.is_gap
    assert (last.key, last.case) == ("kfor", Case.capitals)
    assert [piece.key for piece in pieces_of("drive-by shoot*")] == ["drive", "by", "shoot"]


@pytest.mark.parametrize("form", ["", "...", "... kill", "kill ...", "kill !"])
def test_a_form_begins_and_ends_with_a_word(form: str) -> None:
    with pytest.raises(InputError):
        pieces_of(form)


def test_a_stem_takes_a_short_ending_and_a_capital_wants_a_capital() -> None:
    (stem,) = pieces_of("ubijen*")
    assert stem.fits("ubijenima", Case.small)
    assert not stem.fits("ubijen" + "x" * 8, Case.small)
    (name,) = pieces_of("UN")
    assert name.fits("un", Case.capitals)
    assert not name.fits("un", Case.capital)
