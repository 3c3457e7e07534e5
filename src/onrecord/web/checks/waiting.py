"""Which findings wait for a decision?"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from onrecord.web.checks import selectors
from onrecord.web.site.rights import Actor, Right, has_right
from onrecord.web.site.waiting import Waiting


def waiting(actor: Actor) -> list[Waiting]:
    """Return the findings that nobody has decided about, for those who judge."""
    if not has_right(actor, Right.JUDGE):
        return []
    count = selectors.undecided(actor).count()
    sentence = ngettext(
        "finding of a check waits for a decision",
        "findings of checks wait for a decision",
        count,
    )
    return [Waiting(count, sentence, reverse("checks:list") + "?outcome=open")]
