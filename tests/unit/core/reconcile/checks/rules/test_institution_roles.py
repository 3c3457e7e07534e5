from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "institution_roles"
Faults = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    "text",
    [
        "They asked UNMIK (the UN civilian police force) for help.",
        "They wrote to the Council of Europe, an institution of the European Union.",
        "This was among NATO's plans for its temporary administration of Kosovo.",
        "The ICRC is a UN agency.",
    ],
)
def test_a_role_that_an_institution_does_not_have_is_found(text: str, faults: Faults) -> None:
    (finding,) = faults(CHECK, text)
    assert "is something else" in str(finding.explanation)


@pytest.mark.parametrize(
    "text",
    [
        "They asked UNMIK (the UN mission) for help.",
        "The police force of UNMIK came. KFOR, a military presence, stayed.",
        "The ICRC met a UN agency.",
        "They went to court with the Humanitarian Law Center.",
    ],
)
def test_a_role_it_has_or_that_is_another_one_s_is_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
