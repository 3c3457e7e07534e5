"""Which estimates does the demonstration make?"""

from __future__ import annotations

from onrecord.core.estimate import methods_for
from onrecord.reference.case import ReferenceCase
from onrecord.web.accounts.models import User
from onrecord.web.estimates.models import Estimate
from onrecord.web.estimates.selectors import list_choices
from onrecord.web.estimates.services import Order, counted_lists, counted_table, make
from onrecord.web.sources.models import Source
from onrecord.web.sources.services import take_in

TABLE = "kosovo-four-lists.csv"


def estimate_published(case: ReferenceCase, sources: dict[str, Source], *, by: User) -> Estimate:
    """Preserve the published table of four lists and estimate from it."""
    table = case.capture_histories
    exhibit = take_in(
        sources[table.source], table.content, name=TABLE, by=by, media_type="text/csv"
    )
    order = Order(
        title="Kosovo Albanians killed, 20 March to 22 June 1999",
        reason="The criterion chose the model that Ball et al. (2002) chose by another rule.",
        methods=_at_once(4),
    )
    return make(counted_table(exhibit), order, by=by)


def estimate_invented(*, by: User) -> Estimate:
    """Estimate from the two invented lists, so that a number can be followed to its lines."""
    order = Order(
        title="People named on the invented lists LIPA and BREZA",
        preferred="chapman",
        reason="Two lists only: shown to follow a number to its lines, not to be believed.",
        methods=_at_once(2),
    )
    return make(counted_lists(list_choices(by), by=by), order, by=by)


def _at_once(lists: int) -> tuple[str, ...]:
    """Return the methods that do not draw: a demonstration does not wait for a sampler."""
    return tuple(method.name for method in methods_for(lists) if not method.draws)
