"""Accounts as they stand in a submission bag."""

from __future__ import annotations

import json
from collections.abc import Callable

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding import services as coding
from onrecord.web.coding.bagged import of_sources
from onrecord.web.sources.services import add_source, keep_text, mark_passage, take_in


def test_an_account_cites_its_words_and_alleges(
    user_of: Callable[..., User], general: Compartment
) -> None:
    arta = user_of("supervisor", [general])
    source = add_source(
        {"title": "Told", "kind": "source/statement"}, compartment_id=general.pk, by=arta
    )
    words = "Armed men shot Besim."
    exhibit = take_in(source, words.encode(), name="told.txt", by=arta)
    text = keep_text(exhibit, words, [(0, 21)], by=arta, tool="test", parameters={})
    passage = mark_passage(text, by=arta, start=0, end=9)
    values = {
        "act_type": "act/killing-deliberate",
        "victim_name": "Besim",
        "perpetrator_text": "Armed men",
    }
    cited = {name: [passage] for name in values}
    coding.code_account(source, values, passages=cited, by=arta)
    (claim,) = of_sources(arta, [source.pk])
    told = json.loads(json.dumps(claim))
    assert told["values"]["status"] == "alleged"
    assert told["values"]["victim_name"] == "Besim"
    assert {row["value"] for row in told["passages"]} == set(values)
    assert {row["sha256"] for row in told["passages"]} == {text.sha256}
    outsider = user_of("supervisor", [])
    assert list(of_sources(outsider, [source.pk])) == []
