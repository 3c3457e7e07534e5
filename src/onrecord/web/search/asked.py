"""What does a search ask for, as its address says it?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from onrecord.core.document.search_query import Query
from onrecord.core.kernel.errors import InputError
from onrecord.web.search.kinds import all_kinds
from onrecord.web.search.places import other_names

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One search: words, kind, source, language, days and page; empty where nothing is asked."""

    words: str = ""
    kind: str = ""
    source: int | None = None
    language: str = ""
    first_day: str = ""
    last_day: str = ""
    page: int = 1

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Asked:
        """Read the part of an address behind the question mark; what makes no sense is left out."""
        kind, source, page = (values.get(name, "") for name in ("kind", "source", "page"))
        return cls(
            words=values.get("q", "").strip(),
            kind=kind if kind in {known.name for known in all_kinds()} else "",
            source=int(source) if source.isdecimal() and len(source) < 19 else None,
            language=values.get("language", ""),
            first_day=_day(values.get("from", "").strip()),
            last_day=_day(values.get("to", "").strip()),
            page=int(page) if page.isdecimal() and len(page) < 4 and page != "0" else 1,
        )

    @property
    def query(self) -> Query:
        """The words as a query that other names of a place answer as well."""
        return Query.parse(self.words).widened(other_names)

    @property
    def is_filtered(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.kind or self.source or self.language or self.first_day or self.last_day)

    def address(self, *, kind: str, page: int = 1) -> str:
        """Return the same search for one kind, or for all with "", as an address."""
        values = {
            "q": self.words,
            "kind": kind,
            "source": str(self.source or ""),
            "language": self.language,
            "from": self.first_day,
            "to": self.last_day,
            "page": str(page) if page > 1 else "",
        }
        return "?" + urlencode({name: value for name, value in values.items() if value})


def _day(text: str) -> str:
    if text and not _DAY.fullmatch(text):
        raise InputError(
            "This is no date as the search reads it.",
            value=text,
            remedy="Write a year, a month or a day: 1999, 1999-04 or 1999-04-14.",
        )
    return text
