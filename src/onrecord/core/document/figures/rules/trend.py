"""Directions without a number: "an increase in mortality rates"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import Bound

NAME = "trend"
UNIT = "trend"

_DIRECTION = re.compile(
    r"\b(?P<phrase>(?:(?:an?|the)\s)?(?:[a-z]+\s)?"
    r"(?P<word>increase|rise|surge|upsurge|growth|decline|decrease|drop|fall|reduction)\sin\s"
    r"(?:the\s)?(?P<counted>(?:[a-z]+\s){0,3}"
    r"(?:rates?|numbers?|mortality|unemployment|deaths|killings|attacks|abductions|returns"
    r"|arrests|violence|crimes?|trafficking|displacement)))\b",
    re.IGNORECASE,
)


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield the direction in words; how much is not stated and stays unknown."""
    for match in _DIRECTION.finditer(sentence.text):
        begin = match.start("word")
        yield Draft(
            bound=Bound.worded,
            wording=match["word"].lower(),
            unit=UNIT,
            start=begin,
            end=match.end(),
            anchors=((begin, match.end()),),
            counted_from=match.end(),
            counted=match["counted"],
        )
