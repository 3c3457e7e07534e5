from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "event_dates"
Faults = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("After it achieved independence in 2011, Kosovo built courts.", "17 February 2008"),
        ("In 2007 Kosovo declared independence.", "17 February 2008"),
        ("Montenegro declared independence in 2008, after Kosovo.", "3 June 2006"),
        ("UNMIK was established in 2001 by a resolution.", "10 June 1999"),
        ("Kosova shpalli pavarësinë në vitin 2009 dhe u formua qeveria.", "17 February 2008"),
        ("Kosovo je proglasilo nezavisnost 2009. godine i dobilo vladu.", "17 February 2008"),
        ("Косово је прогласило независност 2009. године и добило владу.", "17 February 2008"),
        ("NATO launched Operation Allied Force in 1998.", "24 March 1999"),
    ],
)
def test_a_date_unlike_the_record_is_found(text: str, says: str, faults: Faults) -> None:
    (finding,) = faults(CHECK, text)
    assert says in str(finding.explanation)


@pytest.mark.parametrize(
    "text",
    [
        "Kosovo declared independence in 2008.",
        "Kosova shpalli pavarësinë më 17 shkurt 2008 dhe u formua qeveria.",
        "Kosovo je proglasilo nezavisnost 17. februara 2008. godine i dobilo vladu.",
        "On 17 February 2008 Kosovo declared independence.",
        "Montenegro declared independence in 2006, before Kosovo.",
        "In 1991 the Kosovo Albanians declared independence.",
        "UNMIK was established in June 1999.",
        "Kosovo declared independence. In 2011 it held talks.",
        "NATO launched Operation Allied Force in 1999.",
        "Ruritania declared independence in 1931.",
    ],
)
def test_a_date_of_the_record_or_of_something_unknown_is_no_fault(
    text: str, faults: Faults
) -> None:
    assert faults(CHECK, text) == []
