"""How do many files come in at once, and the files that lie within archives and mails?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Final
from urllib.parse import urlsplit

from django.db import transaction

from onrecord.adapters.read.containers import Member
from onrecord.adapters.read.limits import LIMITS, MIB
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.core.kernel.remark import Remark
from onrecord.web.site import register
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.sources import embedding, intake_members
from onrecord.web.sources.intake_contents import Contents, Place
from onrecord.web.sources.models import Exhibit, Source
from onrecord.web.sources.names import shown_name
from onrecord.web.sources.selectors import (
    CONTENTS,
    description_of,
    exhibits,
    is_document,
)
from onrecord.web.sources.services import (
    add_source,
    keep_copy,
    keep_embedded,
    note_custody,
    take_in,
)

Tell = Callable[[int, int], None]

MOST_TITLE: Final = 300
_EMPTY: Final = Remark.of("The file is empty.")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody sends; ``stated_name`` has the folders that it lay in."""

    content: BinaryIO
    name: str
    stated_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of files that were sent: the new ones, those here before, and the refused."""

    new: tuple[Exhibit, ...]
    known: tuple[Exhibit, ...]
    refused: tuple[tuple[str, InputError], ...]

    @property
    def all(self) -> tuple[Exhibit, ...]:
        """Every file that is preserved now."""
        return (*self.new, *self.known)


def take_in_new(
    sent: Iterable[Sent], values: dict[str, Any], *, compartment_id: int, apart: bool, by: Actor
) -> Taken:
    """Preserve files as one new source, or ``apart``: each as a source of its own.

    ``values`` are fields of Description; a source of its own has the name of its file as title.
    A file that this compartment has already adds nothing.
    """
    require(by, Right.CODE)
    source: Source | None = None
    new: list[Exhibit] = []
    known: list[Exhibit] = []
    refused: list[tuple[str, InputError]] = []
    for one in sent:
        before = _known(one.content, compartment_id, by)
        if before is not None:
            known.append(before)
            continue
        if not one.content.read(1):
            refused.append((one.name, InputError("The file is empty.", file=one.name)))
            continue
        one.content.seek(0)
        if source is None or apart:
            title = "" if apart else values["title"]
            title = title or shown_name(one.stated_name if apart else "") or shown_name(one.name)
            described = {**values, "title": title[:MOST_TITLE]}
            source = add_source(described, compartment_id=compartment_id, by=by)
        new.append(_taken(source, one, by))
    return Taken(new=tuple(new), known=tuple(known), refused=tuple(refused))


def take_in_more(source: Source, sent: Iterable[Sent], *, by: Actor) -> Taken:
    """Preserve more files of a source; what it has already adds nothing."""
    require(by, Right.CODE)
    here = dict(exhibits(by).filter(source=source, derived_from=None).values_list("sha256", "pk"))
    new: list[Exhibit] = []
    known: list[Exhibit] = []
    refused: list[tuple[str, InputError]] = []
    for one in sent:
        try:
            exhibit = _taken(source, one, by)
        except InputError as error:
            refused.append((one.name, error))
            continue
        (known if exhibit.sha256 in here else new).append(exhibit)
        here[exhibit.sha256] = exhibit.pk
    return Taken(new=tuple(new), known=tuple(known), refused=tuple(refused))


def open_archive(archive: Exhibit, *, apart: bool, by: Actor, tell: Tell) -> Exhibit:
    """Take out the files within an archive or a mail, and return the list of what lies in it.

    The archive stays the original. Each file becomes an exhibit derived from it, of the same
    source or, ``apart``, of a source of its own. Every file is kept as one step: stopped or
    killed, what was kept is there, and beginning anew goes on behind it. The same archive twice
    adds nothing. What cannot be taken stands in the list with the reason.
    """
    require(by, Right.CODE)
    _require_openable(archive)
    content = register.archive().read(archive.sha256)
    known = set(exhibits(by).filter(derived_from=archive).values_list("sha256", flat=True))
    places: list[Place] = []
    stopped = None
    try:
        with closing(intake_members.files_within(content, archive.name)) as found:
            for place, member in _placed(found):
                tell(place.position, 0)
                if place.sha256 and place.sha256 not in known:
                    _keep(archive, member, place, apart=apart, by=by)
                    known.add(place.sha256)
                places.append(place)
    except InputError as error:
        stopped = Remark.of(error.template, **error.params).to_plain()
    listed = Contents(places=places, stopped=stopped)
    return keep_copy(
        archive,
        listed.written(),
        kind="read",
        name=f"{archive.name[:280]}.contents.json",
        media_type=CONTENTS,
        by=by,
        tool=intake_members.TOOL + " list",
        version=intake_members.VERSION,
    )


def _known(content: BinaryIO, compartment_id: int, by: Actor) -> Exhibit | None:
    """Return the file with these bytes that the compartment has already."""
    digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]  # any file
    content.seek(0)
    found = exhibits(by).filter(sha256=digest, compartment_id=compartment_id, derived_from=None)
    return found.order_by("pk").first()


def _taken(source: Source, one: Sent, by: Actor) -> Exhibit:
    return take_in(source, one.content, name=one.name, by=by, stated_name=one.stated_name)


def _require_openable(archive: Exhibit) -> None:
    if not is_document(archive) or not intake_members.is_openable(archive.name):
        raise UsageError(
            "This file holds no files that can be taken out.",
            remedy="Open a file that ends in .zip .wacz .warc .warc.gz .mbox or .eml.",
        )
    if archive.size > LIMITS.file_bytes:
        raise InputError(
            "The archive is preserved, but larger than the {most} MiB that are opened.",
            most=LIMITS.file_bytes // MIB,
            remedy="Unpack it outside and take in its files as a folder.",
        )


def _placed(found: Iterable[Member]) -> Iterator[tuple[Place, Member]]:
    for position, member in enumerate(found, start=1):
        problem = member.problem or (None if member.data else _EMPTY)
        yield (
            Place(
                position=position,
                stated_name=_storable(member.stated_name[:2_000]),
                sha256="" if problem else hashlib.sha256(member.data).hexdigest(),
                size=len(member.data),
                media_type=_storable((member.media_type or "")[:100]),
                origin=_storable((member.origin or "")[:2_000]),
                date=_storable((member.date or "")[:40]),
                problem=None if problem is None else problem.to_plain(),
            ),
            member,
        )


def _storable(text: str) -> str:
    """Return a text without half characters, which no database takes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _keep(archive: Exhibit, member: Member, place: Place, *, apart: bool, by: Actor) -> None:
    stored = register.archive().put(member.data)
    name = PurePosixPath(member.name).name[:300]
    with transaction.atomic():
        exhibit = Exhibit.objects.create(
            source=_source_of_its_own(archive, place, name, by) if apart else archive.source,
            sha256=stored.sha256,
            size=stored.size,
            name=name,
            media_type=intake_members.kept_type(member),
            derived_from=archive,
            tool=intake_members.TOOL,
            tool_version=intake_members.VERSION,
            parameters={
                "archive": archive.sha256,
                "place": place.position,
                "stated_name": place.stated_name,
                "origin": place.origin,
                "date": place.date,
            },
            compartment_id=archive.compartment_id,
            made_by_id=by.pk,
        )
        note_custody(
            exhibit,
            "intake",
            by=by,
            note=f"out of {archive.name[:200]}, place {place.position}",
            tool=f"{intake_members.TOOL} {intake_members.VERSION}"[:100],
        )
    if embedding.is_media(name):
        keep_embedded(exhibit, by=by)


def _source_of_its_own(archive: Exhibit, place: Place, name: str, by: Actor) -> Source:
    """Record a source for one file; a page of the web has its host as originator."""
    known = description_of(archive.source)
    host = _host(place.origin)
    values = {
        "title": shown_name(place.origin or place.stated_name or name)[:MOST_TITLE],
        "kind": known.kind,
        "originator": (shown_name(host) or known.originator)[:300],
        "location": shown_name(place.origin)[:500],
        "received": _day(place.date) if place.origin else known.received,
        "language": "" if place.origin else known.language,
        "reliability": "" if place.origin else known.reliability,
        "licence": "" if place.origin else known.licence,
        "required_notice": known.required_notice,
    }
    return add_source(values, compartment_id=archive.compartment_id, by=by)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _day(moment: str) -> date | None:
    """Return the day of a moment as the archive states it; None where it states none."""
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
