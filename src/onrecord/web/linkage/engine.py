"""How are the mentions of a run scored by the engine of ``flows.link``?"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from onrecord import __version__
from onrecord.core.reconcile.linkage import PairDecision
from onrecord.flows.link import Linkage, link
from onrecord.flows.link_records import RecordFolding
from onrecord.web.linkage.scoring import Blocked, Evidence, Named, Scored, Scoring, Tell

_PACKAGES = ("splink", "duckdb")
_STEPS = 4
"""Folding, comparing, learning what answers weigh, clustering: a run can stop between them."""


def score(
    mentions: Sequence[Named],
    decisions: Sequence[PairDecision],
    *,
    threshold: float,
    lowest: float,
    tell: Tell,
) -> Scoring:
    """Return the scored pairs of these mentions; UsageError where no engine is installed."""
    done = iter(range(1, _STEPS))
    tell(0, _STEPS)
    folding = RecordFolding()
    records = [folding.record(one.values, one.list_name) for one in mentions]
    made = link(
        records,
        decisions=decisions,
        threshold=threshold,
        say=lambda _text: tell(next(done, _STEPS), _STEPS),
    )
    kept = np.flatnonzero(made.pairs.probability >= lowest)
    return Scoring(
        pairs=[_scored(made, pair) for pair in kept.tolist()],
        clusters=made.clusters,
        blocking=[_blocked(one) for one in made.blocking()],
        settings=dict(made.run),
        versions={"onrecord": __version__}
        | {name: found for name in _PACKAGES if (found := _version(name))},
        warnings=made.warnings,
    )


def _scored(made: Linkage, pair: int) -> Scored:
    return Scored(
        left=int(made.pairs.left[pair]),
        right=int(made.pairs.right[pair]),
        probability=float(made.pairs.probability[pair]),
        weight=float(made.pairs.weight[pair]),
        rules=(made.rules[int(made.compared.rule[pair])].name,),
        evidence=tuple(
            Evidence(
                comparison=step.comparison,
                level=str(step.level),
                bits=step.bits,
                sentence=step.remark,
            )
            for step in made.waterfall(pair)
        ),
    )


def _blocked(told: dict[str, object]) -> Blocked:
    share = told["audited_share"]
    return Blocked(
        rule=str(told["rule"]),
        pairs=int(str(told["pairs"])),
        share=None if share is None else float(str(share)),
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
