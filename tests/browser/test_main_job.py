"""Does the main job run from a document and a list to a number and back, in each language?"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser import invented, steps
from tests.browser.conftest import LANGUAGES, Enter
from tests.browser.served import Served, contacts

_PRIZREN = "xk-m21"


@pytest.mark.parametrize("language", LANGUAGES)
def test_main_job(language: str, changed: Served, enter: Enter) -> None:
    visit = enter(changed, "arta")
    page = visit.page
    visit.go("/")
    page.select_option("#language", language)
    expect(page.locator("html")).to_have_attribute("lang", LANGUAGES[language])

    steps.take_in(visit, invented.REPORT, title="Report on Bregu", kind="source/report")
    steps.read(visit)
    steps.decide_by_keyboard(visit)
    steps.code_account(
        visit,
        invented.KILLED,
        act="act/killing-deliberate",
        place="Prizren",
        period="1999-05-12",
    )
    act = steps.judge(visit)
    steps.see_act(visit, act, place=_PRIZREN, period="1999-05")

    source = steps.take_in(visit, invented.LIST, title="List JASEN", kind="source/list")
    steps.import_list(visit, source, invented.LIST)
    steps.find_in_other_script(visit)
    steps.merge(visit)

    steps.ask_and_place(visit, title="Killed in Bregu", number=invented.ACCEPTED)
    steps.estimate(visit, title="People of two lists", lists=("LIPA", invented.LIST_NAME))
    steps.trace_to(visit, invented.LIST, source)
    assert not contacts(changed.folder)
