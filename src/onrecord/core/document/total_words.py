"""Which words of each language stand between a total and its parts?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.core.document.language import (
    ALBANIAN,
    ENGLISH,
    SERBIAN_CYRILLIC,
    SERBIAN_LATIN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalWords:
    """The words of one language, for text prepared by ``prepared``.

    After ``all_parts`` every part is promised, after ``some_parts`` others may be left out;
    ``of_the`` stands before a total ("of the 47 people, 21"). ``gap`` is what may stand between
    two parts, and ``new_statement`` in it begins something else.
    """

    all_parts: re.Pattern[str]
    some_parts: re.Pattern[str]
    of_the: re.Pattern[str]
    gap: re.Pattern[str]
    new_statement: re.Pattern[str]


def total_words(language: str) -> TotalWords:
    """Return the words of a language; those of English for one that is not read."""
    return _WORDS.get(language, _ENGLISH)


def _words(
    *, all_parts: str, some_parts: str, of_the: str, joining: str, new_statement: str
) -> TotalWords:
    return TotalWords(
        all_parts=re.compile(rf"\b(?:{all_parts})\b|[:=(]\s*$", re.IGNORECASE),
        some_parts=re.compile(rf"\b(?:{some_parts})\b", re.IGNORECASE),
        of_the=re.compile(rf"\b(?:{of_the})\s$", re.IGNORECASE),
        gap=re.compile(
            rf"[^.;:!?\d]{{0,60}}(?:,|\b(?:{joining})\b|\+)[^.;:!?\d]{{0,30}}", re.IGNORECASE
        ),
        new_statement=re.compile(rf"\b(?:{new_statement})\b", re.IGNORECASE),
    )


_ENGLISH = _words(
    all_parts=(
        r"of\s(?:whom|which|these|them)|consist(?:s|ed|ing)\sof|compris(?:es|ed|ing)|made\sup\sof"
        r"|composed\sof|namely|that\sis|divided\sinto"
    ),
    some_parts=r"includ(?:e|es|ed|ing)|among\s(?:whom|them|which)",
    of_the=r"(?:of|among)\s(?:all\s)?(?:the|these|those|its|their)",
    joining="and|or|while",
    new_statement="another|more|further|than|after|before|but",
)
_ALBANIAN = _words(
    all_parts=(
        r"(?:prej|nga)\s(?:te\scil(?:eve|ave|et|at)|tyre|ketyre)|i\sperbere\snga|perbehet\snga"
        r"|perbehen\snga|perkatesisht|konkretisht|domethene"
    ),
    some_parts=r"perfshire|duke\sperfshire|nder\s(?:ta|te\scilet|to)|mes\styre|midis\styre",
    of_the=r"(?:nga|prej)(?:\s(?:gjithsej|keta|ata|ketyre|te\sgjithe))?",
    joining="dhe|e|si dhe|ose|kurse|ndersa",
    new_statement="tjeter|me shume|sesa|pas|para|por",
)
_SERBIAN = _words(
    all_parts=(
        r"od\s(?:kojih|cega|toga|njih|tog\sbroja)|sastoji\sse\sod|cine|to\sjest|odnosno|i\sto"
    ),
    some_parts=r"ukljucujuci|medju\s(?:njima|kojima)|izmedju\sostalih",
    of_the=r"od(?:\s(?:ukupno|svih|tih|ovih|njih))?",
    joining="i|ili|a|dok|te",
    new_statement="drugi|jos|nego|posle|poslije|pre|prije|ali",
)
_WORDS: Mapping[str, TotalWords] = {
    ENGLISH: _ENGLISH,
    ALBANIAN: _ALBANIAN,
    SERBIAN_LATIN: _SERBIAN,
    SERBIAN_CYRILLIC: _SERBIAN,
}
