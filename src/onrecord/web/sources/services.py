"""How do sources and their files come in, and who writes down what happened to them?"""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

from django.db import transaction

from onrecord.adapters.archive import Stored
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.web.site import register
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import correct, latest
from onrecord.web.sources import embedding
from onrecord.web.sources.models import Consent, Custody, Description, Exhibit, Passage, Source
from onrecord.web.sources.selectors import MEMBER_TOOL, TEXT

LARGEST = 2 * 1024**3
"""Bytes of the largest file that is taken in."""
COPIES = ("copy", "read", "redact")
"""Events of custody by which a working copy comes about."""
HANDED_ON = ("transfer", "return", "withdraw")
"""Events of custody that happen outside the register, so that a person records them."""


@transaction.atomic
def add_source(values: dict[str, Any], *, compartment_id: int, by: Actor) -> Source:
    """Record a source and what is known of it. ``values`` are fields of Description."""
    require(by, Right.CODE)
    _require_compartment(by, compartment_id)
    source = Source.objects.create(compartment_id=compartment_id, made_by_id=by.pk)
    Description.objects.create(
        source=source, compartment_id=compartment_id, made_by_id=by.pk, **values
    )
    return source


@transaction.atomic
def describe(
    description: Description, changes: dict[str, Any], *, by: Actor, reason: str
) -> Description:
    """Correct what is known of a source: a new version with a reason."""
    require(by, Right.CODE)
    return correct(description, changes, by=by, reason=reason)


def take_in(
    source: Source,
    content: bytes | BinaryIO,
    *,
    name: str,
    by: Actor,
    media_type: str = "",
    stated_name: str = "",
) -> Exhibit:
    """Preserve one file of a source: encrypted, content-addressed, with its custody begun.

    The same bytes of the same source are kept once: the exhibit that exists is returned.
    ``stated_name`` is the name with its folders, where it came with a folder. Raises InputError
    for an empty file.
    """
    require(by, Right.CODE)
    name = name.replace("\\", "/").rsplit("/", 1)[-1][:300] or "file"
    # The file is durable before the row that names it: a power cut leaves at worst a file
    # without a row, which `verify` reports, never a row without a file.
    stored = register.archive().put(content)
    if stored.size == 0:
        raise InputError("The file is empty.", file=name, remedy="Choose the file again.")
    with transaction.atomic():
        exhibit, made = Exhibit.objects.get_or_create(
            source=source,
            sha256=stored.sha256,
            derived_from=None,
            defaults={
                "size": stored.size,
                "name": name,
                "media_type": media_type or mimetypes.guess_type(name)[0] or "",
                "parameters": {"stated_name": stated_name[:2_000]} if stated_name else {},
                "compartment_id": source.compartment_id,
                "made_by_id": by.pk,
            },
        )
        note_custody(exhibit, "intake" if made else "hash", by=by)
    if made and embedding.is_media(name):
        keep_embedded(exhibit, by=by)
    return exhibit


def keep_embedded(exhibit: Exhibit, *, by: Actor) -> None:
    """Keep what a photograph or film tells of itself as files derived from it."""
    content = register.archive().read(exhibit.sha256)
    for derived in embedding.derive(content, exhibit.name):
        keep_copy(
            exhibit,
            derived.content,
            kind="read",
            name=f"{exhibit.name[:280]}.{derived.ending}",
            media_type=derived.media_type,
            by=by,
            tool=embedding.TOOL,
            version=embedding.VERSION,
            parameters=dict(derived.parameters),
        )


def keep_copy(
    exhibit: Exhibit,
    content: bytes | BinaryIO,
    *,
    kind: str,
    name: str,
    media_type: str,
    by: Actor,
    tool: str,
    version: str = "",
    parameters: dict[str, Any] | None = None,
    reason: str = "",
) -> Exhibit:
    """Keep a working copy as an exhibit of its own, derived from another, which stays as it is.

    ``kind`` is the event of custody that made it: copy, read or redact. The same bytes derived
    from the same file are kept once. Raises InputError for an empty copy or one that is the same
    as the original.
    """
    require(by, Right.CODE)
    if kind not in COPIES:
        raise UsageError("A working copy is copied, read or redacted.", value=kind)
    if tool == MEMBER_TOOL:
        raise UsageError("Only files out of an archive are made with this tool.", value=tool)
    stored = register.archive().put(content)
    if stored.size == 0 or stored.sha256 == exhibit.sha256:
        raise InputError(
            "The working copy is empty, or it is the original itself.",
            file=name,
            remedy="Choose the file again.",
        )
    return _derived(
        exhibit,
        stored,
        by=by,
        event={"kind": kind, "note": reason or tool, "tool": f"{tool} {version}".strip()[:100]},
        name=name[:300],
        # Plain text among what was derived is the text that was read, to which offsets point.
        media_type=f"{TEXT}; derived={kind}" if media_type == TEXT else media_type,
        tool=tool,
        tool_version=version,
        parameters=parameters or {},
    )


