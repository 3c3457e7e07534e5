"""What can be done with a preserved file here: see its consent, and what a statement proposes."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from onrecord.web.site.doors import Door
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import Exhibit
from onrecord.web.statements.models import Statement


def from_exhibit(actor: Actor, exhibit: Exhibit) -> list[Door]:
    """Return the door to the proposals of a statement, at the record of its answers."""
    is_answers = exhibit.media_type == "application/json" and exhibit.derived_from_id is None
    found = Statement.objects.visible_to(actor).filter(answers=exhibit)
    if not is_answers or not found.exists():
        return []
    return [
        Door(_("What it proposes"), reverse("statements:statement", args=[exhibit.source_id])),
        Door(_("Consent"), reverse("statements:consent", args=[exhibit.source_id])),
    ]
