"""What does a statement propose under its form's mapping, and what was decided of it?"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.document.questionnaire import Proposal, proposals
from onrecord.web.statements.claims import Claim, claim_of
from onrecord.web.statements.models import Mapping, ProposalDecision, Statement
from onrecord.web.statements.selectors import decisions_of, filled, mapping_of, rules_of


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal as fields of a claim, and the current decision about it.

    ``was_claimed`` where an earlier mapping made another claim of the same answers: whoever
    accepts both has one thing twice.
    """

    proposal: Proposal
    claim: Claim
    decision: ProposalDecision | None
    was_claimed: bool


def proposed(statement: Statement) -> tuple[Mapping | None, list[Proposed]]:
    """Return the approved mapping, and what the statement proposes under it.

    Nothing without an approved mapping. A proposal that an earlier mapping made alike keeps its
    decision.
    """
    mapping = mapping_of(statement.form)
    if mapping is None:
        return None, []
    decided = decisions_of(statement)
    found = proposals(filled(statement), rules_of(mapping), language=statement.language)
    earlier = {
        key.rpartition(":")[0]
        for key, decision in decided.items()
        if decision.outcome == "accepted" and key not in {one.key for one in found}
    }
    return mapping, [
        Proposed(
            one,
            claim_of(one, statement.language),
            decided.get(one.key),
            one.key.rpartition(":")[0] in earlier,
        )
        for one in found
    ]
