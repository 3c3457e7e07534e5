"""The acts, actors and places that a careful reader marks in the two seeds, against those found.

The rules were written by somebody who had read both seeds, so these scores are the best that one
can hope for; docs/explanation/what-the-lexicon-finds.md gives those on texts not read before.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.core.document.actors import BODIES
from onrecord.core.document.acts import ActStatus
from onrecord.core.document.dates import find_dates
from onrecord.core.document.figures import find_figures
from onrecord.core.document.spans import Quoted
from onrecord.core.document.who_did_what import WhoDidWhat, who_did_what
from onrecord.vocab.gazetteer.world import gazetteer_for_texts
from onrecord.vocab.lexicon import default_lexicon

HERE = Path(__file__).parent
DOCUMENTS = ("human-rights-in-kosovo.txt", "prisoners-in-our-own-homes.txt")

pytestmark = pytest.mark.data


@dataclass(frozen=True)
class Name:
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Marked:
    document: str
    start: int
    end: int
    anchor: str
    kind: str

    def is_met_by(self, document: str, found: Quoted) -> bool:
        return document == self.document and found.start < self.end and self.start < found.end


@pytest.fixture(scope="module")
def texts(shared_data: Callable[[str], Path]) -> dict[str, str]:
    return {name: shared_data(f"seeds/{name}").read_text("utf-8") for name in DOCUMENTS}


@pytest.fixture(scope="module")
def found(texts: dict[str, str]) -> dict[str, WhoDidWhat[Name]]:
    return {
        name: who_did_what(
            text,
            default_lexicon(),
            places=[
                Name(one.start, one.end, one.text) for one in gazetteer_for_texts().find_all(text)
            ],
            dates=list(find_dates(text)),
            figures=list(find_figures(text)),
        )
        for name, text in texts.items()
    }


def marked(file: str, texts: dict[str, str], column: str | None) -> list[Marked]:
    with (HERE / file).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    marks = []
    for row in rows:
        if row.get("status", "asserted") != "asserted":
            continue
        start = -1
        for _ in range(int(row["occurrence"])):
            start = texts[row["document"]].index(row["anchor"], start + 1)
        end = start + len(row["anchor"])
        kind = row[column] if column else ""
        marks.append(Marked(row["document"], start, end, row["anchor"], kind))
    return marks


def f1(title: str, marks: Sequence[Marked], found: Sequence[tuple[str, Quoted, str]]) -> float:
    """Pair each mark with one finding that shares a character and has the same kind."""
    left = list(found)
    missed = []
    for mark in marks:
        hit = next((one for one in left if mark.is_met_by(*one[:2]) and one[2] == mark.kind), None)
        if hit is None:
            missed.append(mark.anchor)
        else:
            left.remove(hit)
    right = len(marks) - len(missed)
    precision, recall = right / len(found), right / len(marks)
    score = 2 * right / (len(found) + len(marks))
    sys.stdout.write(f"{title}: precision {precision:.3f}, recall {recall:.3f}, F1 {score:.3f}\n")
    sys.stdout.write(f"  missed: {missed}\n  not marked: {[one.quote for _, one, _ in left]}\n")
    return score


def test_places(texts: dict[str, str], found: dict[str, WhoDidWhat[Name]]) -> None:
    places = [(name, one, "") for name, all_ in found.items() for one in all_.places]
    assert f1("places", marked("seed_places.csv", texts, None), places) >= 0.95


def test_actors_with_their_class(texts: dict[str, str], found: dict[str, WhoDidWhat[Name]]) -> None:
    """Organisation, authority and force are shades of one class: a body."""
    actors = [
        (name, one, "body" if one.kind in BODIES else one.kind)
        for name, all_ in found.items()
        for one in (*all_.actors, *all_.people)
    ]
    marks = [
        Marked(one.document, one.start, one.end, one.anchor, "body") if one.kind in BODIES else one
        for one in marked("seed_actors.csv", texts, "kind")
    ]
    assert f1("actors", marks, actors) >= 0.85


def test_acts_with_their_concept(texts: dict[str, str], found: dict[str, WhoDidWhat[Name]]) -> None:
    acts = [
        (name, one, one.concept or "")
        for name, all_ in found.items()
        for one in all_.acts
        if one.status is ActStatus.asserted
    ]
    assert f1("acts", marked("seed_acts.csv", texts, "concept"), acts) >= 0.75


def words(text: str | None) -> set[str]:
    return set((text or "").lower().split()) - {"the", "a", "an", "from", "about"}


def share_right(
    column: str, texts: dict[str, str], found: dict[str, WhoDidWhat[Name]]
) -> tuple[float, float]:
    """Return how many stated fields were read, and how many of the read ones were stated so."""
    with (HERE / "seed_acts.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["status"] == "asserted"]
    marks = marked("seed_acts.csv", texts, "concept")
    stated = read = right = 0
    for row, mark in zip(rows, marks, strict=True):
        acts = [one for one in found[mark.document].acts if mark.is_met_by(mark.document, one)]
        if not acts:
            continue
        value = getattr(acts[0], column)
        stated += bool(row[column])
        read += value is not None
        right += value is not None and bool(words(row[column]) & words(value))
    return right / stated, right / read


@pytest.mark.parametrize(
    ("column", "recall", "precision"),
    [
        ("victims", 0.5, 0.8),
        ("alleged_perpetrator", 0.5, 0.7),
        ("place", 0.5, 0.5),
        ("period", 0.7, 0.5),
        ("attribution", 0.6, 0.7),
    ],
)
def test_the_fields_of_acts(
    column: str,
    recall: float,
    precision: float,
    texts: dict[str, str],
    found: dict[str, WhoDidWhat[Name]],
) -> None:
    """What a careful reader takes from the whole paragraph, the rules take from one clause."""
    got_recall, got_precision = share_right(column, texts, found)
    sys.stdout.write(f"{column}: recall {got_recall:.2f}, precision {got_precision:.2f}\n")
    assert got_recall >= recall
    assert got_precision >= precision


def test_who_reports_is_never_the_one_accused(found: dict[str, WhoDidWhat[Name]]) -> None:
    accused = {act.alleged_perpetrator for one in found.values() for act in one.acts}
    assert not any("Amnesty" in (name or "") for name in accused)


def test_people_have_the_role_that_the_text_gives(found: dict[str, WhoDidWhat[Name]]) -> None:
    roles = {one.name: one.role for all_ in found.values() for one in all_.people if one.role}
    assert roles["Kate Allen"] == "UK Director of Amnesty International"
    assert roles["Kofi Annan"] == "then-UN Secretary-General"
    assert set(roles) == {"Kate Allen", "Kofi Annan", "Slobodan Milosevic", "Nataša Kandić"}


def test_an_account_joins_an_act_with_its_figure(found: dict[str, WhoDidWhat[Name]]) -> None:
    accounts = found["prisoners-in-our-own-homes.txt"].accounts
    fled = next(one for one in accounts if one.act.victims and "230,000" in one.act.victims)
    assert fled.figure is not None
    assert fled.figure.quote == "more then 230,000"
    assert (fled.act.concept, fled.act.place, fled.act.period) == ("act/flight", "Kosovo", "1999")
