"""A suggestion that a rule cut wrongly is cut anew, and can be put back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.unit.web.coding.conftest import figure_row

from onrecord.core.kernel.errors import Conflict, InputError, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding import services
from onrecord.web.coding.models import Decision, Suggestion
from onrecord.web.coding.selectors import reading
from onrecord.web.coding.services.adjudication import origins_of
from onrecord.web.coding.services.pieces import parts_of, spans_of
from onrecord.web.figures.models import Figure
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import text_of

HTMX = {"HX-Request": "true"}
RANGE = "Between 10,000 and 15,000 persons fled to Kukes."


@pytest.fixture
def wrong(text_in: Callable[..., Exhibit], general: Compartment, dragana: User) -> Suggestion:
    """A list of two numbers that a rule took for one figure."""
    text = text_in(general, by=dragana, text=RANGE, suggested=False)
    start, end = RANGE.index("10,000"), RANGE.index(" persons")
    payload = {
        **figure_row("944", value=10_000, group="Albanians"),
        "start": start,
        "end": end,
        "quote": RANGE[start:end],
    }
    return Suggestion.objects.create(
        exhibit=text,
        kind="figure",
        payload=payload,
        start=start,
        end=end,
        rule="exact",
        tool="test",
        compartment_id=general.pk,
        made_by=dragana,
    )


def seen(user: User, text: Exhibit) -> list[Suggestion]:
    return list(reading.suggestions(user).filter(exhibit=text).order_by("start", "pk"))


def test_a_split_puts_two_in_the_place_of_one(wrong: Suggestion, dragana: User) -> None:
    spans = spans_of(wrong, ["10,000", "15,000"], RANGE)
    first, second = services.split(wrong, spans, by=dragana)
    assert (first.payload["value"], second.payload["value"]) == (10_000, 15_000)
    assert second.payload["group"] == "Albanians"
    assert RANGE[second.start : second.end] == "15,000"
    assert [one.pk for one in origins_of(second)] == [wrong.pk]
    assert [one.pk for one in seen(dragana, wrong.exhibit)] == [wrong.pk, first.pk, second.pk]
    decision = services.accept(second, by=dragana)
    figure = Figure.objects.get(stem=decision.claim)
    assert (figure.value, figure.group) == (15_000, "Albanians")
    assert reading.progress(dragana, wrong.exhibit).open == 1


def test_undo_puts_it_back_unless_a_part_is_decided(wrong: Suggestion, dragana: User) -> None:
    spans = spans_of(wrong, ["10,000", "15,000"], RANGE)
    first, _second = services.split(wrong, spans, by=dragana)
    accepted = services.accept(first, by=dragana)
    replaced = Decision.objects.current().get(suggestion=wrong)
    with pytest.raises(UsageError, match="decided about what came of"):
        services.undo(replaced, by=dragana)
    services.undo(accepted, by=dragana)
    services.undo(replaced, by=dragana)
    assert [one.pk for one in seen(dragana, wrong.exhibit)] == [wrong.pk]
    # Split again: the parts of the first time do not come back.
    services.split(wrong, spans, by=dragana)
    assert len(seen(dragana, wrong.exhibit)) == 3


def test_two_are_joined_and_parted_again(text: Exhibit, dragana: User) -> None:
    first, second = (one for one in seen(dragana, text) if one.payload.get("group"))
    joined = services.join(first, second, by=dragana)
    assert (joined.start, joined.end) == (first.start, second.end)
    assert {one.pk for one in origins_of(joined)} == {first.pk, second.pk}
    with pytest.raises(Conflict):
        services.accept(second, by=dragana)
    # Whichever of the two is undone, both come back.
    services.undo(Decision.objects.current().get(suggestion=second), by=dragana)
    assert not Decision.objects.current().exists()
    assert joined.pk not in {one.pk for one in seen(dragana, text)}


def test_what_no_rule_reads_in_joined_words_stays_in_words(text: Exhibit, dragana: User) -> None:
    first, second = (one for one in seen(dragana, text) if one.payload.get("group"))
    joined = services.join(first, second, by=dragana)
    words = text_of(text)[joined.start : joined.end]
    assert (joined.payload["bound"], joined.payload["wording"]) == ("worded", words)


def test_a_suggestion_moves_with_its_values(text: Exhibit, dragana: User) -> None:
    one = next(one for one in seen(dragana, text) if one.payload.get("place"))
    moved = services.move(one, one.start, one.end + 5, by=dragana)
    assert moved.payload["value"] == 230
    assert moved.payload["quote"] == text_of(text)[one.start : one.end + 5]
    with pytest.raises(Conflict):
        services.move(one, 0, 5, by=dragana)
    with pytest.raises(UsageError):
        services.move(moved, moved.start, moved.end, by=dragana)


def test_what_cannot_be_cut_is_refused_and_changes_nothing(text: Exhibit, dragana: User) -> None:
    total = next(one for one in seen(dragana, text) if one.kind == "total")
    figure = next(one for one in seen(dragana, text) if one.kind == "figure")
    with pytest.raises(UsageError):
        services.split(total, [(0, 3), (4, 6)], by=dragana)
    with pytest.raises(UsageError):
        services.split(figure, [(0, 6), (4, 9)], by=dragana)
    with pytest.raises(UsageError):
        services.join(figure, figure, by=dragana)
    with pytest.raises(InputError):
        services.move(figure, 5, 10**6, by=dragana)
    with pytest.raises(InputError):
        spans_of(figure, ["words that", "are not there"], text_of(text))
    assert not Decision.objects.exists()


def test_numbers_in_the_words_are_a_first_cut() -> None:
    assert parts_of("10,000 and 15,000", "en") == ["10,000", "15,000"]
    assert parts_of("Between 10,000 and 15,000", "en") == ["10,000", "15,000"]
    assert parts_of("all men and women", "en") == ["all men", "women"]


def test_the_pages_of_cutting(wrong: Suggestion, work: Client) -> None:
    room = work.get(reverse("coding:read", args=[wrong.exhibit_id])).content.decode()
    assert 'data-room-key="s"' in room
    assert 'data-room-key="m"' in room
    address = reverse("coding:split", args=[wrong.pk])
    assert "10,000\n15,000" in work.get(address, headers=HTMX).content.decode()
    assert work.post(address, {"parts": "10,000"}).status_code == 200
    bad = work.post(address, {"parts": "10,000\n99"}, headers=HTMX)
    assert "These words do not stand there." in bad.content.decode()
    assert bad["HX-Retarget"] == f"#form-s{wrong.pk}"
    done = work.post(address, {"parts": "10,000\n15,000"}, headers=HTMX)
    assert f"at={wrong.start}" in done["HX-Redirect"]
    first = Suggestion.objects.exclude(made_in=None).order_by("start")[0]
    joined = work.post(reverse("coding:join", args=[first.pk]))
    assert joined.status_code == 302
    assert Suggestion.objects.filter(rule="joined by hand").count() == 1
    last = Suggestion.objects.get(rule="joined by hand")
    assert work.post(reverse("coding:join", args=[last.pk])).status_code == 400
    assert work.post(reverse("coding:move", args=[last.pk]), {"start": ""}).status_code == 400
    moved = work.post(reverse("coding:move", args=[last.pk]), {"start": 0, "end": 25})
    assert moved.status_code == 302
    decision = Decision.objects.current().get(suggestion=last)
    undone = work.post(
        reverse("coding:undo", args=[last.pk]), {"decision": decision.pk}, headers=HTMX
    )
    assert "HX-Redirect" in undone.headers
