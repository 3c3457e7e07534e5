from __future__ import annotations

import pytest

from onrecord.core.document.document_text import DocumentText, Flag, FlaggedSpan
from onrecord.core.kernel.errors import InputError


def test_pages_and_flags_of_a_place() -> None:
    text = DocumentText(
        text="first page\n\nsecond page",
        pages=((0, 10), (12, 23)),
        media_type="text/plain",
        flagged=(
            FlaggedSpan(start=0, end=5, flag=Flag.deleted, author="Goran"),
            FlaggedSpan(start=3, end=8, flag=Flag.hidden),
        ),
    )
    assert [text.page_of(place) for place in (0, 9, 11, 12, 99)] == [1, 1, None, 2, None]
    assert text.flags_of(4, 5) == (Flag.deleted, Flag.hidden)
    assert text.flags_of(8, 20) == ()


@pytest.mark.parametrize(
    ("pages", "flagged"),
    [
        (((0, 99),), ()),
        (((5, 8), (0, 5)), ()),
        (((0, 10),), (FlaggedSpan(start=3, end=30, flag=Flag.hidden),)),
        (((0, 10),), (FlaggedSpan(start=3, end=3, flag=Flag.hidden),)),
    ],
)
def test_places_outside_the_text_are_refused(
    pages: tuple[tuple[int, int], ...], flagged: tuple[FlaggedSpan, ...]
) -> None:
    with pytest.raises(InputError):
        DocumentText(text="0123456789", pages=pages, media_type="text/plain", flagged=flagged)
