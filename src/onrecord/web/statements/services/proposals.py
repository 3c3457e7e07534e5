"""How does a person decide about what a statement proposes, and what becomes of it?"""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction

from onrecord.core.document.questionnaire import Proposal
from onrecord.core.document.questionnaire.mapping import ACCOUNT, NEEDED
from onrecord.core.kernel.errors import Conflict, UsageError
from onrecord.web.coding import services as coding
from onrecord.web.coding.models import Account
from onrecord.web.people.models import Mention
from onrecord.web.people.services import mentions
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import withdraw
from onrecord.web.sources.consent import require_reading
from onrecord.web.sources.models import Passage
from onrecord.web.statements.claims import Claim
from onrecord.web.statements.models import Mapping, ProposalDecision, Statement
from onrecord.web.statements.proposed import Proposed, proposed
from onrecord.web.statements.selectors import passages_of


@transaction.atomic
def accept(statement: Statement, key: str, *, by: Actor) -> ProposalDecision:
    """Make the claim that a proposal says; each value cites the answer it rests on."""
    require(by, Right.CODE)
    require_reading(by, statement.source)
    mapping, one = _open(statement, key)
    return _accept(statement, mapping, one, passages_of(statement), by)


@transaction.atomic
def accept_all(statement: Statement, *, by: Actor) -> int:
    """Make every claim that the approved mapping proposes and nobody decided; return how many.

    Answers of which an earlier mapping made another claim are left for a person to look at.
    """
    require(by, Right.CODE)
    require_reading(by, statement.source)
    mapping, found = proposed(statement)
    passages = passages_of(statement)
    undecided = [one for one in found if one.decision is None and not one.was_claimed]
    for one in undecided:
        if mapping is not None:
            _accept(statement, mapping, one, passages, by)
    return len(undecided)


@transaction.atomic
def reject(statement: Statement, key: str, *, by: Actor, reason: str) -> ProposalDecision:
    """Decide that a proposal is no claim, with a reason."""
    require(by, Right.CODE)
    require_reading(by, statement.source)
    if not reason.strip():
        raise UsageError("A rejection needs a reason.", remedy="Say why in a sentence.")
    mapping, one = _open(statement, key)
    return _decide(
        statement, mapping, one.proposal, "rejected", claim=None, by=by, reason=reason.strip()
    )


@transaction.atomic
def undo(statement: Statement, key: str, *, by: Actor, reason: str) -> None:
    """Take a decision back, and the claim that came of it; the history of both stays."""
    require(by, Right.CODE)
    require_reading(by, statement.source)
    _mapping, found = proposed(statement)
    decision = next((one.decision for one in found if one.proposal.key == key), None)
    if decision is None:
        raise Conflict("Nothing was decided here.", remedy="Look at the page again.")
    withdraw(decision, by=by, reason=reason)
    if decision.claim is not None:
        _withdraw_claim(decision.kind, decision.claim, by, reason)


def _withdraw_claim(kind: str, stem: uuid.UUID, by: Actor, reason: str) -> None:
    if kind == ACCOUNT:
        account = Account.objects.visible_to(by).current().filter(stem=stem).first()
        if account is not None:
            coding.withdraw_account(account, by=by, reason=reason)
        return
    mention = Mention.objects.visible_to(by).current().filter(stem=stem).first()
    if mention is not None:
        mentions.withdraw_mention(mention, by=by, reason=reason)


def _open(statement: Statement, key: str) -> tuple[Mapping, Proposed]:
    mapping, found = proposed(statement)
    one = next((one for one in found if one.proposal.key == key), None)
    if mapping is None or one is None:
        raise Conflict(
            "The statement does not propose this any more: its mapping changed.",
            remedy="Look at the page again.",
        )
    if one.decision is not None:
        raise _decided()
    return mapping, one


def _accept(
    statement: Statement, mapping: Mapping, one: Proposed, passages: dict[str, Passage], by: Actor
) -> ProposalDecision:
    make = _make_account if one.proposal.kind == ACCOUNT else _make_mention
    stem = make(statement, one.proposal, one.claim, passages, by)
    return _decide(statement, mapping, one.proposal, "accepted", claim=stem, by=by, reason="")


def _make_account(
    statement: Statement, proposal: Proposal, claim: Claim, passages: dict[str, Passage], by: Actor
) -> uuid.UUID:
    cited = {
        _CODED_AS.get(name, name): [passages[path] for path in paths if path in passages]
        for name, paths in proposal.paths
    }
    return coding.code_account(statement.source, claim.values, passages=cited, by=by).stem


def _make_mention(
    statement: Statement, proposal: Proposal, claim: Claim, passages: dict[str, Passage], by: Actor
) -> uuid.UUID:
    paths = dict(proposal.paths)
    names = [path for name in NEEDED[proposal.kind] for path in paths.get(name, ())]
    passage = next(passages[path] for path in names if path in passages)
    values = dict(claim.values)
    if not values.get("name"):
        parts = [values.get(name) for name in ("given", "surname")]
        values["name"] = " ".join(part for part in parts if part)
    return mentions.add_mention(statement.source, values, passage=passage, by=by).stem


_CODED_AS = {"victim_number": "victim_bound"}


def _decide(
    statement: Statement,
    mapping: Mapping,
    proposal: Proposal,
    outcome: str,
    *,
    claim: uuid.UUID | None,
    by: Actor,
    reason: str,
) -> ProposalDecision:
    before = ProposalDecision.objects.filter(statement=statement, key=proposal.key)
    taken_back = before.order_by("-version").first()
    try:
        with transaction.atomic():
            return ProposalDecision.objects.create(
                statement=statement,
                mapping=mapping,
                key=proposal.key,
                kind=proposal.kind,
                outcome=outcome,
                claim=claim,
                reason=reason,
                version=taken_back.version + 1 if taken_back else 1,
                compartment_id=statement.compartment_id,
                made_by_id=by.pk,
            )
    except IntegrityError as error:
        raise _decided() from error


def _decided() -> Conflict:
    return Conflict(
        "Somebody decided about this proposal already.",
        remedy="Look at their decision; you can take it back.",
    )
