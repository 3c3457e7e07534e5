"""How does a coder change what they coded by hand in a round that is open?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from onrecord.core.kernel.errors import Conflict, UsageError
from onrecord.web.coding.models import Coding, Decision, Round
from onrecord.web.coding.services.accounts import CODED_FIELDS
from onrecord.web.coding.services.claims import check_account, coding_round
from onrecord.web.figures.models import Figure
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import correct, withdraw


@transaction.atomic
def correct_coding(coding: Coding, values: Mapping[str, Any], *, by: Actor, reason: str) -> Coding:
    """Code a passage anew; a value that is new rests on the words of the whole coding."""
    found = _own_round(coding, by)
    cites: dict[str, list[list[int]]] = {}
    if coding.kind == "figure":
        Figure(**values).quantity()
    else:
        whole = [[coding.start, coding.end]]
        cites = {name: coding.cites.get(name, whole) for name in CODED_FIELDS if values.get(name)}
        spans = {name: [(one[0], one[1]) for one in many] for name, many in cites.items()}
        check_account(found.exhibit, values, spans)
    changes = {"values_coded": dict(values), "cites": cites}
    return correct(coding, changes, by=by, reason=reason)


@transaction.atomic
def withdraw_coding(coding: Coding, *, by: Actor, reason: str) -> Coding:
    """Take back what was coded by hand; what came of a suggestion is undone there."""
    _own_round(coding, by)
    if Decision.objects.current().filter(round=coding.round, claim=coding.stem).exists():
        raise UsageError(
            "This came of a suggestion.", remedy="Undo the decision in the reading room."
        )
    return withdraw(coding, by=by, reason=reason)


def _own_round(coding: Coding, by: Actor) -> Round:
    require(by, Right.CODE)
    if coding.coder_id != by.pk:
        raise UsageError("Only the coder changes their own coding.")
    found = Round.objects.current().filter(stem=coding.round, state="open").first()
    if found is None:
        raise Conflict("This round is closed already.")
    coding_round(found.exhibit, by=by)
    return found
