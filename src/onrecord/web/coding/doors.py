"""What can be done with a preserved file here: read it, or go on deciding about it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from onrecord.web.coding.selectors.reading import is_readable
from onrecord.web.site.doors import Door
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import Exhibit


def from_exhibit(_actor: Actor, exhibit: Exhibit) -> list[Door]:
    """Return the door to the reading room for a file that has a reader, and for its text."""
    address = reverse("coding:read", args=[exhibit.pk])
    if exhibit.derived_from_id is not None:
        is_text = exhibit.media_type == "text/plain"
        return [Door(_("Open in the reading room"), address)] if is_text else []
    return [Door(_("Read"), address)] if is_readable(exhibit.name) else []
