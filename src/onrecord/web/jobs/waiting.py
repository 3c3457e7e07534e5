"""Which long work failed and waits for whoever asked for it?"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from onrecord.web.jobs import selectors
from onrecord.web.site.rights import Actor
from onrecord.web.site.waiting import Waiting


def waiting(actor: Actor) -> list[Waiting]:
    """Return how much of the work that the person asked for has failed."""
    count = selectors.failed_of(actor).count()
    sentence = ngettext("piece of long work failed", "pieces of long work failed", count)
    return [Waiting(count, sentence, reverse("jobs:list") + "?state=failed")]
