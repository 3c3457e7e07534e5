"""How does an interview become a statement that can be read, cited and traced?"""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from onrecord.core.kernel.errors import Conflict, UsageError
from onrecord.testing.forms import said, statement_form
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.site import register
from onrecord.web.sources import consent
from onrecord.web.sources.models import Description, Source
from onrecord.web.sources.selectors import text_of
from onrecord.web.statements import selectors, services
from onrecord.web.statements.models import ConsentAsked, Interview, Statement

from .conftest import ANSWERS, DAY, consents, ending


def test_a_statement_is_a_source_with_record_text_and_passages(statement: Statement) -> None:
    described = Description.objects.current().get(source=statement.source)
    assert (described.title, described.kind) == ("Statement of March", "source/victim-statement")
    assert (described.made, described.language) == ("2026-03-01", "sq")
    names = set(statement.source.exhibits.values_list("name", flat=True))
    assert names == {"statement.json", "statement.txt", "statement.txt.txt"}
    text = text_of(statement.text)
    assert "Çfarë u bë?\n    rrahje; vrasje\n" in text
    assert "Pyetur nga: Enver" in text
    passages = selectors.passages_of(statement)
    shown = passages["incident/1/victim/2/victim_name"]
    assert text[shown.start : shown.end] == "Enver"


def test_the_record_is_canonical_and_says_how_it_came_about(statement: Statement) -> None:
    stored = register.archive().read(statement.answers.sha256)
    record = json.loads(stored)
    assert stored.startswith(b'{"answers":{"age":"44"')
    assert record["interview"]["asked_by"] == "Enver"
    assert record["consent"]["answers"]["court"] == "given"
    filled = {node.path: node.value for node in selectors.leaves(selectors.filled(statement))}
    assert all(filled[path] == answer for path, answer in ANSWERS.items() if path in filled)


def test_what_does_not_apply_is_not_kept(interview: Interview, enver: User) -> None:
    services.save(interview, {**ANSWERS, "guardian": "Zoran"}, number=0, by=enver)
    kept = services.keep(interview, ending(), by=enver)
    assert "Zoran" not in text_of(kept.text)
    assert b"Zoran" not in register.archive().read(kept.answers.sha256)


def test_consent_is_recorded_in_the_words_it_was_asked_in(
    interview: Interview, enver: User
) -> None:
    services.save(interview, ANSWERS, number=0, by=enver)
    asked = consents(publication="refused", court="not_asked")
    kept = services.keep(interview, ending(consents=asked), by=enver)
    answers = consent.answers_of(kept.source)
    assert answers["publication"] == "refused"
    assert answers["court"] == "not_asked"
    assert answers["internal"] == "given"
    words = ConsentAsked.objects.get(source=kept.source, purpose="court")
    assert words.wording.startswith("A mund të përdoret")
    assert (words.answer, words.asked_by, words.asked_on) == ("not_asked", "Enver", DAY)


def test_the_drafts_end_with_the_interview(statement: Statement, enver: User) -> None:
    interview = Interview.objects.get()
    assert (interview.state, bytes(interview.key)) == ("kept", b"")
    with pytest.raises(Conflict, match="has ended"):
        services.keep(interview, ending(), by=enver)


@pytest.mark.parametrize(
    ("changed", "values", "sentence"),
    [
        ({"age": "130"}, {}, "missing or cannot be"),
        ({"full_name": ""}, {}, "missing or cannot be"),
        ({"age": "130"}, {"broken_off": True}, "missing or cannot be"),
        ({}, {"consents": consents()[1:]}, "Each use is asked by itself"),
        ({}, {"consents": consents(court="maybe")}, "Each use is asked by itself"),
        ({}, {"consents": consents(internal="refused")}, "so it is not kept"),
    ],
)
def test_what_is_not_complete_is_not_kept(
    interview: Interview,
    enver: User,
    changed: dict[str, str],
    values: dict[str, object],
    sentence: str,
) -> None:
    services.save(interview, {**ANSWERS, **changed}, number=0, by=enver)
    with pytest.raises(UsageError, match=sentence):
        services.keep(interview, ending(**values), by=enver)
    interview.refresh_from_db()
    assert interview.state == "open"
    assert not Source.objects.exists()


def test_an_interview_that_was_broken_off_may_lack_answers(
    interview: Interview, enver: User
) -> None:
    services.save(interview, {"age": "44"}, number=0, by=enver)
    kept = services.keep(interview, ending(broken_off=True), by=enver)
    assert "Intervista u ndërpre." in text_of(kept.text)


def test_a_draft_that_somebody_else_wrote_is_not_kept_unseen(
    interview: Interview, enver: User, dragana: User
) -> None:
    services.save(interview, ANSWERS, number=0, by=enver)
    services.save(interview, {**ANSWERS, "age": "45"}, number=1, by=dragana)
    with pytest.raises(Conflict):
        services.keep(interview, ending(), by=enver)


def test_files_that_the_form_asks_for_are_preserved(dragana: User, general: Compartment) -> None:
    photo = {"type": "image", "name": "photo", "required": "yes", **said("label", "A photograph")}
    version = services.keep_form(
        statement_form(more=[photo]), "attacks.xlsx", compartment_id=general.pk, by=dragana
    )
    interview = services.begin(
        version, compartment_id=general.pk, language="en", asked_by="D", asked_on=DAY, by=dragana
    )
    services.save(interview, ANSWERS, number=0, by=dragana)
    with pytest.raises(UsageError, match="A file that the form needs is missing"):
        services.keep(interview, ending(), by=dragana)
    upload = SimpleUploadedFile("../yard.jpg", b"\xff\xd8not really", "image/jpeg")
    kept = services.keep(interview, ending(files={"photo": upload}), by=dragana)
    exhibit = kept.source.exhibits.get(name="yard.jpg")
    record = json.loads(register.archive().read(kept.answers.sha256))
    assert record["files"]["photo"] == {"name": "yard.jpg", "sha256": exhibit.sha256}
