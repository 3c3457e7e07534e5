"""What do the invented people bring that is no text yet? Scanned pages, in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tests.browser.invented import File

from onrecord.testing.scans import degrade, image_bytes, make_page, scan_fonts

_SEED = 1999
_POINTS = 12.0


@dataclass(frozen=True, slots=True)
class Scan(File):
    """A file whose words are only seen: ``image`` is what is uploaded."""

    image: bytes

    @property
    def content(self) -> bytes:
        """Return its bytes."""
        return self.image


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What stands on a scanned page.

    ``marked`` are words with letters of that language alone, which must come back as they stand;
    ``figure`` is the number that is accepted.
    """

    text: str
    marked: tuple[str, ...]
    figure: str


PAGES = {
    "en": Words(
        text="""Invented for demonstration: no such village or person exists.
Armed men in uniform entered the village of Bregu in May 1999. Linden Watch documented that \
17 people were killed in the village. The others walked to the border during the night, and \
their houses were burned in the following days.
Arta wrote this report after she had spoken with neighbours in the camp.""",
        marked=("Armed men in uniform", "Linden Watch"),
        figure="17",
    ),
    "sq": Words(
        text="""Më 28 mars 1999 në fshatin e shpikur Gurishtë u dogjën shtëpitë, tha Arta Çollaku.
Sipas dëshmitarëve në fshat u vranë 23 persona, ndërsa të tjerët u nisën këmbë drejt kufirit.
Besim Gërvalla shpjegoi se familjet u dëbuan nga shtëpitë e tyre dhe çdo shtëpi u plaçkit.""",
        marked=("Gurishtë", "Çollaku", "dëshmitarëve", "plaçkit"),
        figure="23",
    ),
    "sr": Words(
        text="""Дана 28. марта 1999. године у измишљеном селу Каменово запаљене су куће, рекла је \
Драгана Живковић.
Према сведочењу мештана у селу је убијено 23 људи, а остали су пешке кренули према граници.
Горан Ђурђевић је објаснио да су породице протеране из својих кућа.""",
        marked=("Каменово", "Живковић", "Ђурђевић", "кућа"),
        figure="23",
    ),
}
"""What the scanned pages say, by the language of the page that shows them."""


def scan(language: str) -> Scan:
    """Return the page of a language as a poor scanner gives it: a PDF that holds one picture."""
    words, chance = PAGES[language], np.random.default_rng(_SEED)
    page = degrade(make_page(words.text, _font(), chance, points=_POINTS), chance)
    return Scan("scan.pdf", "application/pdf", words.text, image_bytes([page], "PDF"))


def _font() -> Path:
    return scan_fonts()[0]
