"""How is a decision about a suggestion kept once, for all or for one coder of a round?"""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction

from onrecord.core.kernel.errors import Conflict, UsageError
from onrecord.web.coding.models import Account, Coding, Decision, Round, Suggestion
from onrecord.web.coding.services.accounts import withdraw_account
from onrecord.web.coding.services.claims import coding_round
from onrecord.web.figures.models import Figure
from onrecord.web.figures.services import withdraw_figure
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import correct, latest, withdraw


@transaction.atomic
def reject(suggestion: Suggestion, *, by: Actor, reason: str) -> Decision:
    """Decide that a suggestion is none, and say why."""
    require(by, Right.CODE)
    if not reason.strip():
        raise UsageError("A rejection needs a reason.", remedy="Say why in a few words.")
    blind = coding_round(suggestion.exhibit, by=by)
    return decide(suggestion, "rejected", by=by, blind=blind, reason=reason.strip())


@transaction.atomic
def undo(decision: Decision, *, by: Actor, reason: str = "Undone while reading.") -> Decision:
    """Take back a decision and the claim that came of it; both stay in the history.

    With the decision about a total go those about its figures that were made with it; with a
    split, a join or a move go the pieces, as far as nobody decided about them.
    """
    require(by, Right.CODE)
    blind = coding_round(decision.suggestion.exhibit, by=by)
    if decision.round != (blind.stem if blind else None):
        raise Conflict(
            "This decision was made in a round of coding that is closed, or outside of the round.",
            remedy="Open the document again.",
        )
    if decision.outcome == "replaced" and decision.made_with is not None:
        return undo(latest(Decision, decision.made_with), by=by, reason=reason)
    if Decision.objects.current().filter(suggestion__made_in=decision).exists():
        raise UsageError(
            "Something is decided about what came of this suggestion.",
            remedy="Undo those decisions first.",
        )
    _withdraw_claim(decision, by=by, reason=reason)
    for made_with_it in Decision.objects.current().filter(made_with=decision.stem):
        if made_with_it.outcome == "replaced":
            withdraw(made_with_it, by=by, reason=reason)
        else:
            undo(made_with_it, by=by, reason=reason)
    return withdraw(decision, by=by, reason=reason)


def decide(
    suggestion: Suggestion,
    outcome: str,
    *,
    by: Actor,
    blind: Round | None,
    claim: uuid.UUID | None = None,
    made_with: uuid.UUID | None = None,
    reason: str = "",
) -> Decision:
    """Keep one decision: one for all, or in the round ``blind`` one for this coder.

    The caller is a service that has checked the right. Raises Conflict where one stands already.
    """
    scope = {
        "round": blind.stem if blind else None,
        "coder_id": by.pk if blind else None,
    }
    before = suggestion.decisions.filter(**scope).order_by("-version").first()
    changes = {"outcome": outcome, "claim": claim, "made_with": made_with}
    if before is not None and before.withdrawn:
        return correct(before, changes, by=by, reason=reason or "Decided again after an undo.")
    if before is None:
        try:
            with transaction.atomic():
                return Decision.objects.create(
                    suggestion=suggestion,
                    reason=reason,
                    compartment_id=suggestion.compartment_id,
                    made_by_id=by.pk,
                    **changes,
                    **scope,
                )
        except IntegrityError:
            if not suggestion.decisions.filter(**scope).exists():
                raise
    raise Conflict(
        "Somebody decided about this suggestion already.",
        remedy="Look at their decision; you can undo it.",
    )


def _withdraw_claim(decision: Decision, *, by: Actor, reason: str) -> None:
    if decision.claim is None:
        return
    if decision.round is not None:
        coding = latest(Coding, decision.claim)
        if not coding.withdrawn:
            withdraw(coding, by=by, reason=reason)
    elif decision.suggestion.kind == "account":
        account = latest(Account, decision.claim)
        if not account.withdrawn:
            withdraw_account(account, by=by, reason=reason)
    else:
        figure = latest(Figure, decision.claim)
        if not figure.withdrawn:
            withdraw_figure(figure, by=by, reason=reason)
