"""Foldings of names side by side: on real names of places, on invented lists, and in time.

Places: 1,445 in Kosovo by their first Albanian and first Serbian name (GeoNames, CC BY 4.0);
*nearest* is the share for which no other Serbian name is nearer than the own. People: pairs of
records of one invented person, spelt by the generator that lies with the data, typing errors and
all; *apart* is the share of pairs of different persons of one household that the given name (the
whole name for ``compare_names``) keeps apart. Some of them do bear one name. Two names: pairs of
different names of a list that the tables of OnRecord were not made from (faker-cxx, MIT). Times
are of the processor, best of three. ``--settlements``, ``--names`` and ``--lists`` name the files
of places and of names, and a table that the generator wrote.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from benchmarks._place_names import Key, measured, nearest_is_right, read_place_names
from onrecord.core.kernel.person_name import PersonName
from onrecord.core.kernel.script import without_marks
from onrecord.core.reconcile.names import (
    NameLevel,
    ShortForms,
    blocking_key,
    compare_names,
    fold,
    matching_key,
)
from onrecord.vocab.names import load_short_forms

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "linkage"
KEYS: dict[str, Key] = {
    "as written": str.casefold,
    "marks stripped": without_marks,
    "Serbian table, stripped": fold,
    "matching key": matching_key,
}
_KINDS = (
    ("albanian", "male_first"),
    ("albanian", "female_first"),
    ("albanian", "last"),
    ("serbian", "male_first"),
    ("serbian", "female_first"),
    ("serbian", "last"),
    ("bosnian", "last"),
)
REACHED = {"exact": 0.185, "alike": 0.734, "nearest": 0.740, "cyrillic": 0.752, "alphabets": 0.968}
"""What the study on the same file reached with a folding of its own."""


def main(argv: list[str]) -> int:
    """Print the tables; returns 1 where the matching key falls behind the study."""
    parser = argparse.ArgumentParser(prog="name_folding", description=__doc__)
    parser.add_argument("--settlements", type=Path, default=DATA / "kosovo_settlements.csv")
    parser.add_argument("--lists", type=Path, help="a CSV of the generator (ent, given, ...)")
    parser.add_argument("--names", type=Path, default=DATA.parent / "names-balkan" / "names.csv")
    chosen = parser.parse_args(argv)
    if not chosen.settlements.exists():
        print(f"No names of places at {chosen.settlements}; nothing was measured.")
        return 0
    reached = _places(chosen.settlements)
    if chosen.names.exists():
        _two_names(chosen.names)
    if chosen.lists:
        _people(chosen.lists)
    return 0 if reached else 1


def _places(path: Path) -> bool:
    names = read_place_names(path)
    words = [text for one in names for text in (one.albanian, one.serbian, one.cyrillic) if text]
    plain = _seconds(lambda: [fold(word) for word in words])
    print(
        f"{'places: ' + format(len(names), ','):<26}{'exact':>8}{'alike':>8}{'nearest':>9}"
        f"{'sq~cyrl':>9}{'latn=cyrl':>11}{'merged':>8}{'us/name':>9}{'/ fold':>8}"
    )
    found: dict[str, float] = {}
    for label, key in KEYS.items():
        one, nearest = measured(names, key), nearest_is_right(names, key)
        taken = _seconds(lambda key=key: [key(word) for word in words])  # type: ignore[misc]
        print(
            f"{label:<26}{one.exact:>8.3f}{one.alike:>8.3f}{nearest:>9.3f}{one.cyrillic:>9.3f}"
            f"{one.alphabets:>11.3f}{len(one.merged):>8}{taken / len(words) * 1e6:>9.1f}"
            f"{taken / plain:>8.1f}",
            flush=True,
        )
        found = {
            "exact": one.exact,
            "alike": one.alike,
            "nearest": nearest,
            "cyrillic": one.cyrillic,
            "alphabets": one.alphabets,
        }
    behind = [name for name, value in REACHED.items() if found[name] < value]
    print(f"Behind the study: {', '.join(behind) or 'nowhere'}.")
    return not behind


def _two_names(path: Path) -> None:
    """Print how many pairs of different names are not kept apart, the other part being equal."""
    kinds: dict[tuple[str, str], set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kinds.setdefault((row["language"], row["kind"]), set()).add(row["name"])
    table = load_short_forms()
    heading = "two names, not kept apart"
    print(f"\n{heading:<26}{'names':>8}{'pairs':>9}{'same key':>10}{'close':>8}{'share':>9}")
    for language, kind in _KINDS:
        part, other = ("surname", "given") if kind == "last" else ("given", "surname")
        pairs = list(combinations(sorted(kinds[language, kind]), 2))
        keyed = sum(matching_key(one) == matching_key(two) for one, two in pairs)
        close = sum(
            _level({part: one, other: "Arta"}, {part: two, other: "Arta"}, table) >= NameLevel.CLOSE
            for one, two in pairs
        )
        print(
            f"{language + ' ' + kind:<26}{len(kinds[language, kind]):>8}{len(pairs):>9,}{keyed:>10}"
            f"{close:>8}{close / len(pairs):>9.2%}",
            flush=True,
        )


def _people(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    same, households = _pairs(rows)
    print()
    heading = f"people: {len(same):,} pairs"
    print(f"{heading:<26}{'given':>8}{'surname':>9}{'both':>8}{'apart':>9}")
    for label, key in {**KEYS, "blocking key": blocking_key}.items():
        given = [key(a["given"]) == key(b["given"]) for a, b in same]
        surname = [key(a["surname"]) == key(b["surname"]) for a, b in same]
        both = [one and other for one, other in zip(given, surname, strict=True)]
        apart = [key(a["given"]) != key(b["given"]) for a, b in households]
        shares = [sum(answers) / len(answers) for answers in (given, surname, both, apart)]
        print(f"{label:<26}{shares[0]:>8.3f}{shares[1]:>9.3f}{shares[2]:>8.3f}{shares[3]:>9.4f}")
    for label, table in {"no tables": ShortForms(), "tables": load_short_forms()}.items():
        begin = time.process_time()
        told = [_level(a, b, table) >= NameLevel.CLOSE for a, b in same]
        taken = time.process_time() - begin
        apart = [_level(a, b, table) < NameLevel.CLOSE for a, b in households]
        print(
            f"{'compare_names, ' + label:<43}{sum(told) / len(told):>8.3f}"
            f"{sum(apart) / len(apart):>9.4f}   {taken / len(same) * 1e6:.0f} us a pair"
        )


def _level(one: dict[str, str], other: dict[str, str], table: ShortForms) -> NameLevel:
    return compare_names(_name(one), _name(other), table).level


def _name(row: dict[str, str]) -> PersonName:
    return PersonName.of(given=row["given"], surname=row["surname"], father=row.get("father"))


def _pairs(rows: list[dict[str, str]]) -> tuple[list[tuple[dict[str, str], dict[str, str]]], ...]:
    """Return pairs of records of one person, and of two persons alike in surname, village, day."""
    by_person: dict[str, list[dict[str, str]]] = {}
    by_event: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in rows:
        by_person.setdefault(row["ent"], []).append(row)
        event = matching_key(row["surname"]), row["village"], row["event"]
        if row["village"] and len(row["event"]) > 7:
            by_event.setdefault(event, []).append(row)
    same = [pair for several in by_person.values() for pair in combinations(several, 2)]
    others = [
        (a, b)
        for several in by_event.values()
        for a, b in combinations(several, 2)
        if a["ent"] != b["ent"]
    ]
    return same, others


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(3):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)
