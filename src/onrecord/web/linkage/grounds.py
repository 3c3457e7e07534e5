"""Which reasons for a decision about a pair are offered, in the order of their number keys?"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GROUNDS: Mapping[str, Mapping[str, str | Promise]] = {
    "same": {
        "same_name_birth": _("name and birth agree"),
        "same_name_father": _("name and father's name agree"),
        "same_name_event": _("name, place and date agree"),
        "same_spelling": _("two spellings or scripts of one name"),
        "same_slip": _("one value is a slip of the pen"),
        "same_source": _("a source says so"),
    },
    "different": {
        "other_given": _("relatives: another given name"),
        "other_father": _("another father's name"),
        "other_birth": _("births that cannot both be"),
        "other_date": _("dates that cannot both be"),
        "other_place": _("places that cannot both be"),
        "other_sex": _("another sex"),
        "other_lines": _("one list names both on lines of their own"),
        "other_source": _("a source says so"),
    },
    "unsure": {
        "unsure_little": _("too little is stated"),
        "unsure_common": _("a name that many have"),
        "unsure_source": _("the source has to be read"),
        "unsure_family": _("may be relatives"),
    },
}


def label_of(ground: str) -> str:
    """Return an offered reason in the language of the reader; empty for none."""
    for offered in GROUNDS.values():
        if ground in offered:
            return str(offered[ground])
    return ""


def spelt_out(ground: str, words: str) -> str:
    """Return the whole reason: what was chosen, and what the person wrote."""
    return "; ".join(part for part in (label_of(ground), words) if part)
