"""Figures as they stand in a submission bag."""

from __future__ import annotations

import json
from collections.abc import Callable

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.figures.bagged import of_sources
from onrecord.web.figures.services import add_figure, correct_figure
from onrecord.web.sources.bagging import pseudonym
from onrecord.web.sources.services import add_source, keep_text, mark_passage, take_in


def test_only_current_figures_of_these_sources_with_their_words(
    user_of: Callable[..., User], general: Compartment, sealed: Compartment
) -> None:
    arta = user_of("supervisor", [general, sealed])
    sources = [
        add_source({"title": "A report", "kind": "source/report"}, compartment_id=place, by=arta)
        for place in (general.pk, general.pk, sealed.pk)
    ]
    exhibit = take_in(sources[0], b"1,303 persons", name="report.txt", by=arta)
    text = keep_text(exhibit, "1,303 persons", [(0, 13)], by=arta, tool="test", parameters={})
    passage = mark_passage(text, by=arta, start=0, end=5)
    first = add_figure(sources[0], {"value": 1300.0, "where": "p. 1"}, by=arta, passage=passage)
    correct_figure(first, {"value": 1303.0}, by=arta, reason="Misread.")
    for other in sources[1:]:
        add_figure(other, {"value": 7.0, "where": "p. 2"}, by=arta)
    (claim,) = of_sources(arta, [sources[0].pk])
    assert (claim["kind"], claim["id"], claim["version"]) == ("figure", str(first.stem), 2)
    assert claim["coder"] == pseudonym(arta.pk)
    told = json.loads(json.dumps(claim))
    assert told["values"]["value"] == 1303.0
    assert told["passages"] == [
        {
            "exhibit": str(text.pk),
            "sha256": text.sha256,
            "start": 0,
            "end": 5,
            "page": 1,
            "row": None,
            "column": None,
        }
    ]
    outside = user_of("supervisor", [general])
    assert list(of_sources(outside, [sources[2].pk])) == []
