"""The seed documents with a few words changed: other faults of the same kind, and faults mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.core.kernel.finding import Severity
from onrecord.flows.check import check_reading
from onrecord.flows.read import read_document

pytestmark = pytest.mark.data
ARTICLE, RELEASE = "human-rights-in-kosovo.txt", "prisoners-in-our-own-homes.txt"
Changes = dict[str, str]
CASES = [
    # the same fault with other numbers, dates, bodies
    (ARTICLE, "before_it_existed", True, {"January 1, 1998": "May 6, 1997", "1,303": "2,303"}),
    (ARTICLE, "before_it_existed", True, {"and UNMIK cited": "and KFOR cited"}),
    (ARTICLE, "before_it_existed", True, {"and UNMIK cited": "and EULEX cited"}),
    (ARTICLE, "event_dates", True, {"independence in 2009": "independence in 2006"}),
    (ARTICLE, "event_dates", True, {"achieved independence in": "declared independence in May"}),
    (
        ARTICLE,
        "magnitudes",
        True,
        {"nearly one million": "more than 700,000", "80 percent": "70 %"},
    ),
    (ARTICLE, "magnitudes", True, {"displaced thousands of": "displaced hundreds of"}),
    (ARTICLE, "share_without_base", True, {"about 36 percent": "48 per cent"}),
    (ARTICLE, "parts_and_total", True, {"944 Serbs": "954 Serbs"}),
    (RELEASE, "bounds", True, {"eight per cent": "7 per cent", "100,000": "95,000"}),
    (RELEASE, "bounds", True, {"about three per cent": "about 4 per cent", "67,000": "50,000"}),
    (RELEASE, "bounds", True, {"More than half the": "More than two thirds of the"}),
    (RELEASE, "undated_document", True, {"have returned": "have returned so far"}),
    (RELEASE, "institution_roles", True, {"UNMIK (the UN civilian": "KFOR (the UN civilian"}),
    (RELEASE, "stock_and_flow", True, {"5,800": "580,000", "more then 230,000": "some 230,000"}),
    # the fault mended
    (ARTICLE, "before_it_existed", False, {"January 1, 1998": "January 1, 2002"}),
    (ARTICLE, "before_it_existed", False, {"authorities and UNMIK cited": "authorities cited"}),
    (ARTICLE, "event_dates", False, {"independence in 2009": "independence in 2008"}),
    (
        ARTICLE,
        "magnitudes",
        False,
        {"displaced thousands of": "displaced hundreds of thousands of"},
    ),
    (ARTICLE, "share_without_base", False, {"36 percent of these women": "36 of 100 women"}),
    (ARTICLE, "parts_and_total", False, {}),
    (RELEASE, "bounds", False, {"about three per cent": "about one per cent"}),
    (RELEASE, "bounds", False, {"eight per cent": "eighteen per cent"}),
    (RELEASE, "bounds", False, {"67,000": "167,000"}),
    (RELEASE, "bounds", False, {"100,000": "10,000", "eight per cent": "twelve per cent"}),
    (RELEASE, "undated_document", False, {"Log in\n": "Log in\n29 April 2003\n"}),
    (RELEASE, "institution_roles", False, {"(the UN civilian police force)": "(the UN mission)"}),
    (RELEASE, "inserted_words", False, {"Children's rights": "children"}),
    (RELEASE, "stock_and_flow", False, {}),
    (RELEASE, "stock_and_flow", False, {"5,800": "58,000"}),
]


@pytest.mark.parametrize(
    ("name", "check", "expected", "changes"),
    CASES,
    ids=[f"{check}-{found}-{at}" for at, (_, check, found, _) in enumerate(CASES)],
)
def test_a_changed_text_is_judged_by_what_it_says(
    name: str,
    check: str,
    expected: bool,
    changes: Changes,
    shared_data: Callable[[str], Path],
) -> None:
    text = shared_data(f"seeds/{name}").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    findings = check_reading(read_document(text.encode(), name, sandboxed=False))
    found = {one.check for one in findings if one.severity is not Severity.info}
    assert (check in found) is expected
