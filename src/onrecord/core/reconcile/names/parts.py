"""Which words of a person's name are given name, surname, maiden name and father's name?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.core.kernel.person_name import PersonName
from onrecord.core.reconcile.names.fold import fold
from onrecord.core.reconcile.names.matching_key import matching_key


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name: as written, its matching key, and whether it is an initial only."""

    written: str
    key: str
    initial: bool = False


@dataclass(frozen=True, slots=True)
class NameParts:
    """The words of a name by their part, in the order of writing.

    ``maiden`` are surnames that the source gives as those before marriage. ``loose`` are words
    of a name that the source does not divide. A part that is not stated is empty.
    """

    given: tuple[NameWord, ...] = ()
    surname: tuple[NameWord, ...] = ()
    father: tuple[NameWord, ...] = ()
    maiden: tuple[NameWord, ...] = ()
    loose: tuple[NameWord, ...] = ()


@lru_cache(maxsize=1 << 14)
def name_parts(name: PersonName) -> NameParts:
    """Return the parts of a name.

    A maiden name is told by its mark, in brackets or not (*e lindur*, *rođena*, *née*). A word
    that ends with a stop, or is one letter long, is an initial. What a source calls father's
    name stays so; titles and *son of* (*i biri i*, *sin*) before it are left out.
    """
    maiden = ""
    marked = _MAIDEN.search(name.full) or _MAIDEN.search(name.father or "")
    if marked:
        maiden = marked.string[marked.end() :]
        name = _without_maiden(name, marked.string[: marked.start()])
    loose = "" if name.given or name.surname else _BRACKETED.sub("", name.full)
    return NameParts(
        given=_words(name.given or ""),
        surname=_words(name.surname or ""),
        father=_words(_SON_OF.sub("", name.father or "")),
        maiden=_words(maiden),
        loose=_words(loose) if loose != name.father else (),
    )


def _without_maiden(name: PersonName, before: str) -> PersonName:
    """Return the name that stands before the mark of a maiden name."""
    if not any(map(str.isalpha, before)):
        return PersonName.of(given=name.given, surname=name.surname) if name.given else name
    own = PersonName.from_full(before.rstrip(" ([,;"))
    father = None if _MAIDEN.search(name.father or "") else name.father
    if own.given is None:
        return own
    return PersonName.of(given=own.given, surname=own.surname, father=own.father or father)


def _words(text: str) -> tuple[NameWord, ...]:
    found = []
    for written in _BETWEEN.split(text):
        key = matching_key(written)
        if key:
            found.append(NameWord(written, key, _is_initial(written)))
    return tuple(found)


def _is_initial(written: str) -> bool:
    letters = written.rstrip(".")
    if len(letters) == 1:
        return True
    return len(letters) < 3 and (written.endswith(".") or fold(letters) in _DIGRAPHS)


_BETWEEN = re.compile(r"(?<=\.)|[\s,;/\-\u2010-\u2015()\[\]]+")
_BRACKETED = re.compile(r"[(\[][^)\]]*[)\]]")
_DIGRAPHS = frozenset({"sh", "zh", "xh", "gj", "dj", "dz", "lj", "nj", "th", "dh", "ll", "rr"})
_MAIDEN = re.compile(
    r"(?:(?<=\W)|^)(?:e lindur|lindur|mbiemri i vajz[eë]ris[eë]|vajz[eë]ria"
    r"|ro[dđ]ena|rodjena|ro[dđ]\.|rodj\.|devoja[cč]ko|рођена|рођ\.|девојачко"
    r"|n[eé]e|born|maiden name|k[iı]zl[iı]k)(?:\s*:)?\s+",
    re.IGNORECASE,
)
_SON_OF = re.compile(
    r"^(?:i biri i|e bija e|biri i|bija e|djali i|vajza e|sin|ćerka|kći|kci|син|ћерка|кћи"
    r"|son of|daughter of|i|е|e)\s+",
    re.IGNORECASE,
)
