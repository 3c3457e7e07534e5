"""What every reader of documents must keep to: one suite of checks, for our readers and others'.

A reader of your own passes when ``check_reader(module, sample, words)`` returns, with a sample
file of its format and words that stand in it in this order; each check raises AssertionError
with a sentence. ``READER_CHECKS`` holds the checks one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.text_of import Reader
from onrecord.core.document.document_text import DocumentText
from onrecord.core.kernel.errors import InputError

_LANGUAGES: Final = ("en", "sq", "sr-Latn", "sr-Cyrl", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A reader with a file that it must read and words that stand in that file in this order."""

    reader: Reader
    sample: bytes
    words: Sequence[str]


def check_reader(reader: Reader, sample: bytes, words: Sequence[str]) -> None:
    """Run every check on a reader; raises AssertionError at the first that fails."""
    case = Case(reader=reader, sample=sample, words=words)
    for check in READER_CHECKS:
        check(case)


def says_what_it_reads(case: Case) -> None:
    """Require that it names its file endings and media type and knows its own format."""
    suffixes = case.reader.SUFFIXES
    _require(suffixes, "A reader names at least one file ending.")
    for suffix in suffixes:
        _require(suffix.startswith("."), f"{suffix!r} begins with a dot.")
        _require(suffix == suffix.lower(), f"{suffix!r} is in lower case.")
    _require(case.reader.MEDIA_TYPE.count("/") == 1, "A media type has two parts.")
    _require(case.reader.accepts(case.sample), "A reader accepts its own format.")


def finds_the_words(case: Case) -> None:
    """Require that the words of the sample stand in the text in order."""
    text = case.reader.read(case.sample).text
    position = 0
    for word in case.words:
        position = text.find(word, position)
        _require(position >= 0, f"{word!r} is missing or out of order in {text!r}.")


def keeps_its_places(case: Case) -> None:
    """Require that pages cover every word, and a media type and language of ours."""
    document = case.reader.read(case.sample)
    outside = _without_pages(document)
    _require(not outside.strip(), f"{outside!r} stands on no page.")
    _require(document.media_type == case.reader.MEDIA_TYPE, "The media type is another.")
    _require(document.language in _LANGUAGES, f"{document.language!r} is none of our codes.")


def reads_alike_each_time(case: Case) -> None:
    """Require that the same bytes give the same text, pages and flags."""
    same = case.reader.read(case.sample) == case.reader.read(case.sample)
    _require(same, "The same bytes gave another text.")


def keeps_to_the_limits(case: Case) -> None:
    """Require that a text longer than the limit is refused."""
    small = Limits(characters=1)
    _require(_outcome(case.reader, case.sample, small) == "refused", "The limit is not kept.")


def survives_damage(case: Case) -> None:
    """Require that damaged bytes end in a text or an InputError, never in anything else.

    Pictures of pages are opened and not recognised, which would take minutes.
    """
    limits = replace(LIMITS, ocr_seconds=0)
    for data in _damaged(case.sample):
        _outcome(case.reader, data, limits)


def leads_back_to_the_page(case: Case) -> None:
    """Require that what was recognised on a picture has a place on it, and says how."""
    document = case.reader.read(case.sample)
    recognised = {one.page for one in document.recognitions}
    _require({word.box.page for word in document.words} <= recognised, "A page says not how.")
    for word in document.words:
        page = document.page_of(word.start)
        _require(page == word.box.page, f"{word!r} stands on another page.")


def leads_back_to_the_bytes(case: Case) -> None:
    """Require that a passage of a text leads to the bytes that hold it, where it leads anywhere."""
    document = case.reader.read(case.sample)
    start = document.text.find(case.words[0])
    span = document.byte_span(start, start + len(case.words[0]))
    if span is not None and document.encoding is not None:
        found = case.sample[slice(*span)].decode(document.encoding)
        _require(found == case.words[0], f"{case.words[0]!r} leads to {found!r}.")


READER_CHECKS: Final[tuple[Callable[[Case], None], ...]] = (
    says_what_it_reads,
    finds_the_words,
    keeps_its_places,
    reads_alike_each_time,
    keeps_to_the_limits,
    survives_damage,
    leads_back_to_the_page,
    leads_back_to_the_bytes,
)


def _require(holds: object, sentence: str) -> None:
    if not holds:
        raise AssertionError(sentence)


def _without_pages(document: DocumentText) -> str:
    kept = []
    before = 0
    for start, end in document.pages:
        kept.append(document.text[before:start])
        before = end
    return "".join([*kept, document.text[before:]])


def _outcome(reader: Reader, data: bytes, limits: Limits) -> str:
    try:
        reader.read(data, limits)
    except InputError:
        return "refused"
    return "read"


def _damaged(sample: bytes) -> Iterator[bytes]:
    yield b""
    yield b"\x00" * 64
    yield bytes(range(256)) * 4
    for part in range(1, 8):
        yield sample[: len(sample) * part // 8]
    for place in range(0, len(sample), max(1, len(sample) // 40)):
        yield sample[:place] + bytes([sample[place] ^ 0xFF]) + sample[place + 1 :]
    yield sample + b"\x00<>%PDF-PK\x03\x04"
