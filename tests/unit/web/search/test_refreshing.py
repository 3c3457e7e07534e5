"""The index follows the register: what changed, what was taken back, what is gone."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import connection
from tests.unit.web.people.conftest import MAPPING, ROWS
from tests.unit.web.search.conftest import AddSource, AddText, Search

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.people.models import Batch, Mention
from onrecord.web.people.services import imports
from onrecord.web.search import refreshing, selectors
from onrecord.web.search.asked import Asked
from onrecord.web.search.index.store import FILE, store
from onrecord.web.search.refreshing import refresh, state
from onrecord.web.site import register
from onrecord.web.sources.models import Description
from onrecord.web.sources.services import describe, keep_text, note_custody, take_in


def rows_of(table: str) -> int:
    return int(store().connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_correction_takes_the_place_of_what_it_corrects(
    arta: User, general: Compartment, add: AddSource, search: Search
) -> None:
    source = add("Repport from Prizren", general)
    assert search(arta, "repport").count == 1
    first = Description.objects.get(source=source)
    describe(first, {"title": "Report from Prizren"}, by=arta, reason="Misspelt.")
    assert search(arta, "repport").count == 0
    assert search(arta, "report prizren").count == 1
    assert search(arta, "repp*").count == 0


def test_an_import_that_is_taken_back_leaves_nothing(
    arta: User, general: Compartment, add: AddSource, search: Search
) -> None:
    exhibit = take_in(add("A list", general), ROWS.encode(), name="list.csv", by=arta)
    batch = imports.stage(exhibit, MAPPING, by=arta).batch
    refresh(words=None, entries=None)
    before = [rows_of(table) for table in ("entry", "posting", "word")]
    imports.commit(batch, by=arta)
    assert search(arta, "krasniqi").count == 2
    imports.undo(Batch.objects.get(pk=batch.pk), by=arta, reason="Wrong file.")
    assert search(arta, "krasniqi").count == 0
    assert [rows_of(table) for table in ("entry", "posting", "word")] == before
    assert rows_of("pending") == 0


def test_hits_of_rows_that_are_gone_are_not_counted_before_the_index_knows(
    arta: User, general: Compartment, add: AddSource, search: Search
) -> None:
    exhibit = take_in(add("A list", general), ROWS.encode(), name="list.csv", by=arta)
    batch = imports.stage(exhibit, MAPPING, by=arta).batch
    imports.commit(batch, by=arta)
    assert search(arta, "krasniqi").count == 2
    Mention.objects.all().delete()
    assert selectors.search(arta, Asked.read({"q": "krasniqi"})).count == 0


def test_an_erased_text_leaves_nothing(
    arta: User, general: Compartment, add_text: AddText, search: Search
) -> None:
    exhibit = add_text("Zarezimale was there.", general)
    assert search(arta, "zarezimale").count == 1
    register.archive().erase(exhibit.sha256)
    note_custody(exhibit, "erase", by=arta)
    assert search(arta, "zarezimale").count == 0
    assert store().compartment_of("document", [exhibit.pk]) == {}
    refresh(words=None, entries=None)
    assert search(arta, "zare*").count == 0


def test_only_the_newest_text_of_a_file_is_found(
    arta: User, general: Compartment, add: AddSource, search: Search
) -> None:
    kept = take_in(add("A scan", general), b"scan", name="scan.pdf", by=arta)
    for text in ("Kamenova burned.", "Kamenovo burned."):
        keep_text(kept, text, [(0, len(text))], by=arta, tool="ocr", parameters={})
        refresh(words=None, entries=None)
    assert search(arta, "kamenova").count == 0
    assert search(arta, "kamenovo").count == 1


def test_a_change_by_sql_is_noticed(
    arta: User, general: Compartment, add: AddSource, search: Search
) -> None:
    exhibit = take_in(add("A list", general), ROWS.encode(), name="list.csv", by=arta)
    imports.commit(imports.stage(exhibit, MAPPING, by=arta).batch, by=arta)
    assert search(arta, "krasniqi").count == 2
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_mention WHERE name LIKE '%Krasniqi'")
    assert search(arta, "krasniqi").count == 0


def test_a_long_text_is_read_piece_by_piece_and_the_state_says_so(
    arta: User, besim: User, general: Compartment, sealed: Compartment, add_text: AddText
) -> None:
    refresh(words=None, entries=None)
    words = " ".join(f"word{number}" for number in range(20_000))
    exhibit = add_text(words, sealed)
    steps = 0
    while not state(arta.compartment_ids()).is_complete:
        refresh(arta.compartment_ids(), words=1_000)
        steps += 1
        # Whoever may not enter is not told that something waits.
        assert state(besim.compartment_ids()).is_complete
    assert steps > 5
    assert store().compartment_of("document", [exhibit.pk]) == {exhibit.pk: sealed.pk}


def test_what_a_person_may_see_is_read_first(
    besim: User, general: Compartment, sealed: Compartment, add_text: AddText
) -> None:
    refresh(words=None, entries=None)
    words = " ".join(f"word{number}" for number in range(10_000))
    for _ in range(3):
        add_text(words, sealed, title="Hidden")
        words += " more"
    add_text("Plain words.", general)
    refresh(besim.compartment_ids(), words=500)
    assert state(besim.compartment_ids()).is_complete


def test_a_log_that_is_not_read_yet_is_told_to_those_whom_it_concerns(
    arta: User, besim: User, sealed: Compartment, add: AddSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(words=None, entries=None)
    add("Hidden", sealed)
    assert not state(arta.compartment_ids()).is_complete
    assert state(besim.compartment_ids()).is_complete


def test_a_register_that_was_set_back_gets_a_new_index(
    arta: User, general: Compartment, add: AddSource, search: Search
) -> None:
    add("Report", general)
    assert search(arta, "report").count == 1
    index = store()
    index.set_state("log digest", "of another log")
    index.connection.execute("DELETE FROM posting")
    assert search(arta, "report").count == 1


def test_a_deleted_index_is_made_again(
    arta: User, general: Compartment, add: AddSource, search: Search
) -> None:
    add("Report", general)
    assert search(arta, "report").count == 1
    for path in register.folder().glob(f"{FILE}*"):
        path.unlink()
    assert search(arta, "report").count == 1


def test_while_another_process_writes_the_index_a_search_goes_on(
    arta: User, general: Compartment, add: AddSource, search: Search
) -> None:
    add("Report", general)
    assert search(arta, "report").count == 1
    add("Another", general)
    other = sqlite3.connect(register.folder() / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refresh(arta.compartment_ids())
    assert not state(arta.compartment_ids()).is_complete
    other.execute("ROLLBACK")
    other.close()
    refresh(arta.compartment_ids())
    assert state(arta.compartment_ids()).is_complete


def test_the_index_tells_what_waits(arta: User, general: Compartment, add: AddSource) -> None:
    add("Report", general)
    told: list[int] = []
    refresh(words=None, entries=None, told=told.append)
    assert refreshing.state(arta.compartment_ids()).waiting == 0
