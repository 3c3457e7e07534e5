"""What can be done with a preserved file here: see what the checks find in its text."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from onrecord.web.site.doors import Door
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import Exhibit


def from_exhibit(_actor: Actor, exhibit: Exhibit) -> list[Door]:
    """Return the door to the findings about a text that was read."""
    if exhibit.derived_from_id is None or exhibit.media_type != "text/plain":
        return []
    return [Door(_("What cannot be true"), reverse("checks:text", args=[exhibit.pk]))]
