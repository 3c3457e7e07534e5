"""What every plug-in that suggests must keep to: one suite of checks, for anybody's plug-in.

A plug-in passes when ``check_suggester(suggest, sample, words)`` returns, with a text of its kind
and words that it must suggest something at. Each check raises AssertionError with a sentence;
``SUGGESTER_CHECKS`` holds the checks one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.core.document.document_text import DocumentText
from onrecord.core.document.stretch import Part
from onrecord.flows.read import Reading
from onrecord.flows.suggesters import FIELDS, Named, Suggester, Suggestion, with_suggested

_NAME: Final = "checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A plug-in with a text and words in it at which it must suggest something."""

    suggest: Suggester
    sample: str
    words: Sequence[str]
    language: str = "en"

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the sample as one part in its language."""
        return ((0, len(self.sample), self.language),)


def check_suggester(
    suggest: Suggester, sample: str, words: Sequence[str], *, language: str = "en"
) -> None:
    """Run every check on a plug-in; raises AssertionError at the first that fails."""
    case = Case(suggest=suggest, sample=sample, words=words, language=language)
    for check in SUGGESTER_CHECKS:
        check(case)


def gives_our_shapes(case: Case) -> None:
    """Require that everything it gives is one of the shapes that a reading keeps."""
    for one in _given(case):
        _require(type(one) in FIELDS, f"{one!r} is no suggestion that a reading keeps.")


def keeps_its_places(case: Case) -> None:
    """Require that every suggestion stands in the text where it says, in its words."""
    for one in _given(case):
        words = case.sample[one.start : one.end]
        _require(words == one.quote != "", f"{one.quote!r} does not stand at {one.start}.")


def finds_the_words(case: Case) -> None:
    """Require that something is suggested at each of the words."""
    quotes = [one.quote for one in _given(case)]
    for word in case.words:
        _require(any(word in quote for quote in quotes), f"Nothing is suggested at {word!r}.")


def suggests_alike_each_time(case: Case) -> None:
    """Require that the same text gives the same suggestions."""
    _require(_given(case) == _given(case), "The same text gave other suggestions.")


def bears_any_text(case: Case) -> None:
    """Require that an empty text and one without letters give nothing and no error."""
    for text in ("", " \n\n\t", "…\0 \N{REPLACEMENT CHARACTER}"):
        found = list(case.suggest(text, ((0, len(text), None),)))
        _require(not found, f"{text!r} holds nothing, and {found!r} was suggested.")


def opens_no_connection(case: Case) -> None:
    """Require that it works where no connection can be opened, and without a warning."""
    document = DocumentText(
        text=case.sample, pages=((0, len(case.sample)),), media_type="text/plain"
    )
    reading = Reading(sha256="0" * 64, document=document, figures=(), totals=(), dates=())
    read = with_suggested(reading, case.parts, [Named(_NAME, lambda: case.suggest)])
    _require(not read.warnings, " ".join(map(str, read.warnings)))


SUGGESTER_CHECKS: Final[tuple[Callable[[Case], None], ...]] = (
    gives_our_shapes,
    keeps_its_places,
    finds_the_words,
    suggests_alike_each_time,
    bears_any_text,
    opens_no_connection,
)


def _given(case: Case) -> list[Suggestion]:
    return list(case.suggest(case.sample, case.parts))


def _require(holds: object, sentence: str) -> None:
    if not holds:
        raise AssertionError(sentence)
