"""Which staged lists wait for somebody to commit them?"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from onrecord.web.people import selectors
from onrecord.web.site.rights import Actor, Right, has_right
from onrecord.web.site.waiting import Waiting


def waiting(actor: Actor) -> list[Waiting]:
    """Return the staged imports, for those who may commit them."""
    if not has_right(actor, Right.IMPORT):
        return []
    count = selectors.batches(actor).filter(state="staged").count()
    sentence = ngettext("list waits to be committed", "lists wait to be committed", count)
    return [Waiting(count, sentence, reverse("people:lists") + "?state=staged")]
