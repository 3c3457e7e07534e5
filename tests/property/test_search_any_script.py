"""The index finds a word exactly where reading every text finds it, in any script."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.register_scene import register_folder  # noqa: F401 - the keys of a register

from onrecord.core.document import search_terms
from onrecord.core.document.search_query import Query
from onrecord.core.document.search_terms import words_in
from onrecord.web.search import documents
from onrecord.web.search.index.looking import Filters, Looking
from onrecord.web.search.index.store import Entry, Store

ALPHABETS = (
    "abdeghijklnqrstuzçčćđëšžÇĐË",
    "абвгдђежзијлљнњоџшЂЉЊЏ",
    "αβγδεέιλοόσςωώΆΣ",
    "ابتمحدرسَّـ",
)
WORD = st.one_of(
    *(st.text(alphabet, min_size=1, max_size=7) for alphabet in ALPHABETS),
    st.sampled_from(["1,303", "1.303", "1303", "Ђаковица", "ĐAKOVICA", "Djakovica", "e\u0308"]),
)
TEXT = st.lists(WORD, max_size=40).map(" ".join)
SIGNS = st.sampled_from([" ", ", ", "\n", " - ", "; "])
SERBIAN = dict(zip("абвгдежзијклмнопрстуфхцчш", "abvgdežzijklmnoprstufhcčš", strict=True)) | {
    "ђ": "dj",
    "ћ": "c",
    "љ": "lj",
    "њ": "nj",
    "џ": "dz",
    "đ": "dj",
    "ς": "σ",
    "ـ": "",
}


def plain_words(text: str) -> list[str]:
    """Fold letter by letter, as slowly and plainly as can be, by a table of its own."""
    folded = ""
    for letter in unicodedata.normalize("NFC", text).casefold():
        for part in unicodedata.normalize("NFKD", SERBIAN.get(letter, letter)):
            if not unicodedata.combining(part):
                folded += part
    folded = re.sub(r"(?<=\d)[.,](?=\d{3}\b)", "", folded)
    return re.findall(r"[^\W_]+", folded)


@pytest.fixture(scope="module", autouse=True)
def small_parts() -> Iterator[None]:
    """Cut texts into parts of few words, so that phrases go over from one into the next."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_terms, "LEAST_PART", 25)
        yield


def found_by_index(texts: list[str], query: Query) -> set[int]:
    with tempfile.TemporaryDirectory() as folder:
        index = Store(Path(folder) / "search.sqlite3")
        with index.writing():
            for number, text in enumerate(texts):
                first: int | None = 0
                while first is not None:
                    words, first = documents.words_of(text, first)
                    entry = Entry(kind="document", record=number, compartment=7)
                    index.put([(entry, words)])
        looking = Looking(index, query, compartments=[7, 8], kind="document")
        candidates = looking.candidates(Filters())
        assert not candidates.is_cut
        found = {
            one.record
            for one in candidates.found
            if not query.needs_reading
            or documents.holds(looking, one.entry, query, lambda: texts[one.record])  # noqa: B023
        }
        index.connection.close()
        return found


@st.composite
def asked(draw: st.DrawFn) -> tuple[list[str], str]:
    texts = draw(st.lists(TEXT, min_size=1, max_size=5))
    words = [word for text in texts for word in text.split()] or ["nothing"]
    pieces = []
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(words) - 1))
        word = draw(st.sampled_from([words[at], words[at].upper(), words[at].lower()]))
        folded = "".join(words_in(word))
        shapes = [word, f'"{" ".join(words[at : at + 3])}"', f'"{" ".join(words[at : at + 2])}"']
        if len(folded) > 3:
            shapes.append(f"{folded[:3]}*")
        piece = draw(st.sampled_from(shapes))
        pieces.append(f"-{piece}" if pieces and draw(st.booleans()) else piece)
    return texts, " ".join(pieces)


@settings(max_examples=150, deadline=None)
@given(asked())
def test_the_index_finds_what_reading_every_text_finds(given_: tuple[list[str], str]) -> None:
    texts, written = given_
    query = Query.parse(written[:200])
    if not query.required:
        return
    wanted = {number for number, text in enumerate(texts) if query.holds([words_in(text)])}
    assert found_by_index(texts, query) == wanted


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=5), st.integers(0, 1_000), SIGNS)
def test_a_word_is_found_where_a_plain_scan_finds_it(
    texts: list[str], choice: int, sign: str
) -> None:
    texts = [sign.join(text.split()) for text in texts]
    words = [word for text in texts for word in plain_words(text)]
    if not words:
        return
    word = words[choice % len(words)]
    wanted = {number for number, text in enumerate(texts) if word in plain_words(text)}
    assert found_by_index(texts, Query.parse(word)) == wanted
