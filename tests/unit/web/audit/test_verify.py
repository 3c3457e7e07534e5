"""An insider who edits the database, and even puts the triggers back, is found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit import functions, services, triggers, verify
from onrecord.web.audit.models import Entry, Head
from onrecord.web.site import register
from onrecord.web.site.acting import acting_as
from onrecord.web.sources.models import Description
from onrecord.web.sources.services import add_source

Insider = Callable[..., None]


@pytest.fixture(autouse=True)
def no_checkpoints(register_folder: Path) -> Iterator[None]:
    """Each test's log is rolled back: a head that it signed must not outlive it."""
    yield
    (register_folder / register.CHECKPOINTS).unlink(missing_ok=True)


@pytest.fixture
def worked(user_of: Callable[..., User], general: Compartment) -> User:
    arta = user_of("supervisor", [general])
    with acting_as("arta"):
        for title in ("A report", "A list", "A statement"):
            add_source(
                {"title": title, "kind": "source/report"}, compartment_id=general.pk, by=arta
            )
        services.note("read", "sources_exhibit", 7, fields="text")
    return arta


@pytest.fixture
def insider() -> Insider:
    """Run SQL with the triggers taken away and carefully put back."""

    def run(sql: str, *params: object) -> None:
        with connection.cursor() as cursor:
            for name in triggers.installed():
                cursor.execute(f'DROP TRIGGER "{name}"')
            cursor.execute(sql, params)
            for statement in triggers.expected().values():
                cursor.execute(statement)

    return run


def kinds() -> set[str]:
    return {problem.kind for problem in verify.problems()}


def test_a_register_that_nobody_touched_is_whole(worked: User) -> None:
    services.sign_checkpoint()
    assert kinds() == set()
    entry = Entry.objects.filter(action="insert", subject="sources_description").latest("seq")
    assert entry.actor == "arta"
    assert "statement" not in "".join(str(v) for v in vars(entry).values()).lower()


def test_bulk_updates_and_raw_sql_reach_the_log(worked: User) -> None:
    before = Entry.objects.count()
    User.objects.filter(pk=worked.pk).update(full_name="Arta A.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET full_name = 'Arta B.'")
    entries = list(Entry.objects.order_by("seq")[before:])
    assert [(e.action, e.fields) for e in entries] == [("update", "full_name")] * 2
    assert kinds() == set()


def test_the_log_refuses_to_be_changed(worked: User) -> None:
    for statement in ("UPDATE audit_entry SET actor = 'besim'", "DELETE FROM audit_entry"):
        with (
            pytest.raises(IntegrityError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_version_is_never_changed_in_place(worked: User) -> None:
    with pytest.raises(IntegrityError, match="never changed in place"), transaction.atomic():
        Description.objects.update(title="Another title")


@pytest.mark.parametrize("column", ["actor", "action", "at", "subject_id", "fields", "seal"])
def test_an_edited_entry_is_found(worked: User, insider: Insider, column: str) -> None:
    middle = Entry.objects.count() // 2
    insider(f"UPDATE audit_entry SET {column} = 'x' WHERE seq = %s", middle)
    found = [p for p in verify.problems() if p.kind == "log-edited"]
    assert [p.where for p in found] == [f"log entry {middle}"]


def test_a_removed_entry_is_found(worked: User, insider: Insider) -> None:
    insider("DELETE FROM audit_entry WHERE seq = %s", Entry.objects.count() // 2)
    assert {"log-gap", "log-order"} <= kinds()


def test_swapped_entries_are_found(worked: User, insider: Insider) -> None:
    first = Entry.objects.count() // 2
    insider(
        "UPDATE audit_entry SET seq = CASE seq WHEN %s THEN -1 ELSE %s END WHERE seq IN (%s, %s)",
        first,
        first,
        first,
        first + 1,
    )
    insider("UPDATE audit_entry SET seq = %s WHERE seq = -1", first + 1)
    assert "log-order" in kinds()


def test_a_log_cut_short_is_found(worked: User, insider: Insider) -> None:
    insider("DELETE FROM audit_entry WHERE seq > %s", Entry.objects.count() - 1)
    assert "log-cut" in kinds()


def test_a_log_cut_short_with_its_head_set_back_is_found(worked: User, insider: Insider) -> None:
    count = Entry.objects.count()
    before = Entry.objects.get(seq=count - 1)
    insider("DELETE FROM audit_entry WHERE seq > %s", count - 1)
    insider("UPDATE audit_head SET seq = %s, digest = %s", before.seq, before.digest)
    insider("UPDATE sqlite_sequence SET seq = %s WHERE name = 'audit_entry'", before.seq)
    assert "log-head" in kinds()


def test_a_log_written_anew_does_not_fit_its_checkpoint(worked: User, insider: Insider) -> None:
    services.sign_checkpoint()
    path = register.folder() / register.CHECKPOINTS
    insider("DELETE FROM audit_entry")
    services.note("read", "sources_exhibit", 1)
    assert "log-rewritten" in kinds()
    signed = json.loads(path.read_text().splitlines()[-1])
    path.write_text(json.dumps({**signed, "entries": 1}) + "\n")
    assert "checkpoint" in kinds()


def test_a_row_edited_behind_the_log_is_found(worked: User, insider: Insider) -> None:
    row = Description.objects.earliest("pk")
    insider("UPDATE sources_description SET title = 'Forged' WHERE id = %s", row.pk)
    assert [(p.kind, p.where) for p in verify.problems()] == [
        ("row-edited", f"sources_description {row.pk}")
    ]


def test_a_row_removed_behind_the_log_is_found(worked: User, insider: Insider) -> None:
    row = Description.objects.earliest("pk")
    insider("DELETE FROM sources_description WHERE id = %s", row.pk)
    assert "row-removed" in kinds()


def test_a_row_written_behind_the_log_is_found(worked: User, insider: Insider) -> None:
    insider("INSERT INTO accounts_compartment (name, title) VALUES ('x', 'X')")
    assert "row-unlogged" in kinds()


def test_a_trigger_taken_away_is_found(worked: User) -> None:
    name = next(n for n in triggers.installed() if n.endswith("sources_source_update"))
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{name}"')
    assert [(p.kind, p.where) for p in verify.problems()] == [("trigger", name)]


def test_another_program_cannot_write(worked: User) -> None:
    """Without our functions the trigger fails, and with it the change."""
    raw = connection.connection
    raw.create_function("onrecord_actor", 0, None)
    try:
        with pytest.raises(DatabaseError), transaction.atomic():
            User.objects.filter(pk=worked.pk).update(full_name="Somebody")
    finally:
        functions.register(connection)


def test_the_head_is_one_row(worked: User) -> None:
    assert Head.objects.count() == 1
    assert Head.objects.get().seq == Entry.objects.latest("seq").seq
