"""Two people code one document blind; nothing of the one reaches the other before it is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from onrecord.core.kernel.errors import AccessDenied, Conflict, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding import services
from onrecord.web.coding.comparable import FIELDS
from onrecord.web.coding.models import (
    Account,
    Adjudication,
    Coding,
    Decision,
    Round,
    Seat,
    Suggestion,
    TermRequest,
)
from onrecord.web.coding.selectors import reading
from onrecord.web.coding.selectors import rounds as selectors
from onrecord.web.coding.services.claims import passage_of
from onrecord.web.figures.models import Figure
from onrecord.web.sources.models import Custody, Exhibit

ALL = [field.key for field in FIELDS]


@dataclass(frozen=True, slots=True)
class Blind:
    """A document that Arta and Besim code blind, given out by Dragana."""

    text: Exhibit
    round: Round
    arta: User
    besim: User
    dragana: User

    def suggested(self, at: int = 0) -> Suggestion:
        found = Suggestion.objects.filter(exhibit=self.text, kind="figure").order_by("start")
        return found.select_related("exhibit")[at]

    def seat(self, user: User) -> Seat:
        return Seat.objects.current().get(round=self.round.stem, coder=user)

    def finish(self) -> Round:
        for user in (self.arta, self.besim):
            services.finish(self.seat(user), by=user)
        return Round.objects.current().get(stem=self.round.stem)


@pytest.fixture
def blind(
    text: Exhibit, dragana: User, user_of: Callable[..., User], general: Compartment
) -> Blind:
    arta, besim = (user_of("coder", [general], name=name) for name in ("arta-c", "besim-c"))
    opened = services.open_round(text, [arta, besim], fields=ALL, by=dragana)
    return Blind(text, opened, arta, besim, dragana)


def test_both_decide_about_one_suggestion_and_neither_makes_a_claim(blind: Blind) -> None:
    services.accept(blind.suggested(), by=blind.arta)
    services.reject(blind.suggested(), by=blind.besim, reason="No figure.")
    assert not Figure.objects.exists()
    assert Coding.objects.count() == 1
    for user, outcome in ((blind.arta, "accepted"), (blind.besim, "rejected")):
        (one,) = reading.suggestions(user).filter(pk=blind.suggested().pk)
        decision = reading.decision_of(one)
        assert decision is not None
        assert decision.outcome == outcome
        assert reading.progress(user, blind.text).decided == 1
    assert reading.progress(blind.dragana, blind.text).decided == 0


def test_one_coder_decides_once_and_can_take_it_back(blind: Blind) -> None:
    decision = services.accept(blind.suggested(), by=blind.arta)
    with pytest.raises(Conflict):
        services.reject(blind.suggested(), by=blind.arta, reason="No.")
    services.undo(decision, by=blind.arta)
    assert not Coding.objects.current().exists()
    again = services.reject(blind.suggested(), by=blind.arta, reason="No.")
    assert (again.version, again.coder_id) == (3, blind.arta.pk)


def test_nobody_undoes_what_another_decided(blind: Blind, logged_in: Callable[..., Client]) -> None:
    decision = services.accept(blind.suggested(), by=blind.arta)
    address = reverse("coding:undo", args=[blind.suggested().pk])
    answer = logged_in(blind.besim).post(address, {"decision": decision.pk})
    absent = logged_in(blind.besim).post(address, {"decision": 7})
    assert answer.status_code == absent.status_code == 404
    assert Decision.objects.current().count() == 1


def test_whoever_has_no_part_in_the_round_codes_nothing_there(blind: Blind) -> None:
    with pytest.raises(UsageError, match="may not see one another"):
        services.accept(blind.suggested(), by=blind.dragana)
    with pytest.raises(UsageError):
        services.code_figure(blind.text, 0, 5, values={"value": 3.0}, by=blind.dragana)
    passage = passage_of(blind.text, 0, 5, by=blind.dragana)
    with pytest.raises(UsageError):
        services.code_account(
            blind.text.source,
            {"act_type": "act/beating"},
            passages={"act_type": [passage]},
            by=blind.dragana,
        )


def test_a_document_that_is_coded_already_is_not_given_out(
    text: Exhibit, dragana: User, user_of: Callable[..., User], general: Compartment
) -> None:
    coders = [user_of("coder", [general]) for _turn in range(2)]
    services.code_figure(text, 0, 5, values={"value": 3.0}, by=dragana)
    with pytest.raises(UsageError, match="coded already"):
        services.open_round(text, coders, fields=ALL, by=dragana)


def test_who_may_be_given_a_document(
    blind: Blind, user_of: Callable[..., User], general: Compartment, sealed: Compartment
) -> None:
    text, dragana = blind.text, blind.dragana
    with pytest.raises(Conflict):
        services.open_round(text, [blind.arta, blind.besim], fields=ALL, by=dragana)
    blind.finish()
    reader, stranger = user_of("reader", [general]), user_of("coder", [sealed])
    for coders in ([blind.arta], [blind.arta, blind.arta], [blind.arta, reader]):
        with pytest.raises(UsageError):
            services.open_round(text, coders, fields=ALL, by=dragana)
    with pytest.raises(UsageError):
        services.open_round(text, [blind.arta, stranger], fields=ALL, by=dragana)
    with pytest.raises(UsageError):
        services.open_round(text, [blind.arta, blind.besim], fields=["other"], by=dragana)
    with pytest.raises(AccessDenied):
        services.open_round(text, [blind.arta, blind.besim], fields=ALL, by=blind.arta)
    again = services.open_round(text, [blind.arta, blind.besim], fields=ALL, by=dragana)
    assert again.number == 2


def test_the_round_ends_when_all_are_done_and_not_before(blind: Blind) -> None:
    services.code_figure(blind.text, 0, 8, values={"value": 3.0}, by=blind.arta)
    services.finish(blind.seat(blind.arta), by=blind.arta)
    with pytest.raises(UsageError, match="you are done"):
        services.accept(blind.suggested(), by=blind.arta)
    services.resume(blind.seat(blind.arta), by=blind.arta)
    services.accept(blind.suggested(), by=blind.arta)
    assert not Custody.objects.filter(kind="code").exists()
    assert not blind.finish().is_open
    assert Custody.objects.filter(kind="code").count() == 1
    with pytest.raises(Conflict):
        services.resume(blind.seat(blind.arta), by=blind.arta)
    with pytest.raises(UsageError):
        services.finish(blind.seat(blind.arta), by=blind.besim)


SECRET = "zzkosova"


def _work(blind: Blind) -> None:
    """Let Arta do all that a coder can do; every word that she writes holds SECRET."""
    by = blind.arta
    services.accept(blind.suggested(0), by=by, corrections={"group": f"group {SECRET}"})
    services.reject(blind.suggested(1), by=by, reason=f"no figure {SECRET}")
    services.split(blind.suggested(2), [(120, 121), (121, 123)], by=by)
    services.code_figure(blind.text, 3, 13, values={"value": 987654.0, "counted": SECRET}, by=by)
    services.code_act(
        blind.text,
        {"act_type": "act/beating", "victim_name": f"Besim {SECRET}"},
        cites={name: [(55, 81)] for name in ("act_type", "victim_name")},
        by=by,
    )
    services.propose_term(
        {"scheme": "acts", "label": f"term {SECRET}", "definition": SECRET},
        text=blind.text,
        span=(55, 81),
        by=by,
    )


def _addresses(blind: Blind) -> list[str]:
    lists = ("documents", "accounts", "acts", "acts_timeline", "events", "rounds", "terms")
    coding = Coding.objects.filter(coder=blind.arta)
    pieces = Suggestion.objects.filter(made_in__isnull=False)
    term = TermRequest.objects.get()
    return [
        reverse("home"),
        reverse("figures:all"),
        reverse("figures:questions"),
        reverse("sources:one", args=[blind.text.source_id]),
        *(reverse(f"coding:{name}") for name in lists),
        *(f"{reverse('coding:terms')}?q={SECRET[:6]}", f"{reverse('coding:accounts')}?q=Besim"),
        reverse("coding:codebook"),
        reverse("coding:scheme", args=["acts"]),
        reverse("coding:read", args=[blind.text.pk]),
        reverse("coding:round", args=[blind.round.stem]),
        *(reverse("coding:suggestion", args=[one.pk]) for one in [blind.suggested(0), *pieces]),
        *(reverse("coding:coding", args=[one.stem]) for one in coding),
        reverse("coding:term", args=[term.stem]),
        reverse("coding:choose_cited", args=[blind.text.pk]) + "?start=0&end=5",
    ]


def _seen(client: Client, address: str) -> tuple[int, str]:
    answer = client.get(address, headers={"HX-Request": "true"}, follow=True)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("who", ["besim", "dragana"])
def test_what_one_coder_does_changes_no_page_of_anybody_else(
    blind: Blind, logged_in: Callable[..., Client], who: str
) -> None:
    client = logged_in(getattr(blind, who))
    _work(blind)
    addresses = _addresses(blind)
    after = {address: _seen(client, address) for address in addresses}
    for address, (status, content) in after.items():
        assert SECRET not in content, address
        assert "987,654" not in content, address
        assert "arta-c" not in content or who == "dragana", address
        absent = "/coding/coding/" in address or ("/terms/" in address and "-" in address)
        assert status in ({404} if absent else {200, 404}), address
    _undo_everything(blind)
    for address in addresses:
        status, content = _seen(client, address)
        if who == "besim" or "/rounds/" not in address:
            assert (status, _plain(content)) == (after[address][0], _plain(after[address][1])), (
                address
            )


def _plain(content: str) -> str:
    return "".join(line for line in content.splitlines() if "csrf" not in line.casefold())


def _undo_everything(blind: Blind) -> None:
    for one in Coding.objects.current().filter(coder=blind.arta):
        decision = Decision.objects.current().filter(claim=one.stem).first()
        if decision is None:
            services.withdraw_coding(one, by=blind.arta, reason="Again.")
    for decision in Decision.objects.current().filter(coder=blind.arta):
        services.undo(decision, by=blind.arta)


def test_the_coder_finds_own_work_in_the_room_and_changes_it(
    blind: Blind, logged_in: Callable[..., Client]
) -> None:
    _work(blind)
    client = logged_in(blind.arta)
    room = client.get(reverse("coding:read", args=[blind.text.pk])).content.decode()
    assert "You code this document blind" in room
    assert SECRET in room
    assert "coded by hand" in room
    one = Coding.objects.current().get(kind="account")
    page = client.get(reverse("coding:coding", args=[one.stem]))
    assert f"Besim {SECRET}" in page.content.decode()
    sent = {"version": one.pk, "act_type": "act/beating", "victim_name": "Besim", "reason": ""}
    assert client.post(reverse("coding:coding", args=[one.stem]), sent).status_code == 302
    assert Coding.objects.current().get(stem=one.stem).values_coded["victim_name"] == "Besim"
    assert client.post(reverse("coding:coding", args=[one.stem]), sent).status_code == 409
    gone = client.post(reverse("coding:withdraw_coding", args=[one.stem]), {"reason": "None."})
    assert gone.status_code == 302
    assert not Coding.objects.current().filter(kind="account").exists()


def test_a_reader_sees_that_the_document_is_coded_and_nothing_else(
    blind: Blind, reader: Client
) -> None:
    _work(blind)
    room = reader.get(reverse("coding:read", args=[blind.text.pk])).content.decode()
    assert "may not see one another" in room
    assert SECRET not in room
    assert reader.get(reverse("coding:rounds")).status_code == 403


def test_the_supervisor_sees_how_far_coders_are_and_nothing_more(
    blind: Blind,
    work: Client,
    logged_in: Callable[..., Client],
    user_of: Callable[..., User],
    general: Compartment,
) -> None:
    services.accept(blind.suggested(), by=blind.arta)
    page = work.get(reverse("coding:round", args=[blind.round.stem])).content.decode()
    assert "arta-c" in page
    assert "at least 230" not in page
    other = user_of("coder", [general])
    assert logged_in(other).get(reverse("coding:round", args=[blind.round.stem])).status_code == 404


def test_agreement_disagreements_and_adjudication(blind: Blind, work: Client) -> None:
    for user in (blind.arta, blind.besim):
        services.accept(blind.suggested(0), by=user)
        services.reject(blind.suggested(3), by=user, reason="Not counted.")
    services.accept(blind.suggested(1), by=blind.arta, corrections={"group": "Albanians"})
    services.accept(blind.suggested(1), by=blind.besim, corrections={"group": "Serbs"})
    services.accept(blind.suggested(2), by=blind.arta)
    services.reject(blind.suggested(2), by=blind.besim, reason="A part.")
    closed = blind.finish()
    result = selectors.result(blind.dragana, closed)
    assert [unit.alike for unit in result.units] == [True, False, False]
    rows = {row.key: row for row in result.fields}
    kept, group = rows["figure.kept"], rows["figure.group"]
    assert (kept.percentage.value, kept.percentage.units, kept.alone) == (0.75, 4, 1)
    assert (group.percentage.value, group.alpha.units) == (0.5, 2)
    assert rows["figure.unit"].alpha.reason is not None

    address = reverse("coding:round", args=[closed.stem])
    page = work.get(address).content.decode()
    assert "Coder 2 kept nothing here." in page or "Coder 1 kept nothing here." in page
    assert "A part." in page
    assert "NaN" not in page
    work.post(reverse("coding:settle_alike", args=[closed.stem]))
    assert Figure.objects.current().count() == 1
    outcomes = Decision.objects.current().filter(round__isnull=True)
    assert set(outcomes.values_list("outcome", flat=True)) == {"accepted", "rejected"}

    differing, alone = selectors.result(blind.dragana, closed).to_judge()
    settle = reverse("coding:settle", args=[closed.stem, differing.key])
    assert work.post(settle, {"reason": "As printed."}).status_code == 400
    sent = {"choose-group": "1", "reason": "As printed."}
    assert work.post(settle, sent).status_code == 302
    chosen = differing.codings[1]
    assert chosen is not None
    made = Adjudication.objects.current().get(unit=differing.key)
    assert (made.outcome, made.basis.count()) == ("chosen", 2)
    assert made.claim is not None
    figure = Figure.objects.current().get(stem=made.claim)
    assert figure.group == chosen.values_coded["group"]
    assert work.post(settle, sent).status_code == 409
    drop = reverse("coding:settle", args=[closed.stem, alone.key])
    work.post(drop, {"drop": "1", "reason": "It is a part of the total."})
    assert Adjudication.objects.get(unit=alone.key).claim is None
    page = work.get(address).content.decode()
    assert "Nothing waits for a judge." in page
    assert reading.progress(blind.dragana, blind.text).decided == 4
    assert Coding.objects.current().count() == 5


def test_a_judge_states_another_value_and_judges_anew(blind: Blind, work: Client) -> None:
    services.accept(blind.suggested(1), by=blind.arta)
    services.accept(blind.suggested(1), by=blind.besim, corrections={"place": "Gjakova"})
    closed = blind.finish()
    (unit,) = selectors.result(blind.dragana, closed).units
    address = reverse("coding:state", args=[closed.stem, unit.key])
    assert "What does the document say here?" in work.get(address).content.decode()
    sent = {"bound": "exact", "value": "1304", "unit": "persons", "reason": "A slip of the pen."}
    assert work.post(address, sent).status_code == 302
    first = Adjudication.objects.current().get()
    assert first.outcome == "stated"
    assert Figure.objects.current().get().value == 1304
    work.post(address, {**sent, "value": "1303", "version": first.pk})
    assert Figure.objects.current().get().value == 1303
    assert Figure.objects.count() == 2
    assert work.post(address, {**sent, "version": first.pk}).status_code == 409
    page = work.get(reverse("coding:round", args=[closed.stem])).content.decode()
    assert "stated anew" in page


def test_accounts_are_aligned_and_settled_with_their_words(blind: Blind, work: Client) -> None:
    for user, kind in ((blind.arta, "act/beating"), (blind.besim, "act/torture")):
        services.code_act(
            blind.text,
            {"act_type": kind, "victim_name": "Besim", "period": "1999-04"},
            cites={name: [(55, 81)] for name in ("act_type", "victim_name", "period")},
            by=user,
        )
    closed = blind.finish()
    (unit,) = selectors.result(blind.dragana, closed).units
    assert [choice.key for choice in unit.differing()] == ["act"]
    work.post(
        reverse("coding:settle", args=[closed.stem, unit.key]),
        {"choose-act": "0", "reason": "Blows alone."},
    )
    account = Account.objects.current().get()
    assert account.victim_name == "Besim"
    assert account.cited.count() == 3
    made = Adjudication.objects.current().get()
    dropped = work.post(
        reverse("coding:settle", args=[closed.stem, unit.key]),
        {"drop": "1", "reason": "Heard twice.", "version": made.pk},
    )
    assert dropped.status_code == 302
    assert not Account.objects.current().exists()


def test_a_closed_round_is_taken_out_by_those_who_may(
    blind: Blind, work: Client, logged_in: Callable[..., Client]
) -> None:
    services.accept(blind.suggested(0), by=blind.arta, corrections={"group": "=1+1"})
    closed = blind.finish()
    address = reverse("coding:round", args=[closed.stem]) + "?export=csv"
    content = work.get(address).content.decode()
    assert "at least 230" in content
    assert ",=1+1" not in content
    assert logged_in(blind.arta).get(address).status_code == 403


def test_a_judge_may_close_early_and_nobody_judges_an_open_round(
    blind: Blind, work: Client
) -> None:
    services.accept(blind.suggested(0), by=blind.arta)
    stem = blind.round.stem
    with pytest.raises(UsageError):
        services.settle_alike(blind.round, by=blind.dragana)
    unit = Coding.objects.get().stem
    assert work.get(reverse("coding:state", args=[stem, unit])).status_code == 404
    close = reverse("coding:close_round", args=[stem])
    assert work.post(close, {"reason": "Time is up.", "version": blind.round.pk}).status_code == 302
    assert work.post(close, {"reason": "Again.", "version": blind.round.pk}).status_code == 409
    with pytest.raises(UsageError):
        services.open_round(blind.text, [blind.arta], fields=ALL, by=blind.dragana)


def test_the_pages_of_a_round_cost_the_same_for_many_units(
    blind: Blind, work: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for at in range(0, 120, 4):
        for user in (blind.arta, blind.besim):
            services.code_figure(blind.text, at, at + 3, values={"value": float(at)}, by=user)
    closed = blind.finish()
    with django_assert_max_num_queries(32):
        work.get(reverse("coding:round", args=[closed.stem]))


def test_the_room_costs_the_same_for_many_suggestions_in_a_round(
    blind: Blind, logged_in: Callable[..., Client]
) -> None:
    client, address = logged_in(blind.arta), reverse("coding:read", args=[blind.text.pk])

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    services.code_figure(blind.text, 0, 3, values={"value": 1.0}, by=blind.arta)
    cost()
    few = cost()
    first = blind.suggested()
    for at in range(40):
        Suggestion.objects.create(
            exhibit=blind.text,
            kind="figure",
            payload=first.payload,
            start=at,
            end=at + 3,
            rule="more",
            tool="test",
            compartment_id=blind.text.compartment_id,
            made_by=blind.dragana,
        )
        services.code_figure(blind.text, at, at + 2, values={"value": 1.0}, by=blind.arta)
    assert cost() == few
