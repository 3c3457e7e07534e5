"""Does every page speak each language, and does it fit a screen that is enlarged to the double?"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import pytest
from tests.browser.conftest import LANGUAGES, Enter, Visit, keep
from tests.browser.served import Served
from tests.browser.tour import Place, Tour
from tests.browser.words import Content, in_latin_letters, own_texts, untranslated

from onrecord.web.site import register

_SCREEN = {"width": 1280, "height": 900}
_ENLARGED = {"width": 640, "height": 900}
"""What is left of the screen at 200 per cent."""

_TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def content(shown: Served) -> Content:
    return Content.of(shown.folder / register.DATABASE)


@pytest.mark.parametrize("person", ["arta", "dragana", "enver"])
def test_every_page_speaks_each_language_and_fits_when_enlarged(
    person: str, shown: Served, enter: Enter, tour: Tour, content: Content
) -> None:
    visit = enter(shown, person, width=_ENLARGED["width"])
    english: dict[str, set[str]] = {}
    problems = []
    for language in LANGUAGES:
        visit.speak(language)
        for place in _one_of_each_kind(tour(person)):
            visit.go(place.path)
            texts = own_texts(visit.page)
            wrong = untranslated(texts, english.get(place.path, set()), language, content)
            if language == "sr":
                wrong |= in_latin_letters(texts, content)
            if visit.page.evaluate(_TOO_WIDE):
                wrong.add("wider than the screen")
            english.setdefault(place.path, texts)
            problems += [f"{language} {place.path}: {text}" for text in sorted(wrong)]
            _keep_both_widths(visit, f"{person}-{place.kind.replace(':', '-')}-{language}")
    assert not problems, "\n".join(problems)


def test_a_page_that_nobody_translated_is_found(
    shown: Served, enter: Enter, content: Content
) -> None:
    visit = enter(shown, "arta")
    visit.go("/sources/")
    texts = own_texts(visit.page)
    assert {"Sources", "Take in a source"} <= untranslated(texts, texts, "sq", content)
    assert "Sources" in in_latin_letters(texts, content)


def _one_of_each_kind(places: Iterable[Place]) -> Iterator[Place]:
    seen: set[str] = set()
    for place in places:
        if place.kind not in seen:
            yield place
        seen.add(place.kind)


def _keep_both_widths(visit: Visit, name: str) -> None:
    if "ONRECORD_SCREENSHOTS" in os.environ:
        keep(visit.page, f"{name}-narrow")
        visit.page.set_viewport_size(_SCREEN)
        keep(visit.page, name)
        visit.page.set_viewport_size(_ENLARGED)
