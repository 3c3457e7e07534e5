"""How is what a source says of an act coded, and how is the coding corrected?"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from onrecord.core.kernel.errors import UsageError
from onrecord.web.coding.coded import coded
from onrecord.web.coding.models import Account, AccountPassage, Round
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import correct, withdraw
from onrecord.web.sources.models import Passage, Source

CODED_FIELDS = (
    "act_type",
    "victim_name",
    "victim_group",
    "victim_bound",
    "place_text",
    "period",
    "perpetrator_kind",
    "perpetrator_text",
    "method",
    "attributed_to",
)
"""The fields of an account that each cite their passages."""


@transaction.atomic
def code_account(
    source: Source,
    values: Mapping[str, Any],
    *,
    passages: Mapping[str, Collection[Passage]],
    by: Actor,
) -> Account:
    """Record what one source says of one act.

    ``values`` are fields of Account, ``period`` as EDTF; ``passages`` names for each coded
    field the words that it rests on. Raises UsageError for a value without a passage, and
    InputError for a value that cannot be.
    """
    require(by, Right.CODE)
    fields = coded(values, Account)
    _require_passages(fields, source, passages)
    _refuse_beside_a_round(passages)
    account = Account.objects.create(
        source=source, compartment_id=source.compartment_id, made_by_id=by.pk, **fields
    )
    _cite(account, passages, by=by)
    return account


@transaction.atomic
def correct_account(
    account: Account,
    changes: Mapping[str, Any],
    *,
    by: Actor,
    reason: str,
    passages: Mapping[str, Collection[Passage]] | None = None,
) -> Account:
    """Record a corrected reading of a source as a new version.

    Without ``passages`` the version cites what the one before it did, and a value that is new
    rests on the passages of the act's type.
    """
    require(by, Right.CODE)
    fields = coded({**account.values(), **changes}, Account)
    kept = _kept(account, fields) if passages is None else passages
    _require_passages(fields, account.source, kept)
    corrected = correct(account, fields, by=by, reason=reason)
    _cite(corrected, kept, by=by)
    return corrected


@transaction.atomic
def cite(account: Account, field: str, passage: Passage, *, by: Actor, reason: str) -> Account:
    """Add a passage on which one coded value of an account rests, as a new version."""
    if field not in CODED_FIELDS or not getattr(account, field):
        raise UsageError(
            "The account has no such value.", value=field, remedy="Choose a value that is coded."
        )
    passages = cited_by_field(account)
    passages[field] = [*passages.get(field, []), passage]
    return correct_account(account, {}, by=by, reason=reason, passages=passages)


@transaction.atomic
def withdraw_account(account: Account, *, by: Actor, reason: str) -> Account:
    """Take back an account that the source does not give; its history stays."""
    require(by, Right.CODE)
    return withdraw(account, by=by, reason=reason)


def cited_by_field(account: Account) -> dict[str, list[Passage]]:
    """Return the passages of one version of an account, by coded field."""
    found: dict[str, list[Passage]] = {}
    for cited in account.cited.select_related("passage").order_by("pk"):
        found.setdefault(cited.field, []).append(cited.passage)
    return found


def current_stems(by: Actor, stems: Collection[uuid.UUID]) -> list[Account]:
    """Return the current accounts with these stems; UsageError where one cannot be seen."""
    found = list(Account.objects.visible_to(by).current().filter(stem__in=set(stems)))
    if len(found) != len(set(stems)):
        raise UsageError(
            "An account is not there, or you may not see it.",
            remedy="Open the account and judge from there.",
        )
    return found


def _kept(account: Account, fields: Mapping[str, Any]) -> dict[str, list[Passage]]:
    before = cited_by_field(account)
    base = before.get("act_type", [])
    return {name: before.get(name, base) for name in CODED_FIELDS if fields.get(name)}


def _require_passages(
    fields: Mapping[str, Any], source: Source, passages: Mapping[str, Collection[Passage]]
) -> None:
    for name in CODED_FIELDS:
        if fields.get(name) and not passages.get(name):
            raise UsageError(
                "Each coded value cites the words that it rests on.",
                value=name,
                remedy="Mark the passage in the reading room.",
            )
    cited = {passage.exhibit_id for many in passages.values() for passage in many}
    if cited - set(source.exhibits.values_list("pk", flat=True)):
        raise UsageError("An account cites passages of its own source.")


def _refuse_beside_a_round(passages: Mapping[str, Collection[Passage]]) -> None:
    texts = {passage.exhibit_id for many in passages.values() for passage in many}
    if Round.objects.current().filter(exhibit__in=texts, state="open").exists():
        raise UsageError(
            "This document is coded by people who may not see one another's work.",
            remedy="Wait until their round is closed.",
        )


def _cite(account: Account, passages: Mapping[str, Collection[Passage]], *, by: Actor) -> None:
    AccountPassage.objects.bulk_create(
        AccountPassage(
            account=account,
            field=name,
            passage=passage,
            compartment_id=account.compartment_id,
            made_by_id=by.pk,
        )
        for name, many in passages.items()
        if getattr(account, name)
        for passage in {one.pk: one for one in many}.values()
    )
