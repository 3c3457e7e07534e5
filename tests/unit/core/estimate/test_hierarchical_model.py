from __future__ import annotations

import pytest

from onrecord.core.estimate.hierarchical_model import HierarchicalModel, all_models, terms
from onrecord.core.kernel.errors import UsageError

LISTS = ("EXH", "ABA", "OSCE", "HRW")


@pytest.mark.parametrize(
    ("lists", "order", "number"),
    [(2, 1, 1), (3, 2, 8), (4, 2, 64), (4, 3, 113), (5, 2, 1024), (5, 3, 6212), (5, 4, 6893)],
)
def test_every_model_is_there_once(lists: int, order: int, number: int) -> None:
    models = all_models(lists, order)
    assert models.shape == (number, len(terms(lists, order)))
    assert len({row.tobytes() for row in models}) == number


def test_a_model_holds_the_parts_of_its_terms() -> None:
    columns = terms(4, 3)
    for held in all_models(4, 3):
        inside = {term for term, there in zip(columns, held, strict=True) if there}
        assert all(part in inside for term in inside for part in columns if part & term == part)


def test_notation() -> None:
    model = HierarchicalModel.of([["HRW", "EXH"], ["OSCE", "ABA", "EXH"], ["HRW", "OSCE"]], LISTS)
    assert model.by_lists() == "[EXH ABA OSCE][EXH HRW][OSCE HRW]"
    assert model.by_numbers(LISTS) == "[123,14,34]"


def test_lists_that_no_term_joins_stand_alone() -> None:
    assert HierarchicalModel.of([], LISTS).by_numbers(LISTS) == "[1,2,3,4]"
    assert HierarchicalModel.of([["ABA", "HRW"]], LISTS).by_numbers(LISTS) == "[24,1,3]"


def test_names_that_would_be_ambiguous_are_quoted() -> None:
    lists = ("Red Cross", 'the "Book"', "HRW")
    model = HierarchicalModel.of([["Red Cross", 'the "Book"']], lists)
    assert model.by_lists() == '["Red Cross" "the ""Book"""][HRW]'


def test_ten_lists_need_a_hyphen() -> None:
    lists = tuple("ABCDEFGHIJ")
    assert HierarchicalModel.of([["A", "J"]], lists).by_numbers(lists).startswith("[1-10,2,3")


def test_terms_as_bitmasks() -> None:
    model = HierarchicalModel.of([["EXH", "OSCE"]], LISTS)
    assert model.masks(LISTS) == {0, 0b0001, 0b0010, 0b0100, 0b1000, 0b0101}


def test_an_unknown_list_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no list of this name"):
        HierarchicalModel.of([["ICRC"]], LISTS)
