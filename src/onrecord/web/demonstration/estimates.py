"""Which estimate does the demonstration make?"""

from __future__ import annotations

from onrecord.reference.case import ReferenceCase
from onrecord.web.accounts.models import User
from onrecord.web.estimates.models import Estimate
from onrecord.web.estimates.services import estimate_table
from onrecord.web.sources.models import Source
from onrecord.web.sources.services import take_in

TABLE = "kosovo-four-lists.csv"


def estimate_published(case: ReferenceCase, sources: dict[str, Source], *, by: User) -> Estimate:
    """Preserve the published table of four lists and estimate from it."""
    table = case.capture_histories
    exhibit = take_in(
        sources[table.source], table.content, name=TABLE, by=by, media_type="text/csv"
    )
    return estimate_table(
        exhibit,
        title="Kosovo Albanians killed, 20 March to 22 June 1999",
        by=by,
        reason="The criterion chose the model that Ball et al. (2002) chose by another rule.",
    )
