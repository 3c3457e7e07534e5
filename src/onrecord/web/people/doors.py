"""What can be done with a preserved file here: bring it in as a list of people."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from onrecord.web.people.selectors import LIST_ENDINGS
from onrecord.web.site.doors import Door
from onrecord.web.site.rights import Actor, Right, has_right
from onrecord.web.sources.models import Exhibit

_TABLES = tuple(ending for ending in LIST_ENDINGS if ending != ".txt")


def from_exhibit(actor: Actor, exhibit: Exhibit) -> list[Door]:
    """Return the door to the columns of a file that is a table by its name."""
    if not exhibit.name.lower().endswith(_TABLES) or not has_right(actor, Right.IMPORT):
        return []
    return [Door(_("Bring in a list"), reverse("people:columns", args=[exhibit.pk]))]
