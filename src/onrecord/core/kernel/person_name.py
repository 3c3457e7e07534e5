"""How a person is named by one source: which parts, in which script, as what kind of name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.script import Script, script_of

__all__ = ["NameKind", "NameOrder", "PersonName", "Script"]


class NameKind(StrEnum):
    """What kind of name it is."""

    GIVEN_NAME = "given_name"
    ALIAS = "alias"
    MAIDEN = "maiden"
    PSEUDONYM = "pseudonym"
    UNKNOWN = "unknown"


class NameOrder(StrEnum):
    """In which order a list writes the parts of a full name."""

    GIVEN_SURNAME = "given_surname"
    GIVEN_FATHER_SURNAME = "given_father_surname"
    SURNAME_GIVEN = "surname_given"
    SURNAME_FATHER_GIVEN = "surname_father_given"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """One name as one source writes it; letters and script are kept as they came.

    ``father`` is the father's given name (or its initial), which lists of the region put
    between given name and surname. A part that the source does not state is ``None``.

    Raises ``InputError`` where no letter is left to name anybody by.
    """

    full: str
    given: str | None = None
    surname: str | None = None
    father: str | None = None
    script: Script = Script.LATIN
    kind: NameKind = NameKind.GIVEN_NAME

    def __post_init__(self) -> None:
        if not any(map(str.isalpha, self.full)):
            raise InputError(
                "a name has no letters",
                value=self.full,
                remedy="Leave the name empty where the source gives none.",
            )

    @classmethod
    def of(
        cls,
        *,
        given: str | None = None,
        surname: str | None = None,
        father: str | None = None,
        kind: NameKind = NameKind.GIVEN_NAME,
    ) -> PersonName:
        """Return a name from its parts; empty parts count as not stated."""
        first, last, middle = _tidy(given), _tidy(surname), _tidy(father)
        full = " ".join(part for part in (first, last) if part) or middle or ""
        written = " ".join(part for part in (first, middle, last) if part)
        return cls(
            full=full,
            given=first,
            surname=last,
            father=middle,
            script=script_of(written),
            kind=kind,
        )

    @classmethod
    def from_full(
        cls,
        text: str,
        *,
        order: NameOrder = NameOrder.GIVEN_SURNAME,
        kind: NameKind = NameKind.GIVEN_NAME,
    ) -> PersonName:
        """Return a name from one column that holds all parts.

        Read are ``Arta Berisha``, ``Berisha, Arta``, a father in brackets
        (``Arta (Besim) Berisha``) and a father's initial (``Arta B. Berisha``). A full second
        name counts as the father's only where ``order`` says that the list writes it; otherwise
        it stays with the given name. A single word is kept as ``full`` without guessing a part.
        """
        full = " ".join(text.split())
        rest, father = _bracketed_father(full)
        given, surname, middle = _split(rest, order)
        return cls(
            full=full,
            given=given,
            surname=surname,
            father=father or middle,
            script=script_of(full),
            kind=kind,
        )

    def __str__(self) -> str:
        return self.full


_BRACKETED = re.compile(r"[(\[]\s*(?:otac|отац|od oca|од оца|i ati|babai|father)?\s*([^)\]]*)[)\]]")
_INITIAL = re.compile(r"^[^\W\d_]\w?\.?$")


def _tidy(part: str | None) -> str | None:
    return " ".join(part.split()) or None if part else None


def _bracketed_father(full: str) -> tuple[str, str | None]:
    found = _BRACKETED.search(full)
    if not found:
        return full, None
    rest = f"{full[: found.start()]} {full[found.end() :]}".replace(" ,", ",")
    return " ".join(rest.split()), _tidy(found[1])


def _split(text: str, order: NameOrder) -> tuple[str | None, str | None, str | None]:
    """Return given name, surname and the father's name between them."""
    if "," in text:
        surname, _, given = text.partition(",")
        words = given.split()
        father = words.pop() if len(words) > 1 and _is_initial(words[-1]) else None
        return " ".join(words) or None, _tidy(surname), father
    words = text.split()
    if len(words) < 2:
        return None, None, None
    if order in {NameOrder.SURNAME_GIVEN, NameOrder.SURNAME_FATHER_GIVEN}:
        words = [*words[1:], words[0]]
        if order is NameOrder.SURNAME_FATHER_GIVEN and len(words) > 2:
            return " ".join(words[1:-1]), words[-1], words[0]
        return _with_initial(words)
    if order is NameOrder.GIVEN_FATHER_SURNAME and len(words) > 2:
        return words[0], " ".join(words[2:]), words[1]
    return _with_initial(words)


def _with_initial(words: list[str]) -> tuple[str | None, str | None, str | None]:
    """Read given names and a surname at the end; one initial before it is the father's."""
    *given, surname = words
    father = given.pop() if len(given) > 1 and _is_initial(given[-1]) else None
    return " ".join(given), surname, father


def _is_initial(word: str) -> bool:
    return (word.endswith(".") and _INITIAL.match(word) is not None) or len(word) == 1
