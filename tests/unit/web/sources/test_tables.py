from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.unit.web.sources.paged_scene import paged_text

from onrecord.core.document.document_text import Box, DocumentText, Word
from onrecord.core.kernel.errors import InputError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.site import register
from onrecord.web.sources.layout import document_of
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.paper import words_on
from onrecord.web.sources.tables import TOOL, Cut, keep_table, rows_of

UserOf = Callable[..., User]
LogIn = Callable[..., Client]


@pytest.fixture
def supervisor(user_of: UserOf, general: Compartment) -> User:
    return user_of("supervisor", [general])


@pytest.fixture
def text(supervisor: User, general: Compartment) -> Exhibit:
    return paged_text(general, supervisor)


def edge_of(text: Exhibit, by: User) -> tuple[DocumentText, tuple[Word, ...], float]:
    document = document_of(by, text)
    words = words_on(text, document, 3)
    village = next(word for word in words if document.text[word.start : word.end] == "Village")
    dead = next(word for word in words if document.text[word.start : word.end] == "Dead")
    return document, words, (village.box.right + dead.box.left) / 2


def test_a_table_is_cut_at_the_edges_and_kept_as_csv(text: Exhibit, supervisor: User) -> None:
    document, words, edge = edge_of(text, supervisor)
    last = max(word.box.top for word in words)
    cut = Cut(edges=(edge,), bottom=last)
    rows = rows_of(document, words, cut)
    assert rows == [["Village", "Dead"], ["Prizren", "12"], ["Gjakova", "7"]]
    kept = keep_table(text, rows, cut, page=3, by=supervisor)
    assert register.archive().read(kept.sha256) == b"Village,Dead\nPrizren,12\nGjakova,7\n"
    assert (kept.derived_from, kept.tool) == (text.derived_from, TOOL)
    assert kept.parameters["page"] == 3
    assert kept.name.endswith("-page-3.csv")


def test_formulas_stay_words_and_columns_have_names_of_their_own(
    text: Exhibit, supervisor: User
) -> None:
    cut = Cut(edges=(0.5, 0.6))
    rows = [["Name", "Name", ""], ["=1+1", "-5", "@x"]]
    kept = keep_table(text, rows, cut, page=1, by=supervisor)
    content = register.archive().read(kept.sha256).decode()
    assert content == "Name,Name (2),column 3\n'=1+1,-5,'@x\n"
    plain = keep_table(
        text, [["a", "b"]], Cut(edges=(0.5,), has_heading=False), page=1, by=supervisor
    )
    assert register.archive().read(plain.sha256) == b"column 1,column 2\na,b\n"


@pytest.mark.parametrize(
    "values",
    [
        {"edges": (0.0,)},
        {"edges": (1.0,)},
        {"edges": (float("nan"),)},
        {"edges": (), "top": 0.5, "bottom": 0.5},
        {"edges": (), "top": -0.1},
        {"edges": (), "bottom": float("nan")},
        {"edges": tuple((number + 1) / 100 for number in range(41))},
    ],
)
def test_borders_beyond_the_page_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(InputError):
        Cut(**values)  # type: ignore[arg-type]  # parametrised


def test_a_table_without_rows_is_not_kept(text: Exhibit, supervisor: User) -> None:
    with pytest.raises(InputError, match="no rows"):
        keep_table(text, [["Village"]], Cut(edges=()), page=3, by=supervisor)


def test_words_in_no_order_never_lose_a_word() -> None:
    words = tuple(
        Word(start=at, end=at + 1, box=Box(1, at / 10, 0.1, at / 10 + 0.05, 0.12), confidence=1)
        for at in range(9)
    )
    document = DocumentText(text="abcdefghi", pages=((0, 9),), media_type="", words=words)
    rows = rows_of(document, words[::-1], Cut(edges=(0.24, 0.58)))
    assert rows == [["abc", "def", "ghi"]]


def test_the_page_proposes_shows_and_keeps(
    text: Exhibit, supervisor: User, logged_in: LogIn
) -> None:
    client = logged_in(supervisor)
    address = reverse("sources:pick_table", args=[text.pk, 3])
    assert "Prizren" in client.get(address).content.decode()
    _document, words, edge = edge_of(text, supervisor)
    bottom = f"{max(word.box.top for word in words) * 100:.2f}"
    sent = {"edges": f"{edge * 100:.1f}", "top": "0", "bottom": bottom, "heading": "on"}
    shown = client.get(address, sent).content.decode()
    assert '<th scope="col">Village</th>' in shown
    assert "signed" not in shown
    answer = client.post(address, sent, follow=True)
    kept = Exhibit.objects.get(tool=TOOL)
    assert kept.name in answer.content.decode()
    assert reverse("people:columns", args=[kept.pk]) in answer.content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"edges": "nan", "top": "0", "bottom": "100"},
        {"edges": "inf 5", "top": "0", "bottom": "100"},
        {"edges": "<script>", "top": "0", "bottom": "100"},
        {"edges": "50", "top": "90", "bottom": "10"},
        {"edges": "50", "top": "nan", "bottom": "x"},
        {"edges": "50", "top": "0"},
    ],
)
def test_hostile_borders_keep_nothing(
    text: Exhibit, supervisor: User, logged_in: LogIn, sent: dict[str, str]
) -> None:
    answer = logged_in(supervisor).post(reverse("sources:pick_table", args=[text.pk, 3]), sent)
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().replace("<script src", "")
    assert not Exhibit.objects.filter(tool=TOOL).exists()
