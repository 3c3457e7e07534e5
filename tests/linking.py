"""A scorer for tests: plain, deterministic, and quick, in the place of the engine."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.linkage import ListRule, PairDecision, ScoredPairs, cluster, standing
from onrecord.core.reconcile.names import matching_key
from onrecord.web.linkage.scoring import Blocked, Evidence, Named, Scored, Scoring, Tell

PRIOR = -6.0
_AGREE = "{what} agree: {left} and {right}."
_DIFFER = "{what} differ: {left} and {right}."


def score(
    mentions: Sequence[Named],
    decisions: Sequence[PairDecision],
    *,
    threshold: float,
    lowest: float,
    tell: Tell,
    word: str = "plain",
) -> Scoring:
    """Score every pair by name, birth and place; ``word`` stands in every text that is kept."""
    pairs = []
    for left, right in combinations(range(len(mentions)), 2):
        tell(left, len(mentions))
        evidence = _evidence(mentions[left], mentions[right], word)
        weight = PRIOR + sum(one.bits for one in evidence)
        probability = float(1 / (1 + 2.0**-weight))
        if probability >= lowest:
            pairs.append(
                Scored(
                    left=left,
                    right=right,
                    probability=probability,
                    weight=weight,
                    rules=(f"surname of {word}",),
                    evidence=evidence,
                )
            )
    lists = sorted({one.list_name for one in mentions})
    clusters = cluster(
        _arrays(pairs),
        np.array([lists.index(one.list_name) for one in mentions], dtype=np.int64),
        [ListRule() for _list in lists],
        standing(decisions).on([one.key for one in mentions]),
        threshold,
    )
    return Scoring(
        pairs=pairs,
        clusters=clusters,
        blocking=[Blocked(rule=f"surname of {word}", pairs=len(pairs), share=0.9)],
        settings={"scorer": f"for tests of {word}"},
        versions={"tests": f"1 of {word}"},
        warnings=[Remark.of("Scored for tests of {word}.", word=word)],
    )


def _arrays(pairs: Sequence[Scored]) -> ScoredPairs:
    return ScoredPairs(
        np.array([one.left for one in pairs], dtype=np.int64),
        np.array([one.right for one in pairs], dtype=np.int64),
        np.array([one.probability for one in pairs], dtype=np.float64),
        np.array([one.weight for one in pairs], dtype=np.float64),
    )


def _evidence(left: Named, right: Named, word: str) -> tuple[Evidence, ...]:
    found = []
    for what, bits, one, other in (
        (
            "given",
            4.0,
            left.values.name and left.values.name.given,
            right.values.name and right.values.name.given,
        ),
        (
            "surname",
            3.0,
            left.values.name and left.values.name.surname,
            right.values.name and right.values.name.surname,
        ),
        (
            "birth",
            3.5,
            left.values.birth and left.values.birth.edtf(),
            right.values.birth and right.values.birth.edtf(),
        ),
        ("municipality", 1.5, left.values.municipality, right.values.municipality),
    ):
        if one is None or other is None:
            continue
        same = matching_key(str(one)) == matching_key(str(other))
        sentence = Remark.of(
            _AGREE if same else _DIFFER, what=what, left=str(one), right=str(other)
        )
        found.append(
            Evidence(
                comparison=what,
                level=f"{'agree' if same else 'differ'} in {word}",
                bits=bits if same else -bits,
                sentence=sentence,
            )
        )
    return tuple(found)
