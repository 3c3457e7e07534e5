"""What applies, what is worked out, and what is wrong in a filled form?"""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.adapters.exchange.xlsform import read_form
from onrecord.core.document.questionnaire import Form, Node, fill, leaves, problems
from onrecord.core.document.questionnaire.definition import Question
from onrecord.testing.forms import workbook

TODAY = date(2026, 3, 1)


def node_at(form: Form, answers: dict[str, str], path: str) -> Node:
    return next(one for one in leaves(fill(form, answers, today=TODAY)) if one.path == path)


def small(*rows: dict[str, object]) -> Form:
    read = read_form(workbook([{"label": "x", **row} for row in rows]), "small.xlsx")
    assert read.form is not None, read.errors
    return read.form


def test_a_complete_form_has_no_problem(form: Form, answers: dict[str, str]) -> None:
    assert problems(fill(form, answers, today=TODAY)) == []


def test_a_question_that_does_not_apply_counts_for_nothing_and_keeps_what_was_typed(
    form: Form, answers: dict[str, str]
) -> None:
    answers["guardian"] = "Fatime"
    node = node_at(form, answers, "guardian")
    assert (node.applies, node.value, node.counted) == (False, "Fatime", "")
    answers["age"] = "17"
    node = node_at(form, answers, "guardian")
    assert (node.applies, node.counted) == (True, "Fatime")


@pytest.mark.parametrize(
    ("path", "answer", "words"),
    [
        ("full_name", "", "Име је потребно."),
        ("age", "121", "Старост је између 0 и 120."),
        ("age", "about 40", "Write a whole number."),
        ("incident/1/when", "2026-03-02", "Тај дан још није дошао."),
        ("incident/1/when", "1999-02-31", "Write a day as YYYY-MM-DD."),
        ("incident/1/what", "", "An answer is needed."),
        ("incident/1/what", "beating flying", "What was chosen is not among"),
        ("incident/1/town", "prizren", "What was chosen is not among"),
        ("read_back", "yes", "Tick the box"),
        ("full_name", "x" * 20_001, "more than 20,000 characters"),
    ],
)
def test_each_wrong_answer_says_why(
    form: Form, answers: dict[str, str], path: str, answer: str, words: str
) -> None:
    (node,) = problems(fill(form, {**answers, path: answer}, today=TODAY))
    assert node.path == path
    assert node.problem is not None
    assert words in (node.problem.words.text("sr-Cyrl") or str(node.problem.remark))


def test_calculations_see_every_turn_of_a_repeat(form: Form, answers: dict[str, str]) -> None:
    assert node_at(form, answers, "victims").value == "2"
    assert node_at(form, answers, "incident/2/turn").value == "2"


def test_labels_show_answers_in_the_readers_language(form: Form, answers: dict[str, str]) -> None:
    node = node_at(form, answers, "incident/1/story")
    assert node.words(node.item.label, "sr-Cyrl") == "Шта се десило у Ђаковица, догађај 1?"
    assert node.words(node.item.label, "sq") == "Çfarë ndodhi në Gjakova, ngjarja 1?"


def test_choices_follow_the_filter(form: Form, answers: dict[str, str]) -> None:
    names = [one.name for one in node_at(form, answers, "incident/1/town").choices]
    assert names == ["gjakova", "other"]


def test_the_other_choice_asks_what_is_meant(form: Form, answers: dict[str, str]) -> None:
    assert not node_at(form, answers, "incident/1/town_other").applies
    answers["incident/1/town"] = "other"
    assert node_at(form, answers, "incident/1/town_other").applies


def test_a_count_fixes_the_turns_of_a_repeat() -> None:
    form = small(
        {"type": "integer", "name": "n"},
        {"type": "begin repeat", "name": "child", "repeat_count": "${n}"},
        {"type": "text", "name": "name"},
        {"type": "end repeat"},
        {"type": "calculate", "name": "all", "calculation": "count(${child})"},
    )
    for given, expected in (("3", "3"), ("", "0"), ("-2", "0"), ("900", "100")):
        assert node_at(form, {"n": given}, "all").value == expected


def test_a_repeat_that_does_not_apply_has_no_turns() -> None:
    form = small(
        {"type": "text", "name": "any"},
        {"type": "begin repeat", "name": "child", "relevant": "${any} = 'yes'"},
        {"type": "text", "name": "name"},
        {"type": "end repeat"},
        {"type": "calculate", "name": "named", "calculation": "count-non-empty(${name})"},
    )
    answers = {"any": "no", "child/1/name": "Goran"}
    assert node_at(form, answers, "named").value == "0"
    assert node_at(form, {**answers, "any": "yes"}, "named").value == "1"


def test_defaults_stand_until_somebody_answers() -> None:
    form = small(
        {"type": "date", "name": "day", "default": "today()"},
        {"type": "text", "name": "land", "default": "Kosovo"},
        {"type": "text", "name": "copy", "calculation": "${land}", "read_only": "yes"},
    )
    assert node_at(form, {}, "day").value == "2026-03-01"
    assert node_at(form, {"land": ""}, "land").value == ""
    assert node_at(form, {"copy": "typed"}, "copy").value == "Kosovo"


def test_numbers_may_be_written_with_a_comma() -> None:
    form = small({"type": "decimal", "name": "weight"})
    assert node_at(form, {"weight": " 2,5 "}, "weight").value == "2.5"
    assert node_at(form, {"weight": "2,5,1"}, "weight").problem is not None


def test_a_long_chain_of_calculations_is_no_deep_recursion() -> None:
    deep = "+".join(["1"] * 140)
    rows: list[dict[str, object]] = [{"type": "integer", "name": "c0"}]
    rows += [
        {"type": "calculate", "name": f"c{n}", "calculation": f"((((${{c{n - 1}}} + {deep}))))"}
        for n in range(1, 400)
    ]
    form = small(*reversed(rows))
    assert node_at(form, {"c0": "1"}, "c399").value == str(1 + 399 * 140)


def test_answers_of_unknown_paths_are_left_alone(form: Form, answers: dict[str, str]) -> None:
    strange = {"incident/x/what": "killing", "nobody": "1", "incident/-1/what": "x", "": "y"}
    known = fill(form, answers, today=TODAY)
    assert fill(form, {**answers, **strange}, today=TODAY) == known
    assert all(isinstance(one.item, Question) for one in leaves(known))
