"""Does the page work expressions of forms out as the server does?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.form_expressions import ANSWERS, CASES, DAY, Here

from onrecord.adapters.exchange.xlsform import read_form
from onrecord.core.document.questionnaire import Form, fill, leaves
from onrecord.core.document.questionnaire.expression import as_text, evaluate, parse, plain
from onrecord.core.document.questionnaire.expression.functions import FUNCTIONS
from onrecord.testing.forms import statement_form
from onrecord.web.statements.plan import plan_of

SCRIPTS = Path(__file__).parents[2] / "src/onrecord/web/statements/static/statements"
TODAY = date(2026, 3, 1)
_WORK_OUT = """([cases, answers, today]) => cases.map(([node, current]) => {
  const scope = {today, current, position: 2, answers: (name) => answers[name], column: () => ""};
  return onrecordExpressions.asText(onrecordExpressions.evaluate(node, scope));
})"""
_FILL = """([plan, paths, answers]) => paths.map((path) => {
  const state = onrecordFilling.filled(plan, answers).at(path);
  return [state.applies, state.value, state.wrong !== "", state.choices];
})"""
_FIRST = {
    "full_name": "Arta",
    "age": "44",
    "incident": "2",
    "incident/1/what": "beating killing",
    "incident/1/when": "1999-04-03",
    "incident/1/region": "west",
    "incident/1/town": "gjakova",
    "incident/1/victim": "2",
    "incident/1/victim/1/victim_name": "Besim",
    "incident/1/victim/2/victim_name": "Enver",
    "read_back": "OK",
}
FILLED = (
    {},
    _FIRST,
    {**_FIRST, "age": "17"},
    {**_FIRST, "age": "17", "guardian": "Fatime"},
    {**_FIRST, "age": "about 40"},
    {**_FIRST, "age": "121", "incident": "0"},
    {**_FIRST, "incident/1/region": "south", "incident/1/when": "2026-03-02"},
    {**_FIRST, "incident/1/town": "other", "incident/1/town_other": "Enclave"},
    {**_FIRST, "incident/1/when": "1999-02-31", "incident/1/what": "flying"},
)


@pytest.fixture
def page(browser: Browser) -> Any:
    opened = browser.new_page()
    for name in ("expressions.js", "filling.js"):
        text = (SCRIPTS / name).read_text(encoding="utf-8")
        opened.add_script_tag(content=text)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def form() -> Form:
    read = read_form(statement_form(), "attacks.xlsx").form
    assert read is not None
    return read


def test_both_give_the_same_for_every_case(page: Page) -> None:
    cases = [(plain(parse(text)), current) for text, current, _expected in CASES]
    answers = {name: list(given) for name, given in ANSWERS.items()}
    found = page.evaluate(_WORK_OUT, [cases, answers, DAY.isoformat()])
    wrong = [
        (text, theirs, expected)
        for (text, current, expected), theirs in zip(CASES, found, strict=True)
        if theirs != expected
    ]
    assert wrong == []
    assert all(
        as_text(evaluate(parse(text), Here(current))) == expected
        for text, current, expected in CASES
    )


def test_the_page_knows_every_function_of_the_server(page: Page) -> None:
    answered_elsewhere = {"if", "today", "position", "regex"}
    assert set(page.evaluate("onrecordExpressions.names")) == set(FUNCTIONS) - answered_elsewhere


@pytest.mark.parametrize("answers", FILLED, ids=range(len(FILLED)))
def test_both_fill_a_form_alike(page: Page, form: Form, answers: dict[str, str]) -> None:
    plan = plan_of(form, answers, "en", today=TODAY)
    nodes = list(leaves(fill(form, answers, today=TODAY)))
    found = page.evaluate(_FILL, [plan, [node.path for node in nodes], answers])
    expected = [
        [
            node.applies,
            node.value,
            node.problem is not None,
            [choice.name for choice in node.choices],
        ]
        for node in nodes
    ]
    assert found == expected
