"""Percentage agreement: in what share of cases did coders of one unit say the same?"""

from __future__ import annotations

from onrecord.core.reconcile.agreement.counting import Ratings, counted
from onrecord.core.reconcile.agreement.result import Agreement, Bootstrap, measured


def percentage_agreement(ratings: Ratings, *, bootstrap: Bootstrap | None = None) -> Agreement:
    """Return the mean share of agreeing pairs of coders in a unit, between 0 and 1.

    ``ratings`` has one row a unit and one value a coder, None where missing. Chance is not taken
    out: where one value is common, the share is high whatever the coders do.

    Source: the observed agreement of Fleiss, "Measuring nominal scale agreement among many
    raters", Psychological Bulletin 76 (1971), for units with any number of coders.
    """
    counts = counted(ratings).counts
    sizes = counts.sum(axis=1)
    agreeing = (counts * (counts - 1)).sum(axis=1) / (sizes * (sizes - 1))
    return measured(
        len(counts), lambda weights: weights @ agreeing / weights.sum(axis=1), bootstrap
    )