def keep_text(
    exhibit: Exhibit,
    text: str,
    pages: Sequence[tuple[int, int]],
    *,
    by: Actor,
    tool: str,
    parameters: dict[str, Any],
    version: str = "",
) -> Exhibit:
    """Keep the text that was read from a file as an exhibit of its own, derived from it.

    ``pages`` are the spans of its pages; offsets of every passage point into this text.
    """
    require(by, Right.CODE)
    stored = register.archive().put(text.encode("utf-8"))
    return _derived(
        exhibit,
        stored,
        by=by,
        event={"kind": "read", "note": tool, "tool": f"{tool} {version}".strip()[:100]},
        name=f"{exhibit.name}.txt",
        media_type=TEXT,
        tool=tool,
        tool_version=version,
        parameters={**parameters, "pages": [list(span) for span in pages]},
    )


@transaction.atomic
def _derived(
    exhibit: Exhibit, stored: Stored, *, by: Actor, event: dict[str, str], **values: Any
) -> Exhibit:
    """Record a file that was derived from another; custody of the other says by which event."""
    derived, made = Exhibit.objects.get_or_create(
        source=exhibit.source,
        sha256=stored.sha256,
        derived_from=exhibit,
        defaults={
            **values,
            "size": stored.size,
            "compartment_id": exhibit.compartment_id,
            "made_by_id": by.pk,
        },
    )
    if made:
        note_custody(exhibit, by=by, **event)
    return derived


def mark_passage(
    exhibit: Exhibit,
    *,
    by: Actor,
    start: int | None = None,
    end: int | None = None,
    row: int | None = None,
    column: str = "",
) -> Passage:
    """Record where in an exhibit a claim has its words; the same place is kept once."""
    if (start is None) == (row is None):
        raise UsageError("A passage is a span of text or a row of a table.")
    page = _page_of(exhibit, start) if start is not None else None
    passage, _made = Passage.objects.get_or_create(
        exhibit=exhibit,
        start=start,
        end=end,
        row=row,
        column=column,
        defaults={
            "page": page,
            "compartment_id": exhibit.compartment_id,
            "made_by_id": by.pk,
        },
    )
    return passage


def note_custody(exhibit: Exhibit, kind: str, *, by: Actor, note: str = "", **more: Any) -> Custody:
    """Write down one event in the life of an exhibit; ``more`` are further fields of Custody."""
    return Custody.objects.create(
        exhibit=exhibit,
        kind=kind,
        note=note,
        compartment_id=exhibit.compartment_id,
        made_by_id=by.pk,
        **more,
    )


@transaction.atomic
def hand_on(
    exhibits: Sequence[Exhibit],
    kind: str,
    *,
    by: Actor,
    reason: str,
    sender: str = "",
    receiver: str = "",
    place: str = "",
    basis: str = "",
) -> None:
    """Record that exhibits were transferred, returned or withdrawn.

    Raises UsageError without a reason, without both sides of a handover, or for another event.
    """
    require(by, Right.CODE)
    if kind not in HANDED_ON:
        raise UsageError("This event is written by the register itself.", value=kind)
    if not reason.strip():
        raise UsageError("The reason is missing.", remedy="Say why in a sentence.")
    if kind != "withdraw" and not (sender.strip() and receiver.strip()):
        raise UsageError("A handover goes from somebody to somebody.", remedy="Name both.")
    for exhibit in exhibits:
        note_custody(
            exhibit,
            kind,
            by=by,
            note=reason.strip(),
            sender=sender,
            receiver=receiver,
            place=place,
            basis=basis,
        )


@transaction.atomic
def record_consent(
    source: Source, purpose: str, *, given: bool, on: date | None, by: Actor, reason: str
) -> Consent:
    """Record whether the giver of a source agrees to one use of it; the latest answer holds."""
    require(by, Right.CODE)
    before = Consent.objects.current().filter(source=source, purpose=purpose).first()
    if before is not None:
        changes = {"given": given, "on": on}
        return correct(latest(Consent, before.stem), changes, by=by, reason=reason)
    return Consent.objects.create(
        source=source,
        purpose=purpose,
        given=given,
        on=on,
        reason=reason,
        compartment_id=source.compartment_id,
        made_by_id=by.pk,
    )


def _page_of(exhibit: Exhibit, start: int) -> int | None:
    for number, (first, last) in enumerate(exhibit.parameters.get("pages", []), start=1):
        if first <= start < last:
            return number
    return None


def _require_compartment(by: Actor, compartment_id: int) -> None:
    if compartment_id not in by.compartment_ids():
        raise UsageError(
            "You may not enter this compartment.", remedy="Choose one of your own compartments."
        )
