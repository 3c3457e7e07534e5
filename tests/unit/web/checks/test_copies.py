"""Copies that the checks found join documents to one origin, until somebody decides otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.models import Entry
from onrecord.web.checks import services
from onrecord.web.checks.copies import shared_by, touching
from onrecord.web.checks.models import Finding
from onrecord.web.figures.models import Question
from onrecord.web.figures.selectors import question_view
from onrecord.web.figures.services import add_figure, ask, place
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.origins import told_by
from onrecord.web.sources.services import record_consent

from .conftest import TextOf

STORY = (
    "On the morning of the invented fair the people of Gurishte walked to the bridge, where Arta "
    "counted them twice, wrote the number on a paper, folded it and gave it to Besim, who carried "
    "it over the hill to the school, where it was read aloud to everybody who had stayed.\n"
)
AGENCY = f"From our agency.\n\n{STORY}"
PAPER = f"Told by our own reporter.\n\n{STORY.replace('twice', 'carefully')}"
OTHER = "Nothing of the kind was seen at the mill, said Goran, who had slept there all that day.\n"


@pytest.fixture
def copied(text_in: TextOf, general: Compartment, enver: User) -> tuple[Exhibit, Exhibit, Exhibit]:
    """Two texts of one story, and another; the checks have run."""
    texts = (
        text_in(general, AGENCY, by=enver, title="Agency"),
        text_in(general, PAPER, by=enver, title="Paper"),
        text_in(general, OTHER, by=enver, title="Mill"),
    )
    services.check_compartment(general.pk, by=enver)
    return texts


def found_copy() -> Finding:
    return Finding.objects.get(rule="copied_passage")


def test_a_copy_joins_its_two_sources_and_says_where(
    copied: tuple[Exhibit, ...], enver: User
) -> None:
    agency, paper, mill = copied
    told = told_by(enver, [text.source_id for text in copied])
    assert (told.documents, told.origins) == (3, 2)
    (joined,) = told.joined
    assert {joined.left.title, joined.right.title} == {"Agency", "Paper"}
    assert joined.copy is not None
    assert {joined.copy.left.text.pk, joined.copy.right.text.pk} == {agency.pk, paper.pk}
    assert touching(enver, [mill.source_id]) == []


def test_a_passage_that_is_judged_no_copy_joins_nothing_and_can_be_judged_anew(
    copied: tuple[Exhibit, ...], enver: User
) -> None:
    sources = [text.source_id for text in copied[:2]]
    verdict = services.decide(found_copy(), "none", by=enver, reason="Both print the same law.")
    assert told_by(enver, sources).origins == 2
    (kept,) = shared_by(enver, *sources)
    assert kept.is_none
    services.undo(verdict, by=enver, reason="Read again.")
    assert told_by(enver, sources).origins == 1


def test_a_copy_behind_a_wall_joins_nothing_for_those_outside(
    text_in: TextOf, general: Compartment, sealed: Compartment, dragana: User, enver: User
) -> None:
    agency = text_in(general, AGENCY, by=dragana, title="Agency")
    between = text_in(sealed, STORY, by=dragana, title="Sealed between")
    paper = text_in(general, OTHER, by=dragana, title="Mill")
    services.check_compartment(sealed.pk, by=dragana)
    sources = [agency.source_id, between.source_id, paper.source_id]
    inside, outside = told_by(dragana, sources), told_by(enver, sources)
    assert (inside.documents, inside.origins, len(inside.joined)) == (3, 2, 1)
    assert (outside.documents, outside.origins, outside.joined) == (2, 2, ())
    assert shared_by(enver, agency.source_id, between.source_id) == []


def question_of(texts: tuple[Exhibit, ...], compartment: Compartment, user: User) -> Question:
    asked = ask(
        {"title": "Counted", "measure": "measure/killed"}, compartment_id=compartment.pk, by=user
    )
    for text in texts:
        values = {"measure": "measure/killed", "value": 12.0, "where": "p. 1"}
        figure = add_figure(source=text.source, passage=None, values=values, by=user)
        place(asked, figure, by=user, reason="It counts the same.")
    return asked


def test_a_question_counts_origins_and_shows_both_passages(
    copied: tuple[Exhibit, ...],
    general: Compartment,
    enver: User,
    logged_in: Callable[..., Client],
) -> None:
    asked = question_of(copied, general, enver)
    assert question_view(enver, asked).overview.origins == 2
    answer = logged_in(enver).get(reverse("figures:question", args=[asked.stem]))
    shown = answer.content.decode()
    assert "Told by 3 documents" in shown
    assert "of 2 independent origins." in shown
    assert "They share a passage of" in shown
    assert "counted them twice" in shown
    assert "counted them carefully" in shown
    assert f"{reverse('coding:read', args=[copied[0].pk])}?at=" in shown
    seen = Entry.objects.filter(action="read", subject="sources_exhibit")
    assert {str(copied[0].pk), str(copied[1].pk)} <= {str(one.subject_id) for one in seen}


def test_the_pair_page_shows_what_is_shared_and_what_was_changed(
    copied: tuple[Exhibit, ...], enver: User, logged_in: Callable[..., Client]
) -> None:
    agency, paper, mill = (text.source_id for text in copied)
    client = logged_in(enver)
    shown = client.get(reverse("checks:shared", args=[agency, paper])).content.decode()
    assert "words in both" in shown
    assert re.search(r"counted\s+them</mark> twice, <mark>wrote", shown)
    assert "they count as one origin" in shown
    assert client.get(reverse("checks:shared", args=[agency, mill])).status_code == 404
    page = reverse("checks:one", args=[found_copy().pk])
    assert (
        reverse("checks:shared", args=sorted((agency, paper))) in client.get(page).content.decode()
    )
    client.post(
        reverse("checks:decide", args=[found_copy().pk]),
        {"outcome": "none", "reason": "One law, printed twice."},
    )
    shown = client.get(reverse("checks:shared", args=[paper, agency])).content.decode()
    assert "each stands for itself" in shown
    assert "each document stands for itself" in client.get(page).content.decode()


def test_the_words_of_a_source_whose_giver_said_no_are_not_shown(
    copied: tuple[Exhibit, ...],
    general: Compartment,
    enver: User,
    user_of: Callable[..., User],
    logged_in: Callable[..., Client],
) -> None:
    agency, paper, _mill = copied
    asked = question_of(copied[:2], general, enver)
    record_consent(paper.source, "internal", given=False, on=None, by=enver, reason="Asked to.")
    client = logged_in(user_of("coder", [general]))
    shown = client.get(reverse("figures:question", args=[asked.stem])).content.decode()
    assert "counted them carefully" not in shown
    pair = reverse("checks:shared", args=[agency.source_id, paper.source_id])
    assert client.get(pair).status_code == 403
