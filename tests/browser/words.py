"""Which words of a page are its own, and which are the register's content?

The page's own words must be translated; content stays as its source wrote it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from playwright.sync_api import Page
from tools.messages.catalog import Catalog
from tools.messages.marks import PLACEHOLDER, spoken_in_cyrillic
from tools.messages.tree import po_path

from onrecord.core.kernel.place import Place
from onrecord.vocab.gazetteer import Gazetteer

_CATALOGS = {"sq": "sq", "sr-latn": "sr_Latn", "sr": "sr"}
_WORD = re.compile(r"[^\W\d_]{4}")
_VALUE = re.compile(rf"{PLACEHOLDER.pattern}|\d+")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ž]{3}")

# Everything visible but quotations, cells of tables, choices, and what is marked as content.
_OWN_TEXTS = """() => {
    const others = "td, dd, blockquote, code, pre, select, svg, [data-text], .mark, " +
        ".who a, [translate=no]";
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
        const element = node.parentElement;
        if (element.checkVisibility() && !element.closest(others)) found.add(node.data);
    }
    return [...found];
}"""


def own_texts(page: Page) -> set[str]:
    """Return the texts that a page shows beside quotations, cells and choices, one a node."""
    found = {" ".join(text.split()).strip(" :·—") for text in page.evaluate(_OWN_TEXTS)}
    return {text for text in found if _WORD.search(text)}


@dataclass(frozen=True, slots=True)
class Content:
    """What sources and people wrote: it may stand on a page of any language."""

    values: frozenset[str]

    @classmethod
    def of(cls, database: Path) -> Content:
        """Return every text that is a whole value in the tables, and every name of a place."""
        found = {name.text for place in _places() for name in place.names}
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as register:
            tables = register.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in tables.fetchall():
                for row in register.execute(f'SELECT * FROM "{table}"'):
                    found.update(value.strip() for value in row if isinstance(value, str))
        return cls(frozenset(value for value in found if _WORD.search(value)))

    def left_out_of(self, text: str) -> str:
        """Return a text without the content in it."""
        if text in self.values:
            return ""
        for value in sorted((one for one in self.values if one in text), key=len, reverse=True):
            text = text.replace(value, " ")
        return text


def untranslated(texts: set[str], english: set[str], language: str, content: Content) -> set[str]:
    """Return the texts that are on the English page as well, although they are the page's own."""
    if language == "en":
        return set()
    alike = _said_as_in_english(language)
    same = {text for text in texts & english if _without_values(text) not in alike}
    return {text for text in same if _WORD.search(content.left_out_of(text))}


def in_latin_letters(texts: Iterable[str], content: Content) -> set[str]:
    """Return the texts of a page in Serbian Cyrillic that hold a word in Latin letters."""
    return {
        text for text in texts if _LATIN_WORD.search(spoken_in_cyrillic(content.left_out_of(text)))
    }


@lru_cache(maxsize=3)
def _said_as_in_english(language: str) -> frozenset[str]:
    """Return the messages that a language says with the very word of English: "Status"."""
    entries = Catalog.read(po_path(_CATALOGS[language])).entries
    same = [entry.singular for entry in entries if entry.singular in entry.forms]
    return frozenset(_without_values(text) for text in same)


def _without_values(text: str) -> str:
    """Return a text or a message without numbers and placeholders, in small letters."""
    return _VALUE.sub("", text).strip().lower()


def _places() -> Iterable[Place]:
    return Gazetteer.default().by_id.values()
