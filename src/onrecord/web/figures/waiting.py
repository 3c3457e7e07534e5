"""Which figures wait for a person?"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from onrecord.web.figures import selectors
from onrecord.web.site.rights import Actor, Right, has_right
from onrecord.web.site.waiting import Waiting


def waiting(actor: Actor) -> list[Waiting]:
    """Return the figures that answer no question yet, for those who judge."""
    if not has_right(actor, Right.JUDGE):
        return []
    count = selectors.unplaced(actor).count()
    sentence = ngettext("figure answers no question yet", "figures answer no question yet", count)
    return [Waiting(count, sentence, reverse("figures:all") + "?placed=no")]
