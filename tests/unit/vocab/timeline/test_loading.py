from __future__ import annotations

import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.checks import EntryKind
from onrecord.vocab.timeline import load_timeline, read_entries

HEADER = "id,names,begins,ends,source\n"


def test_every_entry_has_a_source_and_ends_after_it_begins() -> None:
    timeline = load_timeline()
    ids = [entry.id for entry in timeline.entries]
    assert len(ids) == len(set(ids)) > 40
    for entry in timeline.entries:
        assert entry.source
        assert entry.id.startswith(f"{entry.kind}/")
        if entry.ends is not None and entry.ends.latest and entry.begins.earliest:
            assert entry.begins.earliest <= entry.ends.latest


def test_what_acts_and_events_are_told_by_belongs_to_somebody() -> None:
    for entry in load_timeline().of(EntryKind.act):
        assert entry.phrases
        assert entry.subjects


def test_a_name_is_found_as_a_whole_word() -> None:
    found = [
        e.name for e, _, _ in load_timeline().named_in("UNMIK and KFORa", EntryKind.institution)
    ]
    assert found == ["UNMIK"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("x,,1999,,someone", "column names: An entry .* not complete"),
        ("x,Name,,,someone", "column begins: An entry .* not complete"),
        ("x,Name,1999,,", "column source: An entry .* not complete"),
        ("x,Name,soon,,someone", "date that cannot be read"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(row: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        list(read_entries(HEADER + row, file="own.csv"))
    assert (caught.value.file, caught.value.line) == ("own.csv", 2)
