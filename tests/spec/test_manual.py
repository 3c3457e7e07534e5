"""Does each method answer as the manual says, and does the manual speak of every method?

Belongs here: what runs the specifications. The specifications lie in ``methods/`` and
``general.py``; ``tools/build_manual.py`` makes the page of them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.spec.manual import Near, Specification, general, methods_specified
from tests.spec.tables import KOSOVO, SHARED

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.core.estimate import all_methods
from onrecord.core.estimate.fast import available
from onrecord.core.kernel.errors import UserError

METHODS = methods_specified()
ALL = [
    *((f"general: {spec.title}", spec) for spec in general()),
    *((f"{name}: {spec.title}", spec) for name, specs in METHODS.items() for spec in specs),
]


def holds(spec: Specification) -> bool:
    found, answer = spec.found(), spec.answer
    if isinstance(answer, Near):
        return bool(found == pytest.approx(answer.numbers, rel=answer.within, abs=answer.to or 0.0))
    if isinstance(answer, float):
        return bool(found == pytest.approx(answer, rel=1e-8))
    return found == answer


@pytest.mark.parametrize("spec", [spec for _, spec in ALL], ids=[name for name, _ in ALL])
def test_the_program_gives_the_answer_of_the_manual(spec: Specification) -> None:
    if spec.compiled and not available():
        pytest.skip("numba is not here: the plain code takes minutes")
    assert holds(spec), spec.found()


def test_every_method_has_an_answer_and_a_refusal_of_its_own() -> None:
    assert set(METHODS) == {method.name for method in all_methods()}
    for name, specs in METHODS.items():
        assert all(f"'{name}'" in spec.expression for spec in specs), name
        assert any(spec.refuses for spec in specs), f"{name} refuses nothing"
        assert any(isinstance(spec.answer, float | Near) for spec in specs), f"{name} has no number"


def test_titles_are_told_apart_and_shared_tables_are_used() -> None:
    for name, specs in {"general": general(), **METHODS}.items():
        assert len({spec.title for spec in specs}) == len(specs), name
        assert all(spec.words for spec in specs), name
    used = [spec.table for _, spec in ALL]
    assert [table.title for table in SHARED if table not in used] == []


@pytest.mark.parametrize("name", ["petersen", "stepwise", "graph-averaging"])
def test_a_wrong_number_and_a_wrong_sentence_would_be_noticed(name: str) -> None:
    """The control: every specification is tight enough to fail."""
    for spec in METHODS[name]:
        if isinstance(spec.answer, str):
            wrong = replace(spec, answer=spec.answer + " Or so.")
        elif isinstance(spec.answer, Near):
            numbers = spec.answer.numbers
            first = numbers[0] if isinstance(numbers, tuple) else numbers
            rest = numbers[1:] if isinstance(numbers, tuple) else ()
            off = (first * 1.03, *rest) if rest else first * 1.03
            wrong = replace(spec, answer=replace(spec.answer, numbers=off))
        else:
            assert spec.answer is not None
            wrong = replace(spec, answer=spec.answer * 1.001)
        assert not holds(wrong), spec.title


def test_the_table_of_kosovo_is_the_one_that_is_shipped() -> None:
    from onrecord.reference import kosovo  # noqa: PLC0415 - only here

    shipped = kosovo().capture_histories
    spec = next(spec for _, spec in ALL if spec.table is KOSOVO)
    assert spec.histories.lists == shipped.lists
    for history, count in shipped.rows:
        assert spec.histories.cell(history) == pytest.approx(count, abs=0.005)


def test_a_person_on_no_list_cannot_be_in_a_table(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("court,press,count\n1,0,40\n0,0,9\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"line 3: This row is a person on no list"):
        read_capture_table(path)
