"""Which records of several lists are one person, and how sure is that."""

from onrecord.core.reconcile.linkage.clustering import cluster
from onrecord.core.reconcile.linkage.decisions import (
    Conflict,
    PairDecision,
    Standing,
    Verdict,
    standing,
)
from onrecord.core.reconcile.linkage.pairs import ScoredPairs
from onrecord.core.reconcile.linkage.record import LinkRecord, record_key
from onrecord.core.reconcile.linkage.rules import ListRule, RuleKind

__all__ = [
    "Conflict",
    "LinkRecord",
    "ListRule",
    "PairDecision",
    "RuleKind",
    "ScoredPairs",
    "Standing",
    "Verdict",
    "cluster",
    "record_key",
    "standing",
]
