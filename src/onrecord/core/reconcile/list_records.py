"""What does one record of a list say, and can two records be the same person at all?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.script import script_of
from onrecord.core.reconcile.names.fold import fold

FIELDS = ("name", "father", "sex", "birth", "age", "municipality", "village", "death")
"""What is compared of a record; dates are EDTF."""

ALIKE = 0.5
"""Dice coefficient of letter pairs from which two words are taken for spellings of one name."""
FAR_IN_AGE = 5
"""Years by which ages differ that cannot be one age told at two times."""
MANY_WORDS = 3
"""Words of a name from which it says enough by itself: given name, father's name, surname."""
_DATES = frozenset({"birth", "death"})
_MARK = "\x1f"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRecord:
    """One record of one version of a list.

    ``key`` is the record's handle within its version; ``record_id`` is the id that the list
    gives, empty where it gives none; ``values`` has texts by field of ``FIELDS``, where an empty
    text or a missing field is not stated.
    """

    key: str
    record_id: str = ""
    values: Mapping[str, str]

    @property
    def shown_name(self) -> str:
        """The name as the list has it, or a sign that it has none."""
        return self.values.get("name") or "?"


def same_values(record: ListedRecord, fields: Sequence[str]) -> str:
    """Return a key that two records share where all fields are alike; empty without a name.

    Names and places are compared folded: another script or missing marks are no difference.
    Records of unknown people are never taken for one another by what little they say.
    """
    if not folded_name(record):
        return ""
    return _MARK.join(_key(record.values.get(name, "")) for name in fields)


def folded_name(record: ListedRecord) -> str:
    """Return the words of the name in any script; empty for no name and for a single word.

    A single word is no name that tells anybody apart, and lists write "unknown" so.
    """
    words = _key(record.values.get("name", ""))
    return words if " " in words else ""


def likeness(one: str, other: str) -> float | None:
    """Return the share of the words of the shorter name that the other has, too; 0 to 1.

    A word counts where at least half of the letter pairs are shared (Dice), with or without
    vowels, since spellings of one name differ in them most. None where a name is not stated or
    the two are in scripts that have no letter in common: then nothing can be said.
    """
    first, second = _key(one).split(), _key(other).split()
    if first and first == second:
        return 1.0
    if not first or not second or _script(one) != _script(other):
        return None
    if len(first) != len(second):
        shorter, longer = sorted((first, second), key=len)
        return _covered(shorter, longer)
    return min(_covered(first, second), _covered(second, first))


def another_person(one: ListedRecord, other: ListedRecord) -> bool:
    """Tell whether two records of one id name wholly different people.

    Either no word of the names is alike, or fewer than half are and sex or age contradicts, too.
    """
    shared = likeness(one.values.get("name", ""), other.values.get("name", ""))
    if shared is None:
        return False
    return shared == 0 or (shared < ALIKE and contradict(one, other))


def contradict(one: ListedRecord, other: ListedRecord) -> bool:
    """Tell whether sex, age or birth of two records cannot be one person's."""
    first, second = one.values, other.values
    sexes = {first.get("sex", ""), second.get("sex", "")} - {""}
    ages = _numbers(first.get("age", ""), second.get("age", ""))
    if len(sexes) > 1 or (ages and abs(ages[0] - ages[1]) > FAR_IN_AGE):
        return True
    born = first.get("birth", ""), second.get("birth", "")
    return all(born) and not same_time(*born) and _years_apart(*born) > FAR_IN_AGE


def supported(one: ListedRecord, other: ListedRecord) -> bool:
    """Tell whether a shared name is enough: it has three words, or something else agrees."""
    if folded_name(one).count(" ") + 1 >= MANY_WORDS:
        return True
    return any(agree(name, one, other) for name in FIELDS if name not in {"name", "sex"})


def agree(name: str, one: ListedRecord, other: ListedRecord) -> bool:
    """Tell whether both records state a field and say the same, to the precision of each."""
    first, second = one.values.get(name, ""), other.values.get(name, "")
    if not first or not second:
        return False
    return _key(first) == _key(second) or (name in _DATES and same_time(first, second))


def same_time(one: str, other: str) -> bool:
    """Tell whether two EDTF dates can be the same time; False where one is no date."""
    first, second = _period(one), _period(other)
    return first is not None and second is not None and first.overlaps(second)


def same_spelling(one: str, other: str) -> bool:
    """Tell whether two texts differ in script, marks or spaces alone."""
    return _key(one) == _key(other)


def _covered(words: Sequence[str], others: Sequence[str]) -> float:
    found = (word in others or any(_alike(word, other) for other in others) for word in words)
    return sum(found) / len(words)


@lru_cache(maxsize=1 << 16)
def _alike(one: str, other: str) -> bool:
    if _dice(_pairs(one), _pairs(other)) >= ALIKE:
        return True
    return _dice(_pairs(_consonants(one)), _pairs(_consonants(other))) >= ALIKE


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


@lru_cache(maxsize=1 << 16)
def _pairs(word: str) -> frozenset[str]:
    padded = f" {word} "
    return frozenset(padded[place : place + 2] for place in range(len(padded) - 1))


def _consonants(word: str) -> str:
    return "".join(letter for letter in word if letter not in "aeiouy") or word


@lru_cache(maxsize=1 << 16)
def _script(text: str) -> str:
    """Return the script that folding leaves: Cyrillic is read as Latin, others stay."""
    return str(script_of(fold(text)))


@lru_cache(maxsize=1 << 14)
def _period(edtf: str) -> Period | None:
    try:
        return Period.from_edtf(edtf)
    except InputError:
        return None


def _years_apart(one: str, other: str) -> int:
    first, second = _period(one), _period(other)
    years = [p.earliest.year for p in (first, second) if p is not None and p.earliest is not None]
    return abs(years[0] - years[1]) if len(years) > 1 else 0


def _numbers(*texts: str) -> tuple[float, ...]:
    """Return the texts as numbers; nothing where one of them is none."""
    try:
        return tuple(float(text) for text in texts)
    except ValueError:
        return ()


_key = lru_cache(maxsize=1 << 17)(fold)
