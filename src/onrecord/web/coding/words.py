"""How are victims and alleged perpetrators said in the language of the request?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from onrecord.web.coding.models import Account, Act, Suffered
from onrecord.web.site.choices import concept_label
from onrecord.web.site.words import quantity_text


def victim_words(row: Suffered) -> str:
    """Return who suffered an act: name, number and group, as far as they are known."""
    quantity = row.victims()
    parts = (
        row.victim_name,
        quantity_text(quantity) if quantity else "",
        concept_label("groups", row.victim_group),
    )
    return ", ".join(part for part in parts if part)


def suffered_words(row: Account | Act) -> str:
    """Return what was done and, as far as it is known, to whom."""
    done = concept_label("acts", row.act_type)
    return ", ".join(part for part in (done, victim_words(row)) if part)


def alleged(name: str) -> str:
    """Return a perpetrator's name as it may be shown: never without "alleged"."""
    return _("alleged: {name}").format(name=name) if name else ""
