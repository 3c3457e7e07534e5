"""Copies of pages as pictures: with black boxes burnt in, or with the words laid over them."""

from onrecord.adapters.write.page_copies.blackened import Picture, blackened, blank, pictured
from onrecord.adapters.write.page_copies.picture_pdf import picture_pdf
from onrecord.adapters.write.page_copies.searchable_pdf import (
    PlacedText,
    SearchablePage,
    searchable_pdf,
)

__all__ = [
    "Picture",
    "PlacedText",
    "SearchablePage",
    "blackened",
    "blank",
    "picture_pdf",
    "pictured",
    "searchable_pdf",
]
