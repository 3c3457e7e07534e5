"""What does a person decide about a finding?"""

from __future__ import annotations

from django.db import IntegrityError, transaction

from onrecord.core.kernel.errors import Conflict, UsageError
from onrecord.web.checks.models import Finding, Verdict
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import correct, withdraw


@transaction.atomic
def decide(finding: Finding, outcome: str, *, by: Actor, reason: str) -> Verdict:
    """Decide about a finding; it leaves the list of what waits, and the reason is kept.

    Raises UsageError without a reason, and Conflict where somebody decided already.
    """
    require(by, Right.JUDGE)
    if outcome not in Verdict.OUTCOMES:
        raise UsageError("There is no such decision.", value=outcome)
    if not reason.strip():
        raise UsageError("A decision needs a reason.", remedy="Say why in a sentence.")
    before = finding.verdicts.order_by("-version").first()
    if before is not None and before.withdrawn:
        return correct(before, {"outcome": outcome}, by=by, reason=reason)
    if before is None:
        try:
            with transaction.atomic():
                return Verdict.objects.create(
                    finding=finding,
                    outcome=outcome,
                    reason=reason.strip(),
                    compartment_id=finding.compartment_id,
                    made_by_id=by.pk,
                )
        except IntegrityError:
            if not finding.verdicts.exists():
                raise
    raise Conflict(
        "Somebody decided about this finding already.",
        remedy="Look at their decision; you can undo it.",
    )


@transaction.atomic
def undo(verdict: Verdict, *, by: Actor, reason: str) -> Verdict:
    """Take a decision back; it stays in the history, and the finding waits again."""
    require(by, Right.JUDGE)
    return withdraw(verdict, by=by, reason=reason)
