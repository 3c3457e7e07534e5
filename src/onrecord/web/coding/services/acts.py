"""How is an act judged from accounts, and who is alleged to be involved, how and how surely?"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from onrecord.core.kernel.errors import UsageError
from onrecord.web.coding.coded import coded
from onrecord.web.coding.models import Account, Act, ActBasis, Event, Involvement
from onrecord.web.coding.services.accounts import current_stems
from onrecord.web.people.selectors import persons
from onrecord.web.site.compartments import general_id, require_same
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import correct, withdraw


@transaction.atomic
def judge_act(
    values: Mapping[str, Any],
    *,
    accounts: Collection[uuid.UUID],
    by: Actor,
    reason: str = "",
    compartment_id: int | None = None,
) -> Act:
    """Judge one act from the accounts of it.

    ``values`` are fields of Act, ``period`` as EDTF. The act lies in the compartment of its
    accounts, or in ``compartment_id``. Raises UsageError without an account, or where the
    accounts lie in a compartment that is neither the act's nor the general one.
    """
    require(by, Right.JUDGE)
    basis = _basis(by, accounts)
    where = compartment_of(basis) if compartment_id is None else compartment_id
    _require_entry(by, where)
    require_same(where, [account.compartment_id for account in basis])
    fields = coded(values, Act)
    _require_event(by, fields.get("event"), where)
    _require_person(by, fields.get("victim_person"), where)
    act = Act.objects.create(compartment_id=where, made_by_id=by.pk, reason=reason, **fields)
    _rest(act, basis, by=by)
    return act


@transaction.atomic
def correct_act(
    act: Act,
    changes: Mapping[str, Any],
    *,
    by: Actor,
    reason: str,
    accounts: Collection[uuid.UUID] | None = None,
) -> Act:
    """Judge an act anew: other values, or other accounts; what stood before stays.

    Accounts that this person may not see stay in the basis. Raises UsageError where nothing
    would be left of it.
    """
    require(by, Right.JUDGE)
    stems = set(act.basis.values_list("account", flat=True))
    if accounts is not None:
        chosen = _basis(by, accounts)
        require_same(act.compartment_id, [account.compartment_id for account in chosen])
        seen = Account.objects.visible_to(by).filter(stem__in=stems)
        stems -= set(seen.values_list("stem", flat=True))
        stems |= {account.stem for account in chosen}
    fields = coded({**act.values(), **changes}, Act)
    _require_event(by, changes.get("event"), act.compartment_id)
    _require_person(by, changes.get("victim_person"), act.compartment_id)
    corrected = correct(act, fields, by=by, reason=reason)
    _rest_on(corrected, stems, by=by)
    return corrected


@transaction.atomic
def withdraw_act(act: Act, *, by: Actor, reason: str) -> Act:
    """Judge that the act did not happen as one; its history stays."""
    require(by, Right.JUDGE)
    return withdraw(act, by=by, reason=reason)


@transaction.atomic
def involve(
    act: Act, values: Mapping[str, Any], *, basis: uuid.UUID, by: Actor, reason: str = ""
) -> Involvement:
    """Judge that somebody is alleged to be involved in an act.

    ``values`` are fields of Involvement: the mode says how, the evidential status how surely.
    ``basis`` is an account on which the act rests.
    """
    require(by, Right.JUDGE)
    _require_basis_of(act, basis)
    return Involvement.objects.create(
        act=act.stem,
        basis=basis,
        reason=reason,
        compartment_id=act.compartment_id,
        made_by_id=by.pk,
        **coded(values, Involvement),
    )


@transaction.atomic
def correct_involvement(
    involvement: Involvement, changes: Mapping[str, Any], *, by: Actor, reason: str
) -> Involvement:
    """Judge an involvement anew; what stood before stays."""
    require(by, Right.JUDGE)
    return correct(involvement, coded(changes, Involvement), by=by, reason=reason)


@transaction.atomic
def withdraw_involvement(involvement: Involvement, *, by: Actor, reason: str) -> Involvement:
    """Take back an allegation; its history stays."""
    require(by, Right.JUDGE)
    return withdraw(involvement, by=by, reason=reason)


def compartment_of(accounts: Collection[Account]) -> int:
    """Return the one compartment in which a judgement over these accounts lies."""
    own = {account.compartment_id for account in accounts}
    narrow = own - {general_id()}
    if len(narrow) > 1:
        raise UsageError(
            "These accounts lie in different compartments.",
            remedy="Judge from accounts of one compartment and of the general one.",
        )
    return next(iter(narrow or own))


def _basis(by: Actor, stems: Collection[uuid.UUID]) -> list[Account]:
    if not stems:
        raise UsageError(
            "An act rests on at least one account.", remedy="Code what a source says first."
        )
    return current_stems(by, stems)


def _require_entry(by: Actor, compartment_id: int) -> None:
    if compartment_id not in by.compartment_ids():
        raise UsageError(
            "You may not enter this compartment.", remedy="Choose one of your own compartments."
        )


def _require_event(by: Actor, stem: uuid.UUID | None, compartment_id: int) -> None:
    if stem is None:
        return
    event = Event.objects.visible_to(by).current().filter(stem=stem).first()
    if event is None:
        raise UsageError("The event is not there, or you may not see it.")
    require_same(compartment_id, [event.compartment_id])


def _require_person(by: Actor, stem: uuid.UUID | None, compartment_id: int) -> None:
    if stem is None:
        return
    person = persons(by).filter(stem=stem).first()
    if person is None:
        raise UsageError("The person is not there, or you may not see it.")
    require_same(compartment_id, [person.compartment_id])


def _require_basis_of(act: Act, account: uuid.UUID) -> None:
    if not act.basis.filter(account=account).exists():
        raise UsageError(
            "An allegation rests on an account of the act.",
            remedy="Add the account to the act first.",
        )


def _rest(act: Act, accounts: Collection[Account], *, by: Actor) -> None:
    _rest_on(act, {account.stem for account in accounts}, by=by)


def _rest_on(act: Act, stems: Collection[uuid.UUID], *, by: Actor) -> None:
    ActBasis.objects.bulk_create(
        ActBasis(act=act, account=stem, compartment_id=act.compartment_id, made_by_id=by.pk)
        for stem in sorted(stems)
    )
