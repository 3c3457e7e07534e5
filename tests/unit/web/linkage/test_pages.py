"""Pages of linkage: what they show, what they hide, and where a decision leads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.linkage import selectors, services
from onrecord.web.linkage.models import CandidatePair, PairDecision, Run
from onrecord.web.people.models import Mention

from .conftest import ALONE, TWICE, as_seen, decided, pair_between, waiting

LoggedIn = Callable[..., Client]


def body(client: Client, name: str, *arguments: object, **query: str) -> str:
    response = client.get(reverse(f"linkage:{name}", args=arguments), query)
    assert response.status_code == 200, response.content.decode()[:2000]
    return " ".join(response.content.decode().split())


def send(client: Client, pair: CandidatePair, by: User, **data: str) -> str:
    seen = [f"{stem}:{','.join(map(str, persons))}" for stem, persons in as_seen(pair, by).items()]
    answer = client.post(reverse("linkage:decide", args=[pair.pk]), {"seen": seen, **data})
    return answer.url if answer.status_code == 302 else answer.content.decode()


def test_a_run_is_asked_for_and_leads_to_its_page(
    mentions: list[Mention], supervisor: User, general: Compartment, logged_in: LoggedIn
) -> None:
    client = logged_in(supervisor)
    page = body(client, "start", general.pk)
    assert "Elm" in page
    assert ">7<" in page
    answer = client.post(
        reverse("linkage:start", args=[general.pk]),
        {"threshold": "0.9", "lowest": "0.05", "second": "20", "measured": "5", "blind": "on"},
    )
    run = Run.objects.get()
    assert answer.url == reverse("linkage:run", args=[run.pk])
    assert (run.threshold, run.blind, run.mentions) == (0.9, True, 7)
    page = body(client, "run", run.pk)
    assert "surname of plain" in page
    assert "Scored for tests of plain." in page


def test_a_run_without_mentions_is_refused_in_words(
    supervisor: User, general: Compartment, logged_in: LoggedIn
) -> None:
    answer = logged_in(supervisor).post(
        reverse("linkage:start", args=[general.pk]),
        {"threshold": "0.9", "lowest": "0.05", "second": "20", "measured": "5"},
        follow=True,
    )
    assert "fewer than two mentions" in answer.content.decode()


def test_a_pair_shows_raw_and_folded_values_evidence_and_neighbours(
    run: Run, mentions: list[Mention], supervisor: User, logged_in: LoggedIn
) -> None:
    pair = pair_between(run, mentions[3], mentions[4])
    page = body(logged_in(supervisor), "pair", pair.pk)
    for words in ("Enver Gashi", "Енвер Гаши", "enver gasi", "one side only", "agree", "<svg"):
        assert words in page, words
    assert "surname agree: Gashi and Гаши." in page
    page = body(logged_in(supervisor), "pair", pair_between(run, *mentions[5:]).pk)
    assert "<mark>1951</mark>" in page
    assert "differ" in page
    asked = services.Asked(threshold=0.8, second=0.0, measured=0)
    wider = services.link(run.compartment_id, asked, by=supervisor)
    page = body(logged_in(supervisor), "pair", pair_between(wider, *mentions[:2]).pk)
    assert str(mentions[2].stem) in page


def test_a_decision_leads_to_the_next_pair_and_z_back(
    run: Run, mentions: list[Mention], supervisor: User, logged_in: LoggedIn
) -> None:
    client = logged_in(supervisor)
    first, second = waiting(supervisor, run)[:2]
    body(client, "pair", first.pk)
    assert send(client, first, supervisor, verdict="unsure", ground="unsure_little") == reverse(
        "linkage:pair", args=[second.pk]
    )
    decision = PairDecision.objects.get()
    assert decision.seconds is not None
    page = body(client, "pair", second.pk)
    assert reverse("linkage:undo", args=[decision.pk]) in page
    assert "Kept: unsure." in page
    answer = client.post(reverse("linkage:undo", args=[decision.pk]), {"reason": "At once."})
    assert answer.url == reverse("linkage:pair", args=[first.pk])
    assert selectors.queue(supervisor, run).filter(pk=first.pk).exists()
    assert "1 decision here" in body(client, "run", run.pk)


def test_without_a_reason_the_page_asks_for_one(
    run: Run, supervisor: User, logged_in: LoggedIn
) -> None:
    pair = waiting(supervisor, run)[0]
    page = send(logged_in(supervisor), pair, supervisor, verdict="same")
    assert "Choose a reason by its number" in page
    page = send(logged_in(supervisor), pair, supervisor, ground="same_slip")
    assert "Say same, different or unsure." in page
    assert not PairDecision.objects.exists()


def test_the_second_reviewer_sees_neither_score_nor_first_decision(
    mentions: list[Mention],
    supervisor: User,
    investigator: User,
    general: Compartment,
    logged_in: LoggedIn,
) -> None:
    run = services.link(general.pk, TWICE, by=supervisor)
    pair = pair_between(run, mentions[3], mentions[4])
    client = logged_in(investigator)
    before = body(client, "pair", pair.pk)
    decided(pair, "different", supervisor)
    after = body(client, "pair", pair.pk)
    # The pages differ by nothing that tells of the decision; tokens differ with every answer.
    assert _without_tokens(before) == _without_tokens(after)
    assert "Hidden until you have decided" in after
    assert "<svg" not in after
    assert "Held for" not in body(client, "decisions")
    assert "hidden" in body(client, "queue", run.pk)
    assert "Held for" in body(logged_in(supervisor), "decisions")
    send(client, pair, investigator, verdict="same", words="One man.")
    assert "Two people decided otherwise" in body(client, "pair", pair.pk)
    assert "Two people decided otherwise" in body(client, "run", run.pk)
    page = body(client, "quality", run.pk)
    assert "1 pair was reviewed by two people" in page


def test_contradictions_are_shown_with_a_way_out(
    run: Run, mentions: list[Mention], supervisor: User, logged_in: LoggedIn
) -> None:
    elm, lime, oak = mentions[:3]
    decided(pair_between(run, elm, lime), "different", supervisor)
    decided(pair_between(run, lime, oak), "same", supervisor)
    client = logged_in(supervisor)
    send(client, pair_between(run, elm, oak), supervisor, verdict="same", words="One Arta.")
    page = body(client, "contradictions")
    assert page.count("Take back") == 3
    assert "not carried out" in body(client, "decisions")
    assert "Held for the same and not carried out" in body(
        client, "pair", pair_between(run, elm, oak).pk
    )


def test_quality_counts_the_drawn_pairs(
    mentions: list[Mention], supervisor: User, general: Compartment, logged_in: LoggedIn
) -> None:
    asked = services.Asked(second=0.0, measured=50, lowest=0.01)
    run = services.link(general.pk, asked, by=supervisor)
    assert run.pairs.filter(sampled=True).count() == run.pairs.count()
    client = logged_in(supervisor)
    assert "Nothing can be said yet" in body(client, "quality", run.pk)
    for pair in waiting(supervisor, run):
        decided(pair, "same" if pair.linked else "different", supervisor)
    page = body(client, "quality", run.pk)
    assert "100% (" in page
    assert "Elm – Lime" in page
    assert "<svg" in page


def test_the_file_for_the_command_has_what_holds(
    run: Run, mentions: list[Mention], supervisor: User, logged_in: LoggedIn
) -> None:
    kept = decided(pair_between(run, *mentions[:2]), "same", supervisor)
    gone = decided(pair_between(run, *mentions[5:]), "different", supervisor)
    services.undo(gone, by=supervisor, reason="Too soon.")
    answer = logged_in(supervisor).get(reverse("linkage:export"))
    text = b"".join(answer.streaming_content).decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert {(row["list_left"], row["record_left"]), (row["list_right"], row["record_right"])} == {
        ("Elm", "1"),
        ("Lime", "2"),
    }
    assert (row["verdict"], row["who"], row["reason"]) == ("same", "arta", "Held for same.")
    assert row["when"] == kept.made_at.isoformat()


@pytest.mark.parametrize("role", ["reader", "coder"])
def test_who_may_not_judge_is_offered_nothing(
    role: str,
    run: Run,
    general: Compartment,
    user_of: Callable[..., User],
    logged_in: LoggedIn,
) -> None:
    client = logged_in(user_of(role, [general]))
    pair = run.pairs.first()
    assert pair is not None
    page = body(client, "pair", pair.pk)
    assert "data-deciding" not in page
    assert 'data-key="z"' not in page
    assert "Link mentions" not in body(client, "runs")


def test_numbers_of_what_is_hidden_are_not_shown(
    bring: Callable[..., list[Mention]],
    general: Compartment,
    sealed: Compartment,
    user_of: Callable[..., User],
    logged_in: LoggedIn,
) -> None:
    both, inside = user_of("supervisor", [general, sealed]), user_of("supervisor", [sealed])
    bring(by=both)
    bring(by=both, in_=sealed)
    run = services.link(sealed.pk, ALONE, by=both)
    assert run.mentions == 14
    assert ">14" in body(logged_in(both), "run", run.pk)
    page = body(logged_in(inside), "run", run.pk)
    assert "14" not in page.partition("<main")[2].partition("Digest")[0].replace("2014", "")
    stems = set(Mention.objects.filter(compartment=sealed).values_list("stem", flat=True))
    seen = selectors.pairs(inside).filter(run=run)
    assert all({one.left, one.right} <= stems for one in seen)
    assert seen.count() < selectors.pairs(both).filter(run=run).count()
    # Pairs of general mentions alone are left to a run over the general compartment.
    assert all({one.left, one.right} & stems for one in run.pairs.all())


def _without_tokens(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', "", page)
