"""Four real versions of one list of the dead, judged by a truth that no comparison sees."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.adapters.read.mapping import Mapping
from onrecord.core.reconcile.list_versions import EventKind
from onrecord.flows.list_versions import ListComparison, compare_lists
from onrecord.flows.lists import open_list

pytestmark = pytest.mark.data

Find = Callable[[str], Path]
VERSIONS = ("r20240413.csv", "r20240808.csv", "r20240921.csv", "ibc20250323.csv")


def _compared(find: Find, older: str, newer: str, column: str) -> tuple[ListComparison, list[Path]]:
    paths = [find(f"gaza-moh-lists/{name}") for name in (older, newer)]
    mapping = Mapping.from_dict(
        {"names": {"full": column}, "sex": "sex", "age": "age", "missing": {"age": {"*": [-1]}}}
    )
    sides = [(open_list(path, path.name, mapping), mapping) for path in paths]
    return compare_lists(sides[0], sides[1]), paths


def _truth(path: Path) -> dict[str, str]:
    """Return who each line is; only these tests read it."""
    mapping = Mapping.from_dict({"id": "truth_person"})
    table = open_list(path, path.name, mapping)
    column = table.columns.index("truth_person")
    return {str(row.line): row.values[column] for row in table.rows()}


@pytest.mark.parametrize("column", ["name", "en_name"])
@pytest.mark.parametrize(("older", "newer"), [*pairwise(VERSIONS), (VERSIONS[0], VERSIONS[-1])])
def test_what_is_matched_is_right_and_nobody_who_left_is_lost(
    shared_data: Find, older: str, newer: str, column: str
) -> None:
    compared, paths = _compared(shared_data, older, newer, column)
    before, after = map(_truth, paths)
    events = compared.found.events
    assert len(events) == len({e.before.key for e in events if e.before}) + sum(
        e.kind is EventKind.ADDED for e in events
    )
    assert {e.before.key for e in events if e.before} == before.keys()
    assert {e.after.key for e in events if e.after} == after.keys()
    wrong = [
        e for e in events if e.before and e.after and before[e.before.key] != after[e.after.key]
    ]
    assert wrong == [], "identical values, or a long name that stands once, is the same person"
    left = {line for line, person in before.items() if person not in set(after.values())}
    gone = {e.before.key for e in events if e.before and e.kind is EventKind.WITHDRAWN}
    assert left <= gone
    pointed = [e for e in events if e.kind is EventKind.WITHDRAWN and e.remarks and e.before]
    right = sum(e.before.key not in left for e in pointed if e.before)
    assert right >= 0.98 * len(pointed)


def test_links_bring_back_those_whose_spelling_changed(shared_data: Find, tmp_path: Path) -> None:
    """With perfect links only the 76 persons are withdrawn who really are not in the last list."""
    older, newer = (shared_data(f"gaza-moh-lists/{VERSIONS[place]}") for place in (0, -1))
    before, after = _truth(older), {who: line for line, who in _truth(newer).items()}
    links = tmp_path / "links.csv"
    pairs = [f"{line},{after[who]}" for line, who in before.items() if who in after]
    links.write_text("\n".join(["old,new", *pairs]))
    mapping = Mapping.from_dict(
        {"names": {"full": "en_name"}, "sex": "sex", "age": "age", "missing": {"age": {"*": [-1]}}}
    )
    sides = [(open_list(path, path.name, mapping), mapping) for path in (older, newer)]
    counts = compare_lists(sides[0], sides[1], links).found.counts()
    assert (counts[EventKind.WITHDRAWN], counts[EventKind.ADDED]) == (76, 150)
    assert counts[EventKind.CHANGED] > 850, "English spelling or age differs for nearly everybody"
