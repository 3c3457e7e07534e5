"""How fast are two versions of a long list compared, how right is it, and in how much memory?

Invented people; every record of the later version was made from a known record of the earlier one,
so that each match can be judged. Shown with ids and without.
"""

from __future__ import annotations

import argparse
import resource
import time

import numpy as np

from onrecord.core.reconcile.list_versions import (
    EventKind,
    ListedRecord,
    VersionComparison,
    compare_versions,
)

_SYLLABLES = ("ba", "be", "ki", "lu", "ma", "ni", "ra", "sha", "ti", "vu", "gji", "zo", "pe", "dri")
_VILLAGES = 400


def main(argv: list[str]) -> int:
    """Print one line for each way in which the records are known."""
    parser = argparse.ArgumentParser(prog="benchmarks list_versions")
    parser.add_argument("--records", type=int, default=100_000, help="of the earlier version")
    parser.add_argument("--seed", type=int, default=1999)
    options = parser.parse_args(argv)
    print(f"{options.records:,} records; of them 9 % withdrawn, 30 % changed; 20 % are added")
    print(f"{'known by':<28}{'cpu s':>9}{'matched':>10}{'right':>9}{'found':>9}{'MiB':>8}")
    for label, ids in (("record ids", True), ("values and names alone", False)):
        before, after = _versions(options.records, np.random.default_rng(options.seed), ids=ids)
        begin = time.process_time()
        found = compare_versions(before, after)
        seconds = time.process_time() - begin
        matched, right = _judged(found)
        kept = len({record.key for record in before} & {record.key for record in after})
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{label:<28}{seconds:>9.1f}{matched:>10,}{right / matched:>9.2%}"
            f"{right / kept:>9.2%}{peak:>8.0f}"
        )
        assert sum(found.counts().values()) == len(before) + found.counts()[EventKind.ADDED]
    return 0


def _judged(found: VersionComparison) -> tuple[int, int]:
    """Return how many records are matched, and how many of them with the one they were made of."""
    pairs = [event for event in found.events if event.before and event.after]
    right = sum(e.before.key == e.after.key for e in pairs if e.before and e.after)
    return len(pairs), right


def _versions(
    count: int, chance: np.random.Generator, *, ids: bool
) -> tuple[list[ListedRecord], list[ListedRecord]]:
    """Return both versions; a record keeps its key, which the comparison does not look at."""
    people = [_person(place, chance, ids=ids) for place in range(count * 6 // 5)]
    kept = chance.random(count) >= 0.09
    changed = chance.random(count) < 0.3
    later = [
        _changed(people[place], chance) if changed[place] else people[place]
        for place in range(count)
        if kept[place]
    ]
    return people[:count], [*later, *people[count:]]


def _person(place: int, chance: np.random.Generator, *, ids: bool) -> ListedRecord:
    draws = chance.integers(0, len(_SYLLABLES), 8).tolist()
    words = ("".join(_SYLLABLES[d] for d in part) for part in (draws[:2], draws[2:4], draws[4:7]))
    given, father, surname = (word.capitalize() for word in words)
    return ListedRecord(
        key=str(place),
        record_id=str(place) if ids else "",
        values={
            "name": f"{given} {surname}",
            "father": father,
            "sex": "female" if draws[7] % 2 else "male",
            "age": str(int(chance.integers(0, 95))),
            "village": f"Village {int(chance.integers(0, _VILLAGES))}",
        },
    )


def _changed(record: ListedRecord, chance: np.random.Generator) -> ListedRecord:
    """Return the record a year older, or with a letter of its name lost."""
    values = dict(record.values)
    if chance.random() < 0.5:
        values["age"] = str(int(values["age"]) + 1)
    else:
        values["name"] = values["name"][:-1]
    return ListedRecord(key=record.key, record_id=record.record_id, values=values)
