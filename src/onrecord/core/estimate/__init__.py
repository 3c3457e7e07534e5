"""What nobody documented: how many people no list names, with the doubt around the number."""

from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.profile import Interval, IntervalMethod
from onrecord.core.estimate.registry import all_methods, method_named, methods_for
from onrecord.core.estimate.result import Estimate
from onrecord.core.estimate.snapshot import fingerprint, snapshot
from onrecord.core.kernel.remark import Remark

__all__ = [
    "Estimate",
    "Interval",
    "IntervalMethod",
    "Method",
    "Options",
    "Remark",
    "all_methods",
    "fingerprint",
    "method_named",
    "methods_for",
    "snapshot",
]
