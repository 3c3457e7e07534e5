"""Which interviews wait for this person to go on?"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from onrecord.web.site.rights import Actor, Right, has_right
from onrecord.web.site.waiting import Waiting
from onrecord.web.statements.selectors import interviews


def waiting(actor: Actor) -> list[Waiting]:
    """Return the interviews that the person began and did not end."""
    if not has_right(actor, Right.CODE):
        return []
    number = interviews(actor).filter(made_by_id=actor.pk).count()
    sentence = ngettext(
        "interview of yours is under way", "interviews of yours are under way", number
    )
    return [Waiting(number, sentence, reverse("statements:home"))]
