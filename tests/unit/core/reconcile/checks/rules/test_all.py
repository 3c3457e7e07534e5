from __future__ import annotations

from collections.abc import Callable

from onrecord.core.kernel.finding import Finding
from onrecord.core.reconcile.checks import all_checks


def test_ordinary_sentences_are_no_fault(faults: Callable[..., list[Finding]]) -> None:
    text = (
        "Arta and Besim lived in Gurishte. In May 1999 soldiers burned 12 of the 40 houses (30 "
        "per cent). At least 310 people fled. By August 1999, 61 people were missing, of whom 38 "
        "were Albanians, 14 Roma and 9 Serbs."
    )
    assert [one for check in all_checks() for one in faults(check.name, text)] == []
