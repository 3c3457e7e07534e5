"""Estimates of the same family that need more than a table of histories: one file a question."""

from onrecord.core.estimate.beyond.doubly_robust import (
    Approach,
    PairOptions,
    pairs_with_covariates,
)
from onrecord.core.estimate.beyond.inequality import (
    ONLY_A_DIFFERENCE,
    Disparity,
    GroupRate,
    SharedRates,
    disparity,
    disparity_of_counts,
    group_counts,
    group_shares,
    shared_shares,
)
from onrecord.core.estimate.beyond.pair_chances import Fitting
from onrecord.core.estimate.beyond.prevalence import MethodRate, Prevalence, prevalence
from onrecord.core.estimate.beyond.rate_intervals import RateInterval, RateLimits
from onrecord.core.estimate.beyond.register_bounds import (
    Knows,
    Outside,
    RateBounds,
    Register,
    all_registers,
    contradictions,
    in_both,
    in_either,
    never_falling,
    register_bounds,
    share_of,
)
from onrecord.core.estimate.beyond.reporting_delay import (
    Doubt,
    Nowcast,
    NowcastOptions,
    PeriodNowcast,
    nowcast,
)
from onrecord.core.estimate.beyond.reporting_triangle import ReportingTriangle
from onrecord.core.estimate.beyond.standardisation import (
    StandardisedRate,
    StratifiedComparison,
    directly_standardised,
    mantel_haenszel,
)

__all__ = [
    "ONLY_A_DIFFERENCE",
    "Approach",
    "Disparity",
    "Doubt",
    "Fitting",
    "GroupRate",
    "Knows",
    "MethodRate",
    "Nowcast",
    "NowcastOptions",
    "Outside",
    "PairOptions",
    "PeriodNowcast",
    "Prevalence",
    "RateBounds",
    "RateInterval",
    "RateLimits",
    "Register",
    "ReportingTriangle",
    "SharedRates",
    "StandardisedRate",
    "StratifiedComparison",
    "all_registers",
    "contradictions",
    "directly_standardised",
    "disparity",
    "disparity_of_counts",
    "group_counts",
    "group_shares",
    "in_both",
    "in_either",
    "mantel_haenszel",
    "never_falling",
    "nowcast",
    "pairs_with_covariates",
    "prevalence",
    "register_bounds",
    "share_of",
    "shared_shares",
]
