"""What may a person see of sources and their files?"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from onrecord.core.kernel.errors import InputError
from onrecord.web.site import register
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import (
    Consent,
    Custody,
    Description,
    Exhibit,
    Passage,
    Source,
    TimeRequest,
    TimeToken,
)

TEXT = "text/plain"
"""The media type of texts that were read from files, and of no other working copy."""
CONTENTS = "application/vnd.onrecord.contents+json"
"""The media type of the list of what lies in an archive that was opened."""
MEMBER_TOOL = "onrecord intake"
"""The tool of files that were taken out of an archive or a mail: as good as what came in."""
CONTEXT = 160
"""Characters shown before and after a passage."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage in its words, with a little text around it."""

    before: str
    words: str
    after: str
    page: int | None


def sources(actor: Actor) -> QuerySet[Source]:
    """Return the sources that this person may see."""
    return Source.objects.visible_to(actor)


def descriptions(actor: Actor) -> QuerySet[Description]:
    """Return the current description of every source that this person may see."""
    return Description.objects.visible_to(actor).current()


def description_of(source: Source) -> Description:
    """Return the current description of a source that the caller was given by a selector."""
    return Description.objects.current().get(source=source)


def titles(actor: Actor) -> dict[int, str]:
    """Return the title of every source that this person may see, by source id."""
    return dict(descriptions(actor).values_list("source_id", "title"))


def exhibits(actor: Actor) -> QuerySet[Exhibit]:
    """Return the files that this person may see."""
    return Exhibit.objects.visible_to(actor)


def documents(actor: Actor) -> QuerySet[Exhibit]:
    """Return the files that came in, by themselves or within another, and not what we made."""
    return exhibits(actor).filter(Q(derived_from__isnull=True) | Q(tool=MEMBER_TOOL))


def beside_archives(actor: Actor, source: Source) -> QuerySet[Exhibit]:
    """Return the files of a source without those within archives, of which there may be many."""
    within = Q(tool=MEMBER_TOOL) | Q(derived_from__tool=MEMBER_TOOL)
    return exhibits(actor).filter(source=source).exclude(within).order_by("pk")


def is_document(exhibit: Exhibit) -> bool:
    """Tell whether a file came in, by itself or within another."""
    return exhibit.derived_from_id is None or exhibit.tool == MEMBER_TOOL


def passages(actor: Actor) -> QuerySet[Passage]:
    """Return the passages that this person may see."""
    return Passage.objects.visible_to(actor).select_related("exhibit")


def custody(actor: Actor, source: Source) -> QuerySet[Custody]:
    """Return the custody history of a source's files, the newest event first."""
    found = Custody.objects.visible_to(actor).filter(exhibit__source=source)
    return found.select_related("exhibit", "made_by").order_by("-at", "-pk")


def time_requests(actor: Actor) -> QuerySet[TimeRequest]:
    """Return the questions to time-stamping authorities that this person may see."""
    return TimeRequest.objects.visible_to(actor)


def time_tokens(actor: Actor, exhibit: Exhibit) -> QuerySet[TimeToken]:
    """Return the time stamps of one file, the newest first."""
    found = TimeToken.objects.visible_to(actor).filter(request__exhibit=exhibit)
    return found.select_related("made_by").order_by("-pk")


def consents(actor: Actor, source: Source) -> QuerySet[Consent]:
    """Return what the source's giver agreed to, now."""
    return Consent.objects.visible_to(actor).current().filter(source=source).order_by("purpose")


def text_exhibit(actor: Actor, source: Source) -> Exhibit | None:
    """Return the newest text that was read from a file of this source, or None."""
    texts = exhibits(actor).filter(source=source, derived_from__isnull=False)
    return texts.filter(media_type=TEXT).order_by("-pk").first()


def text_of(exhibit: Exhibit) -> str:
    """Return the stored text of a text exhibit; the archive checks it as it reads.

    Raises InputError for any other file: what is embedded in a photograph may tell a place.
    """
    if exhibit.media_type != TEXT:
        raise InputError("This file holds no text that was read.", file=exhibit.name)
    return register.archive().read(exhibit.sha256).decode("utf-8")


def excerpt(passage: Passage, context: int = CONTEXT) -> Excerpt | None:
    """Return the words of a passage with the text around them; None for a table row."""
    if passage.start is None or passage.end is None:
        return None
    text = text_of(passage.exhibit)
    before = max(0, passage.start - context)
    return Excerpt(
        text[before : passage.start],
        text[passage.start : passage.end],
        text[passage.end : passage.end + context],
        passage.page,
    )


def search(rows: QuerySet[Description], words: str) -> QuerySet[Description]:
    """Return those of the descriptions whose title or originator holds the words."""
    return rows.filter(Q(title__icontains=words) | Q(originator__icontains=words))
