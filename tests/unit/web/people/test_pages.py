"""Pages of lists, mentions and persons say what is there, and nothing to those who may not see."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.models import Entry
from onrecord.web.people.models import Batch, Mention, Person
from onrecord.web.people.services import imports, persons

from .conftest import MAPPING, ROWS, BringIn, Preserve

LoggedIn = Callable[..., Client]
Find = Callable[[str], Mention]


@pytest.fixture
def desk(supervisor: User, logged_in: LoggedIn) -> Client:
    return logged_in(supervisor)


@pytest.fixture
def stranger(sealed: Compartment, user_of: Callable[..., User], logged_in: LoggedIn) -> Client:
    return logged_in(user_of("supervisor", [sealed]))


def _text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


class TestBringingIn:
    """From the file to the mentions, page by page."""

    def test_a_new_file_is_preserved_and_its_columns_are_drafted(
        self, desk: Client, preserve: Preserve
    ) -> None:
        source = preserve("x\n1\n", name="other.csv").source
        upload = SimpleUploadedFile("north.csv", ROWS.encode())
        response = desk.post("/people/lists/import/", {"source": source.pk, "file": upload})
        exhibit = source.exhibits.get(name="north.csv")
        assert response["Location"] == f"/people/lists/import/{exhibit.pk}/"
        page = _text(desk, response["Location"])
        assert "separator comma" in page
        assert "<code>Драгана</code>" in page
        assert '<option value="given" selected>' in page

    def test_neither_file_nor_exhibit_or_both_is_refused(
        self, desk: Client, preserve: Preserve
    ) -> None:
        exhibit = preserve()
        upload = SimpleUploadedFile("north.csv", b"a\n1\n")
        for values in ({}, {"file": upload, "exhibit": exhibit.pk, "source": exhibit.source_id}):
            response = desk.post("/people/lists/import/", values)
            assert "Choose a new file, or one that is preserved already." in (
                response.content.decode()
            )

    def test_the_form_stages_what_it_says(self, desk: Client, preserve: Preserve) -> None:
        exhibit = preserve()
        meanings = ("id", "given", "surname", "sex", "age", "municipality", "death")
        values = {f"meaning-{n}": meaning for n, meaning in enumerate(meanings)}
        values |= {"codes-4": "-1; North: 0", "list_name": "North", "dates": "%d%b%y, %Y"}
        values |= {"language": "en", "order": "given_surname", "how": "form"}
        response = desk.post(f"/people/lists/import/{exhibit.pk}/", values)
        batch = Batch.objects.get()
        assert response["Location"] == f"/people/lists/{batch.pk}/"
        assert (batch.mapping, batch.accepted) == (MAPPING.to_yaml(), 3)

    def test_two_columns_of_one_meaning_are_refused(self, desk: Client, preserve: Preserve) -> None:
        exhibit = preserve()
        values = {"meaning-0": "id", "meaning-1": "id", "language": "en", "how": "form"}
        response = desk.post(
            f"/people/lists/import/{exhibit.pk}/", {**values, "order": "given_surname"}
        )
        assert "Two columns cannot mean the same: uid and given." in response.content.decode()
        assert not Batch.objects.exists()

    def test_a_mapping_file_serves_too_and_its_faults_are_named(
        self, desk: Client, preserve: Preserve
    ) -> None:
        url = f"/people/lists/import/{preserve().pk}/"
        wrong = desk.post(url, {"how": "text", "text": "agee: age\n"}).content.decode()
        assert "there is no such key" in wrong
        missing = desk.post(url, {"how": "text", "text": "list_name: N\nage: years\n"})
        assert "no column of this name" in missing.content.decode()
        upload = SimpleUploadedFile("m.yaml", MAPPING.to_yaml().encode())
        desk.post(url, {"how": "text", "text": "", "file": upload})
        assert Batch.objects.get().accepted == 3

    def test_said_anew_the_columns_replace_the_staged_import(
        self, desk: Client, preserve: Preserve, supervisor: User
    ) -> None:
        exhibit = preserve()
        before = imports.stage(exhibit, MAPPING, by=supervisor).batch
        url = f"/people/lists/import/{exhibit.pk}/?from={before.pk}"
        assert "-1; North: 0" in _text(desk, url)
        desk.post(url, {"how": "text", "text": "list_name: North\nid: uid\n"})
        assert Batch.objects.get().pk != before.pk

    def test_the_file_is_read_as_it_is_told(self, desk: Client, preserve: Preserve) -> None:
        exhibit = preserve("ime;prezime\nEnver;Gashi, i ri\n")
        page = _text(desk, f"/people/lists/import/{exhibit.pk}/?separator=,")
        assert "separator comma" in page
        assert "encoding latin-9000" not in page
        assert _text(desk, f"/people/lists/import/{exhibit.pk}/?encoding=latin-9000", 400)

    def test_a_file_that_is_no_list_is_said_to_be_none(
        self, desk: Client, preserve: Preserve
    ) -> None:
        exhibit = preserve("%PDF-1.7", name="scan.csv")
        assert "This is a PDF, not a list" in _text(
            desk, f"/people/lists/import/{exhibit.pk}/", 400
        )


class TestBatch:
    """One import: preview, refusals, commit, undo."""

    def test_the_preview_shows_counts_rows_and_refusals(
        self, desk: Client, preserve: Preserve, supervisor: User
    ) -> None:
        batch = imports.stage(preserve(), MAPPING, by=supervisor).batch
        page = _text(desk, f"/people/lists/{batch.pk}/")
        assert "Record 3 mentions" in page
        assert "Драгана Петровић" in page
        assert "The age lies outside 0 to 120." in page
        assert "<code>31Feb99</code>" in page
        assert "1 list waits to be committed" in _text(desk, "/").replace("</span> <span>", " ")

    def test_commit_and_undo_from_the_page(
        self, desk: Client, preserve: Preserve, supervisor: User
    ) -> None:
        batch = imports.stage(preserve(), MAPPING, by=supervisor).batch
        page = desk.post(f"/people/lists/{batch.pk}/commit/", follow=True).content.decode()
        assert "3 mentions are recorded." in page
        assert desk.post(f"/people/lists/{batch.pk}/commit/").status_code == 409
        refused = desk.post(f"/people/lists/{batch.pk}/undo/", {"reason": ""})
        assert refused.status_code == 400
        desk.post(f"/people/lists/{batch.pk}/undo/", {"reason": "The wrong file."})
        assert not Mention.objects.exists()
        assert "The wrong file." in _text(desk, f"/people/lists/{batch.pk}/")

    def test_a_dropped_import_is_gone(
        self, desk: Client, preserve: Preserve, supervisor: User
    ) -> None:
        batch = imports.stage(preserve(), MAPPING, by=supervisor).batch
        page = desk.post(f"/people/lists/{batch.pk}/cancel/", follow=True).content.decode()
        assert "The import is dropped." in page
        assert not Batch.objects.exists()

    def test_the_same_file_with_other_columns_is_warned_of(
        self, desk: Client, bring_in: BringIn, supervisor: User
    ) -> None:
        first = bring_in()
        other = MAPPING.from_dict({**MAPPING.to_dict(), "list_name": "South", "missing": {}})
        second = imports.stage(first.exhibit, other, by=supervisor).batch
        page = _text(desk, f"/people/lists/{second.pk}/")
        assert "The rows of this file are recorded already" in page

    def test_refused_rows_come_as_a_file(self, desk: Client, bring_in: BringIn) -> None:
        response = desk.get(f"/people/lists/{bring_in().pk}/refused.csv")
        lines = b"".join(response.streaming_content).decode().splitlines()
        assert len(lines) == 3
        assert lines[1].startswith("5,")
        assert Entry.objects.filter(action="export", subject="people_batch").exists()

    def test_notices_go_with_the_rows(self, desk: Client, bring_in: BringIn, mention: Find) -> None:
        batch = bring_in(notice="Invented people only.")
        for url in (f"/people/lists/{batch.pk}/", f"/people/mentions/{mention('Arta').stem}/"):
            assert "Invented people only." in _text(desk, url)

    def test_a_stranger_finds_nothing(self, stranger: Client, bring_in: BringIn) -> None:
        batch = bring_in()
        assert "north.csv" not in _text(stranger, "/people/lists/")
        _text(stranger, f"/people/lists/{batch.pk}/", 404)
        _text(stranger, f"/people/lists/{batch.pk}/refused.csv", 404)
        _text(stranger, f"/people/lists/import/{batch.exhibit_id}/", 404)
        assert stranger.post(f"/people/lists/{batch.pk}/undo/", {"reason": "x"}).status_code == 404
        assert Mention.objects.count() == 3

    def test_a_reader_reads_and_changes_nothing(
        self,
        bring_in: BringIn,
        general: Compartment,
        user_of: Callable[..., User],
        logged_in: LoggedIn,
    ) -> None:
        batch = bring_in()
        reader = logged_in(user_of("reader", [general]))
        page = _text(reader, f"/people/lists/{batch.pk}/")
        assert "Take this import back" not in page
        for url in ("/people/lists/import/", f"/people/lists/{batch.pk}/refused.csv"):
            _text(reader, url, 403)
        assert reader.post(f"/people/lists/{batch.pk}/undo/", {"reason": "x"}).status_code == 403


class TestMentions:
    """The list of mentions and the page of one."""

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", {"Arta", "Besim", "Драгана"}),
            ("q=krasniq", {"Arta", "Besim"}),
            ("q=petrović", {"Драгана"}),
            ("q=ПЕТРОВИЋ+drag", {"Драгана"}),
            ("sex=sex/male", {"Besim"}),
            ("place=peje", {"Arta"}),
            ("list=North", {"Arta", "Besim", "Драгана"}),
            ("date=1999-04", {"Arta", "Besim"}),
            ("date=1999", {"Arta", "Besim", "Драгана"}),
            ("q=nobody", set()),
        ],
    )
    def test_filters(self, desk: Client, bring_in: BringIn, query: str, found: set[str]) -> None:
        bring_in()
        page = _text(desk, f"/people/mentions/?{query}")
        assert {name for name in ("Arta", "Besim", "Драгана") if name in page} == found

    def test_sorted_by_each_column_and_exported(self, desk: Client, bring_in: BringIn) -> None:
        bring_in()
        for column in ("name", "place", "date", "list", "-date"):
            assert "Arta" in _text(desk, f"/people/mentions/?sort={column}")
        response = desk.get("/people/mentions/?export=csv&q=krasniqi")
        lines = b"".join(response.streaming_content).decode().splitlines()
        assert lines[0] == "name,sex,born,place,date,list,source,line"
        assert len(lines) == 3
        entry = Entry.objects.get(action="export", subject="people_mention")
        assert entry.fields == "rows=2"

    def test_a_list_costs_as_many_queries_as_it_has_parts_not_rows(
        self,
        desk: Client,
        bring_in: BringIn,
        django_assert_max_num_queries: Callable[[int], object],
    ) -> None:
        rows = "".join(f"{n},Arta,Gashi{n},F,30,Klina,1999\n" for n in range(10, 70))
        bring_in(ROWS + rows)
        _text(desk, "/people/mentions/")
        with django_assert_max_num_queries(10):  # type: ignore[attr-defined]  # a context manager
            _text(desk, "/people/mentions/")

    def test_one_mention_shows_what_it_says_and_where(
        self, desk: Client, bring_in: BringIn, mention: Find
    ) -> None:
        bring_in()
        besim = mention("Besim")
        page = _text(desk, f"/people/mentions/{besim.stem}/")
        assert "Line 3 of north.csv" in page
        assert "Arta Krasniqi" in page, "same surname and year: offered as a candidate"
        assert "Драгана" not in page
        entry = Entry.objects.filter(action="read", subject="people_mention").get()
        assert entry.subject_id == str(besim.pk)

    def test_others_are_found_by_another_spelling(
        self, desk: Client, bring_in: BringIn, mention: Find
    ) -> None:
        bring_in()
        page = _text(desk, f"/people/mentions/{mention('Arta').stem}/?q=petrovic")
        assert "Драгана Петровић" in page

    def test_a_correction_keeps_what_stood_before(
        self, desk: Client, bring_in: BringIn, mention: Find
    ) -> None:
        bring_in()
        arta = mention("Arta")
        url = f"/people/mentions/{arta.stem}/correct/"
        values = {"name": "Arta Krasniçi", "given": "Arta", "surname": "Krasniçi", "age": "34"}
        values |= {"sex": "sex/female", "death": "1999-04", "municipality": "Pejë"}
        values |= {"version": str(arta.pk), "reason": "The hand is hard to read."}
        assert desk.post(url, values).status_code == 302
        corrected = mention("Arta")
        assert (corrected.folded_surname, corrected.sort_date) == ("krasnici", "1999-04")
        assert corrected.raw == arta.raw
        assert corrected.place == arta.place
        page = _text(desk, f"/people/mentions/{arta.stem}/")
        assert "<del>Krasniqi</del> → <ins>Krasniçi</ins>" in page
        assert desk.post(url, values).status_code == 409, "the second editor is told"

    def test_a_correction_needs_a_date_that_is_one(
        self, desk: Client, bring_in: BringIn, mention: Find
    ) -> None:
        bring_in()
        arta = mention("Arta")
        values = {"death": "31 February 1999", "version": arta.pk, "reason": "x"}
        response = desk.post(f"/people/mentions/{arta.stem}/correct/", values)
        assert "there is no such day in the calendar" in response.content.decode()

    def test_a_withdrawn_mention_leaves_the_lists_and_keeps_its_history(
        self, desk: Client, bring_in: BringIn, mention: Find
    ) -> None:
        bring_in()
        arta = mention("Arta")
        desk.post(
            f"/people/mentions/{arta.stem}/withdraw/",
            {"version": arta.pk, "reason": "A heading read as a row."},
        )
        assert "Arta" not in _text(desk, "/people/mentions/")
        assert "A heading read as a row." in _text(desk, f"/people/mentions/{arta.stem}/")

    def test_a_stranger_finds_nothing(
        self, stranger: Client, bring_in: BringIn, mention: Find
    ) -> None:
        bring_in()
        stem = mention("Arta").stem
        page = _text(stranger, "/people/mentions/?q=arta")
        assert "0 rows" in page
        assert "North" not in page, "not even the name of a list"
        _text(stranger, f"/people/mentions/{stem}/", 404)
        _text(stranger, f"/people/mentions/{stem}/correct/", 404)
        response = stranger.get("/people/mentions/?export=csv")
        assert b"Arta" not in b"".join(response.streaming_content)


class TestPersons:
    """Persons, made and parted on the pages."""

    @pytest.fixture
    def pair(self, bring_in: BringIn, mention: Find) -> list[str]:
        bring_in()
        return [f"{mention(name).stem}:" for name in ("Arta", "Besim")]

    def test_made_shown_parted_and_taken_back(self, desk: Client, pair: list[str]) -> None:
        made = desk.post(
            "/people/mentions/merge/", {"mention": pair, "reason": "One record."}, follow=True
        )
        person = Person.objects.get()
        page = made.content.decode()
        assert person.code in page
        assert "2 mentions are judged to be this person." in page
        assert page.count("differs</span>") == 4, "name, given name, sex, date; not Pejë and Peć"
        assert person.code in _text(desk, "/people/persons/?q=besim")
        assert "0 rows" in _text(desk, "/people/persons/?q=dragana")
        decision = person.decisions.get()
        stem = pair[1].partition(":")[0]
        parted = desk.post(
            f"/people/persons/{person.code}/split/",
            {"mention": [stem], "seen": decision.pk, "reason": "Another sex."},
            follow=True,
        )
        assert "1 mention is judged to be this person." in parted.content.decode()
        split = person.decisions.get(kind="split")
        desk.post(
            f"/people/persons/decisions/{split.pk}/undo/", {"seen": split.pk, "reason": "No."}
        )
        newest = person.decisions.order_by("-pk")[0]
        gone = desk.post(
            f"/people/persons/decisions/{decision.pk}/undo/",
            {"seen": newest.pk, "reason": "Not one."},
            follow=True,
        )
        assert gone.redirect_chain[-1][0] == "/people/persons/"
        assert "0 rows" in gone.content.decode()

    def test_a_page_out_of_date_is_a_conflict(self, desk: Client, pair: list[str]) -> None:
        desk.post("/people/mentions/merge/", {"mention": pair, "reason": "One record."})
        again = desk.post("/people/mentions/merge/", {"mention": pair, "reason": "One record."})
        assert again.status_code == 409

    @pytest.mark.parametrize("token", ["x", "x:1", ":", "00000000-0000-4000-8000-000000000000:a"])
    def test_what_is_no_choice_is_refused(
        self, desk: Client, token: str, bring_in: BringIn
    ) -> None:
        response = desk.post("/people/mentions/merge/", {"mention": [token], "reason": "x"})
        assert response.status_code == 400

    def test_reading_a_person_is_logged(
        self, desk: Client, pair: list[str], supervisor: User
    ) -> None:
        stems = {UUID(token[:-1]): frozenset[int]() for token in pair}
        person = persons.merge(stems, by=supervisor, reason="One record.").person
        _text(desk, f"/people/persons/{person.code}/")
        assert Entry.objects.filter(action="read", subject="people_person").count() == 1

    def test_a_stranger_finds_nobody(
        self, stranger: Client, pair: list[str], supervisor: User
    ) -> None:
        stems = {UUID(token[:-1]): frozenset[int]() for token in pair}
        decision = persons.merge(stems, by=supervisor, reason="One record.")
        assert decision.person.code not in _text(stranger, "/people/persons/")
        _text(stranger, f"/people/persons/{decision.person.code}/", 404)
        undo = f"/people/persons/decisions/{decision.pk}/undo/"
        assert stranger.post(undo, {"seen": decision.pk, "reason": "x"}).status_code == 404
