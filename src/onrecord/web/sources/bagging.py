"""Which sources go into a submission bag, which are left out and why, and what goes with them?"""

from __future__ import annotations

import hmac
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from django.db import transaction

from onrecord.adapters.write.bag import (
    Consent,
    Contents,
    File,
    Signer,
    Source,
    Written,
    stream_zip,
    write_folder,
)
from onrecord.adapters.write.bag.contents import plain_name
from onrecord.adapters.write.bag.outputs import check_free
from onrecord.core.document.custody import Event, EventKind, Link, Ruling, chained, rule
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.flows.bag import LeftOut, Made, Order
from onrecord.flows.consent import needs_consent
from onrecord.web.audit import services as audit
from onrecord.web.site import register
from onrecord.web.site.neighbours import modules_named
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.sources import models, selectors, services

CLOCK = "clock of the server"
_AT_ONCE = 500
"""Ids in one query: SQLite allows some thousand variables."""


class Claim(Protocol):
    """One version of something that was coded from a source."""

    stem: uuid.UUID
    version: int
    source_id: int
    made_by_id: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Chosen:
    """One source that was asked for, and whether it may go to the recipient."""

    description: models.Description
    consents: tuple[models.Consent, ...]
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Plan:
    """What would go into a bag for one purpose, and what would be left out."""

    going: tuple[Chosen, ...]
    staying: tuple[Chosen, ...]


def plan(actor: Actor, ids: Collection[int] | None, purpose: str) -> Plan:
    """Rule on each source; ``ids`` of None means all that this person may see.

    Raises UsageError where one of the ids is no source that this person may see.
    """
    require(actor, Right.EXPORT)
    descriptions = _descriptions(actor, ids)
    answers, withdrawn = _answers(actor, ids), _withdrawn(actor, ids)
    chosen = []
    for description in descriptions:
        consents = tuple(answers[description.source_id])
        ruling = rule(
            purpose,
            {consent.purpose: consent.given for consent in consents},
            needs_consent=needs_consent(description.kind),
            withdrawn=description.source_id in withdrawn,
        )
        chosen.append(Chosen(description, consents, ruling))
    return Plan(
        tuple(one for one in chosen if one.ruling.allowed),
        tuple(one for one in chosen if not one.ruling.allowed),
    )


def write_bag(
    ids: Collection[int] | None,
    out: Path,
    order: Order,
    *,
    by: Actor,
    reason: str = "",
    told: Callable[[int], None] | None = None,
) -> Made:
    """Write a bag of sources as the folder ``out``; each export stands in custody and log."""
    check_free(out)
    found = plan(by, ids, order.purpose)
    contents = prepare(found, order, by=by, reason=reason)
    written: Written = write_folder(contents, out, signer(), told=told)
    audit.note("export", "sources_bag", contents.id, fields=f"digest={written.digest}")
    return Made(out, written, left_out(found))


def stream_bag(
    found: Plan, order: Order, *, by: Actor, reason: str = ""
) -> tuple[str, Iterator[bytes]]:
    """Return the name of a bag and its ZIP; custody and log are written before it flows."""
    contents = prepare(found, order, by=by, reason=reason)
    return contents.id, stream_zip(contents, contents.id, signer())


def left_out(found: Plan) -> tuple[LeftOut, ...]:
    """Return the sources that stay, by title, each with its reason."""
    return tuple(LeftOut(one.description.title, one.ruling.reason) for one in found.staying)


def signer() -> Signer:
    """Return the key of the register, which signs checkpoints and bags."""
    return Signer(audit.signing_key(), "register")


def prepare(found: Plan, order: Order, *, by: Actor, reason: str) -> Contents:
    """Record the export of every file, sign the log, and gather what the bag will hold.

    Raises InputError where nothing may go.
    """
    require(by, Right.EXPORT)
    ids = [one.description.source_id for one in found.going]
    exhibits = _exhibits(by, ids)
    if not exhibits:
        raise InputError(
            "None of these sources may go into this bag, or they have no files.",
            remedy="See what is left out and why; ask for consent where it is missing.",
        )
    bag = order.new_id()
    with transaction.atomic():
        for exhibit in exhibits:
            services.note_custody(
                exhibit, "export", by=by, note=reason, receiver=order.recipient, tool=order.tool
            )
            audit.note("export", "sources_exhibit", exhibit.pk, fields=f"bag={bag}")
    head = audit.sign_checkpoint()
    return Contents(
        id=bag,
        created=order.now,
        purpose=order.purpose,
        recipient=order.recipient,
        organisation=order.organisation,
        tool=order.tool,
        sources=tuple(_source(one) for one in found.going),
        files=tuple(_file(exhibit) for exhibit in exhibits),
        custody=tuple(_custody(by, exhibits, order.tool)),
        claims=tuple(_claims(by, ids)),
        heads=(head,),
        times=tuple(_times(by, exhibits)),
    )


def pseudonym(user_id: int) -> str:
    """Return the name under which a person of the register stands in what leaves it."""
    key = register.ring().derive("custody/person")
    return f"person-{hmac.digest(key, str(user_id).encode(), 'sha256').hex()[:16]}"


