"""How does a judge settle what coders of a closed round read, so that it becomes a claim?"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from onrecord.core.kernel.errors import Conflict, InputError, UsageError
from onrecord.web.coding.agreed import Unit
from onrecord.web.coding.comparable import choices_of
from onrecord.web.coding.models import (
    Account,
    Adjudication,
    AdjudicationBasis,
    Coding,
    Decision,
    Round,
    Suggestion,
)
from onrecord.web.coding.selectors import rounds as selectors
from onrecord.web.coding.services.accounts import CODED_FIELDS, correct_account, withdraw_account
from onrecord.web.coding.services.claims import code_act, code_figure, passage_of
from onrecord.web.coding.services.decisions import decide
from onrecord.web.figures.models import Figure
from onrecord.web.figures.services import correct_figure, withdraw_figure
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import correct, latest

OTHER = "other"


@transaction.atomic
def settle(
    found: Round,
    unit: Unit,
    chosen: Mapping[str, int | str],
    *,
    by: Actor,
    reason: str,
    stated: Mapping[str, Any] | None = None,
    before: Adjudication | None = None,
) -> Adjudication:
    """Judge what a document says where its coders read it: a claim comes of it.

    ``chosen`` gives for each choice (comparable.py) the number of the coder whose reading holds,
    or "other" where ``stated`` has the values; what is not chosen is as the first coder has it.
    ``before`` is the judgement that the page showed; a judgement in between is a Conflict.
    """
    values = _values(unit, chosen, stated or {})
    outcome = _outcome(unit, chosen)
    return _settle(found, unit, outcome, values, dict(chosen), by=by, reason=reason, before=before)


@transaction.atomic
def drop(
    found: Round, unit: Unit, *, by: Actor, reason: str, before: Adjudication | None = None
) -> Adjudication:
    """Judge that the document says nothing to keep there; the codings stay."""
    return _settle(found, unit, "dropped", None, {}, by=by, reason=reason, before=before)


@transaction.atomic
def settle_alike(found: Round, *, by: Actor) -> int:
    """Keep every unit that all coders have alike, and reject what all rejected.

    Returns the number of units that were kept.
    """
    require(by, Right.JUDGE)
    _require_closed(found)
    result = selectors.result(by, found)
    for unit in result.alike():
        values = _values(unit, {}, {})
        _settle(found, unit, "alike", values, {}, by=by, reason="All coders have it alike.")
    for rejection in result.rejected:
        _decide_once(rejection.suggestion, "rejected", None, by=by, reason=rejection.reason)
    return len(result.alike())


def _settle(
    found: Round,
    unit: Unit,
    outcome: str,
    values: Mapping[str, Any] | None,
    chosen: Mapping[str, int | str],
    *,
    by: Actor,
    reason: str,
    before: Adjudication | None = None,
) -> Adjudication:
    require(by, Right.JUDGE)
    _require_closed(found)
    if not reason.strip():
        raise UsageError("A judgement needs a reason.", remedy="Say why in a sentence.")
    earlier = before.claim if before else None
    claim = _claim(found, unit, values, earlier, by=by, reason=reason)
    fields = {"outcome": outcome, "chosen": dict(chosen), "claim": claim}
    if before is not None:
        made = correct(before, fields, by=by, reason=reason)
    else:
        made = _first(found, unit, fields, by=by, reason=reason.strip())
    AdjudicationBasis.objects.bulk_create(
        AdjudicationBasis(
            adjudication=made,
            coding=coding.stem,
            compartment_id=made.compartment_id,
            made_by_id=by.pk,
        )
        for coding in unit.kept
    )
    decided = Decision.objects.filter(
        round=found.stem, claim__in=[coding.stem for coding in unit.kept]
    )
    as_suggested = outcome == "alike" and not decided.exclude(outcome="accepted").exists()
    verdict = "accepted" if as_suggested else "rejected" if claim is None else "corrected"
    rooted = Suggestion.objects.filter(decisions__in=decided).distinct().select_related("made_in")
    for suggestion in _roots(list(rooted)):
        _decide_once(suggestion, verdict, claim, by=by, reason=reason)
    return made


def _first(
    found: Round, unit: Unit, fields: Mapping[str, Any], *, by: Actor, reason: str
) -> Adjudication:
    try:
        with transaction.atomic():
            return Adjudication.objects.create(
                round=found.stem,
                unit=unit.key,
                kind=unit.kind,
                reason=reason,
                compartment_id=found.compartment_id,
                made_by_id=by.pk,
                **fields,
            )
    except IntegrityError as error:
        raise Conflict(
            "Somebody else settled this just now.", remedy="Look at their judgement."
        ) from error


def _values(
    unit: Unit, chosen: Mapping[str, int | str], stated: Mapping[str, Any]
) -> dict[str, Any]:
    values = dict(unit.kept[0].values_coded)
    for choice in choices_of(unit.kind):
        whose = chosen.get(choice.key)
        if whose is None:
            continue
        taken = stated if whose == OTHER else _coding_of(unit, whose).values_coded
        for name in choice.fields:
            values.pop(name, None)
            if taken.get(name) not in (None, ""):
                values[name] = taken[name]
    return values


def _coding_of(unit: Unit, whose: int | str) -> Coding:
    coding = unit.codings[whose] if isinstance(whose, int) and whose < len(unit.codings) else None
    if coding is None:
        raise InputError("This coder kept nothing there.", value=whose)
    return coding


def _outcome(unit: Unit, chosen: Mapping[str, int | str]) -> str:
    if OTHER in chosen.values():
        return "stated"
    return "alike" if unit.alike else "chosen"


def _claim(
    found: Round,
    unit: Unit,
    values: Mapping[str, Any] | None,
    earlier: uuid.UUID | None,
    *,
    by: Actor,
    reason: str,
) -> uuid.UUID | None:
    """Make, correct or withdraw the claim of a unit, and return its stem; None where dropped."""
    standing = _standing(unit.kind, earlier)
    if values is None:
        if isinstance(standing, Figure):
            withdraw_figure(standing, by=by, reason=reason)
        elif standing is not None:
            withdraw_account(standing, by=by, reason=reason)
        return None
    if standing is not None:
        return _corrected(found, unit, standing, values, by=by, reason=reason)
    if unit.kind == "figure":
        first = unit.kept[0]
        return code_figure(found.exhibit, first.start, first.end, values=values, by=by).stem
    return code_act(found.exhibit, values, cites=_cites(unit, values), by=by).stem


def _standing(kind: str, claim: uuid.UUID | None) -> Figure | Account | None:
    if claim is None:
        return None
    found: Figure | Account = latest(Figure, claim) if kind == "figure" else latest(Account, claim)
    return None if found.withdrawn else found


def _corrected(
    found: Round,
    unit: Unit,
    standing: Figure | Account,
    values: Mapping[str, Any],
    *,
    by: Actor,
    reason: str,
) -> uuid.UUID:
    """Correct a claim; whatever the new values leave out is emptied, as it was not chosen."""
    fresh = type(standing)().values()
    names = {name for choice in choices_of(unit.kind) for name in choice.fields}
    whole = {**{name: fresh[name] for name in names}, **values}
    if isinstance(standing, Figure):
        return correct_figure(standing, whole, by=by, reason=reason).stem
    passages = {
        name: [passage_of(found.exhibit, *span, by=by) for span in spans]
        for name, spans in _cites(unit, values).items()
    }
    return correct_account(standing, whole, by=by, reason=reason, passages=passages).stem


def _cites(unit: Unit, values: Mapping[str, Any]) -> dict[str, list[tuple[int, int]]]:
    """Return the words of each field: of the coders who cite some, else all words of the unit."""
    found: dict[str, list[tuple[int, int]]] = {}
    for name in CODED_FIELDS:
        if not values.get(name):
            continue
        spans = [tuple(span) for coding in unit.kept for span in coding.cites.get(name, ())]
        own = [(int(start), int(end)) for start, end in dict.fromkeys(spans)]
        found[name] = own or [(unit.start, unit.end)]
    return found


def _roots(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Return the suggestions of the rules from which these came."""
    roots: dict[int, Suggestion] = {}
    waiting = list(suggestions)
    while waiting:
        one = waiting.pop()
        if one.made_in is None:
            roots[one.pk] = one
        else:
            waiting += origins_of(one)
    return list(roots.values())


def origins_of(piece: Suggestion) -> Collection[Suggestion]:
    """Return the suggestions that a person put a piece in the place of."""
    if piece.made_in is None:
        return []
    with_it = Decision.objects.filter(made_with=piece.made_in.stem, outcome="replaced")
    ids = {piece.made_in.suggestion_id, *with_it.values_list("suggestion_id", flat=True)}
    return list(Suggestion.objects.filter(pk__in=ids).select_related("made_in", "exhibit"))


def _decide_once(
    suggestion: Suggestion, outcome: str, claim: uuid.UUID | None, *, by: Actor, reason: str
) -> None:
    """Decide about a suggestion for all, unless that is done: one of its pieces may have been."""
    standing = Decision.objects.current().filter(suggestion=suggestion, round__isnull=True).first()
    if standing is None:
        decide(suggestion, outcome, by=by, blind=None, claim=claim, reason=reason)
    elif (standing.outcome, standing.claim) != (outcome, claim) and claim == standing.claim:
        correct(standing, {"outcome": outcome}, by=by, reason=reason)


def _require_closed(found: Round) -> None:
    if found.is_open:
        raise UsageError(
            "This round is open: its codings are compared when it is closed.",
            remedy="Close the round first.",
        )
