"""Which pairs of the newest runs wait for a decision?"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from onrecord.web.linkage import selectors
from onrecord.web.site.rights import Actor, Right, has_right
from onrecord.web.site.waiting import Waiting


def waiting(actor: Actor) -> list[Waiting]:
    """Return the pairs that wait in the newest run of each compartment, for those who judge."""
    if not has_right(actor, Right.JUDGE):
        return []
    found = []
    for run in selectors.newest_runs(actor):
        count = selectors.queue(actor, run).count()
        sentence = ngettext(
            "pair of mentions waits for a decision", "pairs of mentions wait for a decision", count
        )
        found.append(Waiting(count, sentence, reverse("linkage:run", args=[run.pk])))
    return found
