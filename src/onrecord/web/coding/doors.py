"""What can be done with a preserved file here: read it, or go on deciding about it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onrecord.web.coding.selectors.reading import is_readable, unread_of
from onrecord.web.site.doors import Door
from onrecord.web.site.rights import Actor, Right, has_right
from onrecord.web.site.words import number_text
from onrecord.web.sources.models import Exhibit, Source
from onrecord.web.sources.selectors import is_document


def from_exhibit(_actor: Actor, exhibit: Exhibit) -> list[Door]:
    """Return the door to the reading room for a file that has a reader, and for its text."""
    address = reverse("coding:read", args=[exhibit.pk])
    if not is_document(exhibit):
        is_text = exhibit.media_type == "text/plain"
        return [Door(_("Open in the reading room"), address)] if is_text else []
    return [Door(_("Read"), address)] if is_readable(exhibit.name) else []


def on_source(actor: Actor, source: Source) -> list[Door]:
    """Return the deed of reading all files of a source that nobody has read yet."""
    if not has_right(actor, Right.CODE):
        return []
    count = unread_of(actor, source).count()
    if not count:
        return []
    label = ngettext("Read {number} file", "Read all {number} files", count)
    return [
        Door(label.format(number=number_text(count)), reverse("coding:read_all", args=[source.pk]))
    ]