def coded(
    kind: str, claim: Claim, values: Mapping[str, object], passages: list[dict[str, object]]
) -> dict[str, object]:
    """Return a claim as a line of claims.jsonl: what it says, on which words, and who coded it.

    For the module ``bagged`` of an app that codes from sources.
    """
    return {
        "kind": kind,
        "id": str(claim.stem),
        "version": claim.version,
        "source": str(claim.source_id),
        "coder": pseudonym(claim.made_by_id),
        "coded_at": claim.made_at.isoformat(),
        "passages": passages,
        "values": dict(values),
    }


def _descriptions(actor: Actor, ids: Collection[int] | None) -> list[models.Description]:
    rows = selectors.descriptions(actor).order_by("title", "pk")
    if ids is None:
        return list(rows)
    found = [row for part in _parts(sorted(set(ids))) for row in rows.filter(source__in=part)]
    if missing := set(ids) - {row.source_id for row in found}:
        raise UsageError("There is no such source, or you may not see it.", value=min(missing))
    return found


def _answers(actor: Actor, ids: Collection[int] | None) -> defaultdict[int, list[models.Consent]]:
    rows = models.Consent.objects.visible_to(actor).current().order_by("purpose")
    found: defaultdict[int, list[models.Consent]] = defaultdict(list)
    for part in [None] if ids is None else _parts(sorted(set(ids))):
        for row in rows if part is None else rows.filter(source__in=part):
            found[row.source_id].append(row)
    return found


def _withdrawn(actor: Actor, ids: Collection[int] | None) -> set[int]:
    rows = models.Custody.objects.visible_to(actor).filter(kind__in=("withdraw", "erase"))
    found = set(rows.values_list("exhibit__source_id", flat=True))
    return found if ids is None else found & set(ids)


def _exhibits(actor: Actor, ids: Sequence[int]) -> list[models.Exhibit]:
    rows = selectors.exhibits(actor).order_by("source_id", "pk")
    return [row for part in _parts(ids) for row in rows.filter(source__in=part)]


def _source(one: Chosen) -> Source:
    known = one.description
    return Source(
        id=str(known.source_id),
        title=known.title,
        ruling=one.ruling.reason,
        kind=known.kind,
        originator=known.originator,
        language=known.language,
        made=known.made,
        received=known.received.isoformat() if known.received else "",
        reliability=known.reliability,
        licence=known.licence,
        required_notice=known.required_notice,
        consents=tuple(
            Consent(
                purpose=consent.purpose,
                given=consent.given,
                on=consent.on.isoformat() if consent.on else "",
                how=consent.reason,
            )
            for consent in one.consents
        ),
    )


def _file(exhibit: models.Exhibit) -> File:
    parameters = {k: v for k, v in exhibit.parameters.items() if k != "pages"}
    return File(
        exhibit=str(exhibit.pk),
        source=str(exhibit.source_id),
        sha256=exhibit.sha256,
        size=exhibit.size,
        name=exhibit.name,
        name_bytes=None if plain_name(exhibit.name) == exhibit.name else exhibit.name.encode(),
        media_type=exhibit.media_type,
        derived_from=str(exhibit.derived_from_id) if exhibit.derived_from_id else None,
        tool=exhibit.tool,
        version=exhibit.tool_version,
        parameters=parameters,
        open=partial(register.archive().open, exhibit.sha256),
    )


def _custody(actor: Actor, exhibits: Sequence[models.Exhibit], tool: str) -> Iterator[Link]:
    """Chain every event of these files, the oldest first; salts derive from the register's key."""
    digests = {exhibit.pk: exhibit.sha256 for exhibit in exhibits}
    rows = models.Custody.objects.visible_to(actor).select_related("made_by")
    found = [row for part in _parts(list(digests)) for row in rows.filter(exhibit__in=part)]
    found.sort(key=lambda row: (row.at, row.pk))
    salt_key = register.ring().derive("custody/salt")
    events = (_event(row, digests[row.exhibit_id], tool) for row in found)
    return chained(events, lambda event: hmac.digest(salt_key, event.id.encode(), "sha256"))


def _event(row: models.Custody, digest: str, tool: str) -> Event:
    return Event(
        id=str(row.pk),
        kind=EventKind(row.kind),
        who=pseudonym(row.made_by_id),
        role=row.made_by.role,
        what=str(row.exhibit_id),
        before=None if row.kind == "intake" else digest,
        after=None if row.kind == "erase" else digest,
        when=row.at,
        clock=CLOCK,
        where=row.place or None,
        why=row.note or None,
        sender=row.sender or None,
        receiver=row.receiver or None,
        basis=row.basis or None,
        tool=row.tool or tool,
    )


def _claims(actor: Actor, ids: Sequence[int]) -> Iterator[Mapping[str, object]]:
    """Ask every app what was coded from these sources: each may answer in a module ``bagged``."""
    for module in modules_named("bagged"):
        for part in _parts(ids):
            yield from module.of_sources(actor, part)


def _times(actor: Actor, exhibits: Sequence[models.Exhibit]) -> Iterator[tuple[str, bytes]]:
    digests = {exhibit.pk: exhibit.sha256 for exhibit in exhibits}
    rows = models.TimeToken.objects.visible_to(actor).select_related("request").order_by("pk")
    for part in _parts(list(digests)):
        for token in rows.filter(request__exhibit__in=part):
            name = f"{digests[token.request.exhibit_id]}-{token.pk}"
            yield f"{name}.tsq", bytes(token.request.request)
            yield f"{name}.tsr", bytes(token.response)
            yield f"{name}.pem", token.certificates.encode()


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
