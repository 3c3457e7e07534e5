"""What about accounts waits for whom?"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onrecord.web.accounts import selectors
from onrecord.web.accounts.models import User
from onrecord.web.site import install
from onrecord.web.site.rights import Actor, Right, has_right
from onrecord.web.site.waiting import Waiting


def waiting(actor: Actor) -> list[Waiting]:
    """Return accounts that see nothing yet, and a second factor that is missing."""
    return [*_without_compartment(actor), *_without_second_factor(actor)]


def _without_compartment(actor: Actor) -> list[Waiting]:
    count = selectors.without_compartment(actor).count()
    sentence = ngettext(
        "account may enter no compartment yet", "accounts may enter no compartment yet", count
    )
    return [Waiting(count, sentence, reverse("accounts:users"))]


def _without_second_factor(actor: Actor) -> list[Waiting]:
    needing = has_right(actor, Right.EXPORT) or has_right(actor, Right.ADMINISTER)
    if not needing or install.is_demo():
        return []
    account = User.objects.filter(pk=actor.pk).first()
    missing = account is not None and not selectors.has_second_factor(account)
    sentence = _("second factor to set up: exports and accounts need it")
    return [Waiting(int(missing), sentence, reverse("accounts:second_factor"))]
