"""How is what the reading rules say happened called in the language of the request?"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

PHENOMENA: dict[str, Promise] = {
    "killed": pgettext_lazy("what happened", "killed"),
    "missing": pgettext_lazy("what happened", "missing"),
    "displaced": pgettext_lazy("what happened", "displaced"),
    "expelled": pgettext_lazy("what happened", "expelled"),
    "fled": pgettext_lazy("what happened", "fled"),
    "returned": pgettext_lazy("what happened", "returned"),
    "injured": pgettext_lazy("what happened", "injured"),
    "detained": pgettext_lazy("what happened", "detained"),
    "abducted": pgettext_lazy("what happened", "abducted"),
    "sexual violence": pgettext_lazy("what happened", "sexual violence"),
    "trafficked": pgettext_lazy("what happened", "trafficked"),
    "denied medical care": pgettext_lazy("what happened", "denied medical care"),
    "unprotected sex": pgettext_lazy("what happened", "unprotected sex"),
    "destroyed": pgettext_lazy("what happened", "destroyed"),
    "unsolved": pgettext_lazy("what happened", "unsolved"),
    "unemployment": pgettext_lazy("what happened", "unemployment"),
    "mortality": pgettext_lazy("what happened", "mortality"),
    "sentenced": pgettext_lazy("what happened", "sentenced"),
    "indicted": pgettext_lazy("what happened", "indicted"),
    "attacked": pgettext_lazy("what happened", "attacked"),
    "population": pgettext_lazy("what happened", "population"),
}


def phenomenon_words(phenomenon: str) -> str:
    """Return a phenomenon of the rules in words; one that is not here as the rule has it."""
    return str(PHENOMENA.get(phenomenon, phenomenon))
