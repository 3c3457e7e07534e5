"""How is a sentence written for the rules of its language, with the way back to the text?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.core.document.language import (
    ALBANIAN,
    SERBIAN_CYRILLIC,
    SERBIAN_LATIN,
    languages_of,
)
from onrecord.core.document.sentences import sentence_spans
from onrecord.core.kernel.derived_text import DerivedText, derived, flattened, latinised, unmarked

_STEPS: dict[str, tuple[Callable[[str], DerivedText], ...]] = {
    ALBANIAN: (flattened, unmarked),
    SERBIAN_LATIN: (flattened, unmarked),
    SERBIAN_CYRILLIC: (flattened, latinised, unmarked),
}
"""People leave marks out (``Gjakove``, ``izmedju``), so Albanian and Serbian rules know none."""


def prepared(sentence: str, language: str) -> DerivedText:
    """Return a sentence as the rules of its language read it; its case is kept."""
    return derived(sentence, *_STEPS.get(language, (flattened,)))


def opens_paragraph(text: str, start: int, before: int) -> bool:
    """Say whether an empty line stands between the end of one sentence and the next one."""
    return text.count("\n", before, start) > 1


def sentences_in(text: str, language: str | None = None) -> Iterator[tuple[int, str, DerivedText]]:
    """Yield the start, language and prepared text of each sentence.

    Each sentence has its own language, unless ``language`` says that of the whole text.
    """
    spans = list(sentence_spans(text))
    languages = [language] * len(spans) if language else languages_of(text, spans)
    for (start, end), own in zip(spans, languages, strict=True):
        yield start, own, prepared(text[start:end], own)
