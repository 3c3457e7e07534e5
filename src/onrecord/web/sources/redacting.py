"""Which words shall not be in redacted copies of a text, and how is such a copy made?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

import onrecord
from onrecord.core.document.redaction import MARK, Span, redacted
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.flows.paged_file import DPI
from onrecord.flows.redact import redacted_pdf
from onrecord.web.site import register
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import withdraw
from onrecord.web.sources.layout import document_of, has_pages
from onrecord.web.sources.models import Exhibit, Redaction
from onrecord.web.sources.selectors import TEXT, exhibits, text_of
from onrecord.web.sources.services import keep_copy

TOOL: Final = "onrecord redact"
MOST: Final = 5_000
"""Redactions of one text."""

Spans = Sequence[tuple[int, int, str]]
"""Start, end and reason of what is taken out."""


def redactions(actor: Actor, text: Exhibit) -> QuerySet[Redaction]:
    """Return what shall be taken out of a text, in the order of the text."""
    found = Redaction.objects.visible_to(actor).current().filter(text=text)
    return found.select_related("made_by").order_by("start", "end", "pk")


def copies(actor: Actor, text: Exhibit) -> QuerySet[Exhibit]:
    """Return the redacted copies that were made here of the file of a text, the newest first."""
    made = exhibits(actor).filter(derived_from=text.derived_from_id, tool=TOOL)
    return made.filter(parameters__text=text.sha256).order_by("-made_at", "-pk")


def redacted_copies(actor: Actor) -> QuerySet[Exhibit]:
    """Return the redacted copies of all files that this person may see, which were made here."""
    return exhibits(actor).filter(derived_from__isnull=False, tool=TOOL)


@transaction.atomic
def add_redactions(text: Exhibit, spans: Iterable[Span], why: str, *, by: Actor) -> int:
    """Record what shall be taken out of a text and why; return how many were not there yet.

    Raises UsageError for an unknown reason, and InputError for words that the text does not have
    or for more redactions than one text may have.
    """
    require(by, Right.CODE)
    if why not in Redaction.WHY:
        raise UsageError("This is no reason for a redaction.", value=why)
    length = len(text_of(text))
    there = {(one.start, one.end) for one in redactions(by, text)}
    new = {(span.start, span.end) for span in spans} - there
    if any(end > length for _start, end in new):
        raise InputError("No words are selected.", remedy="Select the words in the text.")
    if len(there) + len(new) > MOST:
        raise InputError("A text has {most} redactions at most.", most=MOST)
    Redaction.objects.bulk_create(
        Redaction(
            text=text,
            start=start,
            end=end,
            why=why,
            compartment_id=text.compartment_id,
            made_by_id=by.pk,
        )
        for start, end in sorted(new)
    )
    return len(new)


@transaction.atomic
def take_back(redaction: Redaction, *, by: Actor, reason: str) -> None:
    """Let words stand again in the copies that are made from now on."""
    require(by, Right.CODE)
    withdraw(redaction, by=by, reason=reason)


def spans_of(rows: Iterable[Redaction]) -> list[Span]:
    """Return the spans of redactions."""
    return [Span(row.start, row.end) for row in rows]


def make_copies(
    text: Exhibit,
    spans: Spans,
    *,
    with_unread: bool,
    by: Actor,
    told: Callable[[int, int], None] | None = None,
) -> list[Exhibit]:
    """Make the redacted text and, of a file with pages, the redacted PDF; return both.

    They are derived from the file that came in, whose custody says so. Their names tell nothing.
    Of what was taken out they keep places and reasons, never the words. Pages without words
    are black unless ``with_unread``. Raises UsageError where nothing is to be taken out.
    """
    require(by, Right.CODE)
    if not spans or text.derived_from is None:
        raise UsageError(
            "Nothing is to be taken out of this text.", remedy="Select words to redact first."
        )
    document = document_of(by, text)
    taken = [Span(start, end) for start, end, _why in spans]
    pdf = b""
    if has_pages(text):
        pdf = redacted_pdf(
            register.archive().read(text.derived_from.sha256),
            text.derived_from.name,
            document,
            taken,
            with_unread=with_unread,
            told=told,
        )
    told_of = {"text": text.sha256, "spans": [list(one) for one in spans]}
    plain = redacted(document.text, taken).encode("utf-8")
    with transaction.atomic():
        made = [_kept(text, plain, "txt", TEXT, {**told_of, "mark": MARK}, by=by)]
        if pdf:
            how = {**told_of, "dpi": DPI, "pages_without_words": _shown(with_unread=with_unread)}
            made.append(_kept(text, pdf, "pdf", "application/pdf", how, by=by))
    return made


def _kept(
    text: Exhibit,
    content: bytes,
    ending: str,
    media_type: str,
    parameters: dict[str, Any],
    *,
    by: Actor,
) -> Exhibit:
    original = text.derived_from
    if original is None:
        raise UsageError("This text was not read from a file.", value=text.name)
    return keep_copy(
        original,
        content,
        kind="redact",
        # The name of the original may be that of whoever is protected.
        name=f"redacted-{original.sha256[:8]}.{ending}",
        media_type=media_type,
        by=by,
        tool=TOOL,
        version=onrecord.__version__,
        parameters=parameters,
        reason=TOOL,
    )


def _shown(*, with_unread: bool) -> str:
    return "shown" if with_unread else "black"
