"""The codebook shows vocabulary and office notes; missing terms are asked for and decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.unit.web.coding.opening import page

from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError, UsageError
from onrecord.vocab import load_scheme
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding import services
from onrecord.web.coding.models import CodebookNote, TermRequest
from onrecord.web.coding.services.codebook import CODED_SCHEMES
from onrecord.web.sources.models import Exhibit

NOTE = {"definition": "As our office has it.", "rule": "Only where seen.", "example": ""}


@pytest.mark.parametrize("scheme", CODED_SCHEMES)
def test_every_concept_of_coding_is_on_its_page(scheme: str, reader: Client) -> None:
    shown = page(reader, "scheme", scheme)
    for concept in load_scheme(scheme):
        assert f'id="{concept.id.replace("/", "-")}"' in shown


def test_a_vocabulary_that_is_not_coded_from_is_not_there(reader: Client) -> None:
    assert reader.get(reverse("coding:scheme", args=["stages"])).status_code == 404
    assert reader.get(reverse("coding:scheme", args=["nothing"])).status_code == 404


def test_the_codebook_is_searched_in_any_script(reader: Client) -> None:
    assert "deliberate killing" in page(reader, "codebook", q="намерно")
    assert "deliberate killing" in page(reader, "codebook", q="vrasje e qellimshme")
    assert "No concept holds these words." in page(reader, "codebook", q="qqq")


def test_a_note_is_written_versioned_and_seen_in_its_compartment(
    work: Client, reader: Client, outsider: Client, general: Compartment
) -> None:
    query = "?scheme=acts&concept=act/killing"
    address = reverse("coding:note") + query
    sent = {**NOTE, "compartment": general.pk, "reason": "Agreed in March."}
    assert work.post(address, sent).status_code == 302
    note = CodebookNote.objects.get()
    assert "As our office has it." in page(reader, "scheme", "acts")
    assert "As our office has it." in page(reader, "codebook", q="our office has")
    assert "As our office has it." not in page(outsider, "scheme", "acts")
    assert outsider.get(f"{address}&note={note.pk}").status_code == 200
    assert "As our office" not in outsider.get(f"{address}&note={note.pk}").content.decode()
    assert reader.get(address).status_code == 403
    changed = {**sent, "definition": "Narrower.", "version": note.pk}
    assert work.post(f"{address}&note={note.pk}", changed).status_code == 302
    assert work.post(f"{address}&note={note.pk}", changed).status_code == 409
    shown = work.get(f"{address}&note={CodebookNote.objects.current().get().pk}").content.decode()
    assert "Narrower." in shown
    assert "Agreed in March." in shown


def test_a_note_needs_a_concept_a_reason_and_an_entry(
    dragana: User, general: Compartment, sealed: Compartment, user_of: Callable[..., User]
) -> None:
    def write(scheme: str = "acts", concept: str = "act/killing", **changes: object) -> None:
        given = {"compartment_id": general.pk, "by": dragana, "reason": "Why.", **changes}
        services.write_note(scheme, concept, NOTE, **given)  # type: ignore[arg-type]

    with pytest.raises(InputError):
        write(concept="act/nothing")
    with pytest.raises(UsageError):
        write(scheme="stages")
    with pytest.raises(UsageError):
        write(reason=" ")
    with pytest.raises(UsageError):
        write(compartment_id=sealed.pk)
    with pytest.raises(AccessDenied):
        write(by=user_of("coder", [general]))
    write()
    with pytest.raises(Conflict):
        write()


def test_a_term_is_proposed_with_a_passage_and_decided(
    text: Exhibit, work: Client, reader: Client, outsider: Client
) -> None:
    address = reverse("coding:propose")
    where = {"text": text.pk, "start": 55, "end": 81}
    assert "Men in uniform" in work.get(address, where).content.decode()
    sent = {**where, "scheme": "acts", "label": "beating in custody", "definition": "Blows."}
    assert work.post(address, sent).status_code == 302
    term = TermRequest.objects.get()
    assert term.passage is not None
    assert "uniform" in term.evidence
    one = reverse("coding:term", args=[term.stem])
    assert outsider.get(one).status_code == 404
    assert reader.post(one, {"state": "accepted"}).status_code in {200, 403}
    decided = {"state": "accepted", "reason": "Asked for twice.", "version": term.pk}
    assert work.post(one, decided).status_code == 302
    assert work.post(one, decided).status_code == 409
    assert "beating in custody" in page(reader, "scheme", "acts")
    assert "accepted, will come with the vocabulary" in page(reader, "terms")
    exported = b"".join(work.get(reverse("coding:terms"), {"export": "csv"}).streaming_content)  # type: ignore[attr-defined]
    assert b"Asked for twice." in exported


def test_a_term_without_words_that_show_the_need_is_none(
    work: Client, general: Compartment, dragana: User, reader: Client
) -> None:
    sent = {"scheme": "acts", "label": "a term", "definition": "d", "compartment": general.pk}
    assert work.post(reverse("coding:propose"), {**sent, "evidence": ""}).status_code == 200
    assert not TermRequest.objects.exists()
    quoted = {**sent, "evidence": "“taken for work”, report of May, page 3"}
    assert work.post(reverse("coding:propose"), quoted).status_code == 302
    with pytest.raises(UsageError):
        services.decide_term(TermRequest.objects.get(), "asked", by=dragana, reason="x")
    assert reader.get(reverse("coding:propose")).status_code == 403


def test_fields_of_forms_lead_to_the_codebook(text: Exhibit, work: Client) -> None:
    form = page(work, "code_account", text.pk, start=0, end=5)
    assert f'href="{reverse("coding:scheme", args=["acts"])}"' in form
    assert f'href="{reverse("coding:scheme", args=["groups"])}"' in form
    figure = page(work, "code_figure", text.pk, start=0, end=5)
    assert f'href="{reverse("coding:scheme", args=["figure_measures"])}"' in figure
    assert "#act-beating" in page(work, "type", act_type="act/beating")
