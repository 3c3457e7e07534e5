"""What a search finds of what a person may see."""

from __future__ import annotations

import pytest
from tests.unit.web.search.conftest import AddSource, AddText, Search

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.figures.services import add_figure, ask
from onrecord.web.people.derived import derived
from onrecord.web.people.models import Mention
from onrecord.web.people.services import persons
from onrecord.web.search.selectors import Answer
from onrecord.web.sources.services import record_consent


def titles(answer: Answer, kind: str = "") -> list[str]:
    return [
        "".join(piece.text for piece in hit.title)
        for group in answer.groups
        for hit in group.hits
        if kind in {"", group.kind.name}
    ]


def marked_words(answer: Answer) -> set[str]:
    return {
        piece.text
        for group in answer.groups
        for hit in group.hits
        for pieces in (hit.title, *(line.pieces for line in hit.lines))
        for piece in pieces
        if piece.is_found
    }


@pytest.mark.parametrize("words", ["Gjakova", "Djakovica", "Ђаковица", "ĐAKOVICA", "gjakovë"])
def test_every_name_of_a_place_finds_every_other(
    words: str, arta: User, general: Compartment, add: AddSource, add_text: AddText, search: Search
) -> None:
    for title in ("Report from Đakovica", "Raport nga Gjakova", "Извештај: Ђаковица"):
        add(title, general)
    add("Report from Prizren", general)
    add_text("It burned in Gjakovë in April.", general)
    answer = search(arta, words)
    assert len(titles(answer, "source")) == 3
    assert len(titles(answer, "document")) == 1
    assert marked_words(answer) == {"Đakovica", "Gjakova", "Ђаковица", "Gjakovë"}
    assert answer.also


def test_a_line_of_a_text_leads_to_its_place_in_the_reading_room(
    arta: User, general: Compartment, add_text: AddText, search: Search
) -> None:
    text = "Nothing here. " * 600 + "Armed men came to Kamenovo. " + "Nothing here. " * 600
    exhibit = add_text(text, general)
    (group,) = search(arta, '"armed men"').groups
    (hit,) = group.hits
    (line,) = hit.lines
    assert line.url == f"/coding/read/{exhibit.pk}/?at={text.index('Armed')}"
    assert [piece.text for piece in line.pieces if piece.is_found] == ["Armed men"]


def test_words_of_a_phrase_that_stand_apart_are_not_found(
    arta: User, general: Compartment, add_text: AddText, search: Search
) -> None:
    add_text("The men were armed. They came.", general)
    assert search(arta, '"armed men"').count == 0
    assert search(arta, "armed men").count == 1
    assert search(arta, "men -armed").count == 0
    assert search(arta, 'men -"armed men"').count == 1
    assert search(arta, "arm* me").count == 0
    assert search(arta, "arm* they").count == 1


def test_claims_and_judgements_are_found(
    arta: User, general: Compartment, add: AddSource, search: Search
) -> None:
    source = add("Register of the missing", general)
    add_figure(
        source,
        {
            "bound": "exact",
            "value": 1303,
            "counted": "open cases",
            "place": "Prizren",
            "where": "p. 3",
        },
        by=arta,
    )
    ask(
        {"title": "How many are missing?", "measure": "missing", "place": "Kosovo"},
        compartment_id=general.pk,
        by=arta,
    )
    assert titles(search(arta, "1,303"), "figure") == ["1,303 persons, open cases"]
    assert titles(search(arta, "missing", kind="question")) == ["How many are missing?"]
    assert titles(search(arta, "prizren")) == ["1,303 persons, open cases"]


def _mention(source_id: int, compartment: Compartment, by: User, **values: str) -> Mention:
    return Mention.objects.create(
        source_id=source_id,
        compartment=compartment,
        made_by=by,
        **values,
        **derived(values),
    )


def test_a_person_is_found_by_a_name_of_a_mention(
    arta: User,
    besim: User,
    general: Compartment,
    sealed: Compartment,
    add: AddSource,
    search: Search,
) -> None:
    source, hidden = add("A list", general), add("Another list", sealed)
    one = _mention(source.pk, general, arta, name="Љубица Лумић", surname="Лумић")
    two = _mention(hidden.pk, sealed, arta, name="Ljubica Marović", surname="Marović")
    judged = persons.merge({one.stem: frozenset(), two.stem: frozenset()}, by=arta, reason="Same.")
    found = search(arta, "marovic")
    assert judged.person.code in titles(found, "person")[0]
    assert titles(found, "mention") == ["Ljubica Marović"]
    assert search(besim, "marovic") == search(besim, "qwertyuiop")
    assert search(arta, judged.person.code.split("-")[1]).count == 1


def test_results_can_be_narrowed(
    arta: User, general: Compartment, add: AddSource, search: Search
) -> None:
    one = add("Report one", general, language="en", made="1999-04-14")
    add("Report two", general, language="sq", made="1999-06")
    add("Report three", general)
    assert len(titles(search(arta, "report"))) == 3
    assert titles(search(arta, "report", language="sq")) == ["Report two"]
    assert titles(search(arta, "report", source=str(one.pk))) == ["Report one"]
    assert titles(search(arta, "report", **{"from": "1999-05"})) == ["Report two"]
    assert titles(search(arta, "report", to="1999-04")) == ["Report one"]
    assert titles(search(arta, "report", kind="mention")) == []


def test_texts_are_narrowed_by_the_date_of_their_source(
    arta: User, general: Compartment, add_text: AddText, search: Search
) -> None:
    add_text("Police came.", general)
    assert search(arta, "police", **{"from": "1999"}).count == 0
    assert search(arta, "police").count == 1


def test_the_best_come_first_and_pages_follow(
    arta: User, general: Compartment, add: AddSource, search: Search
) -> None:
    add("A list", general, originator="Linden Watch")
    for number in range(30):
        add(f"Linden {number}", general)
    first = search(arta, "linden", kind="source")
    (group,) = first.groups
    assert (group.count, len(group.hits), bool(group.next)) == (31, 25, True)
    (last,) = search(arta, "linden", kind="source", page="2").groups
    assert titles(search(arta, "linden", kind="source", page="2"))[-1] == "A list"
    assert len(last.hits) == 6


def test_what_a_giver_withdrew_is_found_by_supervisors_alone(
    arta: User, besim: User, general: Compartment, add_text: AddText, search: Search
) -> None:
    text = add_text("Zarezimale told it.", general, title="A statement")
    assert search(besim, "zarezimale").count == 1
    record_consent(text.source, "internal", given=False, on=None, by=arta, reason="She asked.")
    assert search(besim, "zarezimale").count == 0
    assert search(arta, "zarezimale").count == 1
    assert titles(search(besim, "statement")) == ["A statement"]


def test_whoever_may_enter_nothing_finds_nothing(
    general: Compartment, add: AddSource, user_of: object, search: Search
) -> None:
    add("Report", general)
    assert search(user_of("reader", []), "report") == Answer()  # type: ignore[operator]
    assert search(user_of("auditor", [general]), "report").count == 0  # type: ignore[operator]
