"""How is a linkage run made: what is read, what is kept of it?"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from numpy.typing import NDArray

from onrecord.core.kernel.errors import UsageError
from onrecord.web.linkage import selectors
from onrecord.web.linkage.models import CandidatePair, ClusterMember, Run
from onrecord.web.linkage.reading import as_decisions, named
from onrecord.web.linkage.scoring import Scored, Scorer, Scoring, Tell
from onrecord.web.linkage.standing import pair_of
from onrecord.web.linkage.worth import Order, order, sample, second
from onrecord.web.people.models import Mention
from onrecord.web.site.ids import new_id
from onrecord.web.site.rights import Actor, Right, require

_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a run is asked for.

    ``threshold`` and ``lowest`` are probabilities: clusters join from the one, pairs are kept
    for review from the other. ``second`` is the share of pairs that two people review, ``blind``
    whether these see no score before they decide; ``measured`` pairs above and as many below the
    threshold are drawn to measure quality.
    """

    threshold: float = 0.9
    lowest: float = 0.05
    second: float = 0.1
    blind: bool = True
    measured: int = 100

    def __post_init__(self) -> None:
        if not 0 < self.lowest <= self.threshold < 1:
            raise UsageError(
                "The lowest probability is above 0 and not above the threshold.",
                value=f"{self.lowest}, {self.threshold}",
            )
        if not 0 <= self.second <= 1 or self.measured < 0:
            raise UsageError("A share lies between 0 and 1.", value=self.second)


def _silent(_done: int, _all: int) -> None:
    """Tell nobody how far a run is."""


def link(compartment_id: int, asked: Asked, *, by: Actor, tell: Tell = _silent) -> Run:
    """Score the mentions of a compartment, the general one beside it, and keep the run.

    Only what ``by`` may see is read. Raises UsageError where there are fewer than two mentions
    or nothing scores pairs.
    """
    require(by, Right.JUDGE)
    rows = list(selectors.read_for_run(by, compartment_id))
    if len(rows) < 2:
        raise UsageError(
            "There are fewer than two mentions to link.", remedy="Bring a list in first."
        )
    score = cast("Scorer", import_string(settings.ONRECORD_SCORER))
    given = [named(row) for row in rows]
    keys = {row.stem: one.key for row, one in zip(rows, given, strict=True)}
    held = selectors.held_in(compartment_id)
    joined = selectors.memberships_in(compartment_id)
    begun = time.monotonic()
    scoring = score(
        given,
        as_decisions(held, joined, keys),
        threshold=asked.threshold,
        lowest=asked.lowest,
        tell=tell,
    )
    took = time.monotonic() - begun
    return keep(compartment_id, rows, scoring, asked, seconds=took, by=by)


@transaction.atomic
def keep(
    compartment_id: int,
    rows: Sequence[Mention],
    scoring: Scoring,
    asked: Asked,
    *,
    by: Actor,
    seconds: float = 0.0,
    generator: np.random.Generator | None = None,
) -> Run:
    """Keep a run with its pairs and the clusters of their mentions, as one unit.

    Pairs that lie in the general compartment alone are left to a run over that one.
    """
    require(by, Right.JUDGE)
    chance = generator or np.random.default_rng(new_id())
    lists, codes = _lists(rows)
    ordered = order(*_arrays(scoring.pairs), scoring.clusters, codes)
    run = _run(compartment_id, rows, scoring, asked, lists, seconds=seconds, by=by)
    places = _places(compartment_id, rows, scoring, asked.lowest)
    pairs = [_pair(run, rows, scoring.pairs[at], ordered, at) for at in places.tolist()]
    _draw(pairs, ordered.linked[places], asked, chance)
    CandidatePair.objects.bulk_create(pairs, batch_size=_CHUNK)
    _keep_clusters(run, rows, scoring, places)
    return run


def _run(
    compartment_id: int,
    rows: Sequence[Mention],
    scoring: Scoring,
    asked: Asked,
    lists: dict[str, int],
    *,
    seconds: float,
    by: Actor,
) -> Run:
    return Run.objects.create(
        spans=sorted({row.compartment_id for row in rows}),
        sources=sorted({row.source_id for row in rows}),
        lists=lists,
        mentions=len(rows),
        clusters=len(set(scoring.clusters.tolist())),
        threshold=asked.threshold,
        lowest=asked.lowest,
        blind=asked.blind,
        blocking=[
            {"rule": one.rule, "pairs": one.pairs, "share": one.share} for one in scoring.blocking
        ],
        settings=scoring.settings,
        versions=scoring.versions,
        inputs=_digest(rows),
        warnings=[one.to_plain() for one in scoring.warnings],
        seconds=seconds,
        compartment_id=compartment_id,
        made_by_id=by.pk,
    )


def _places(
    compartment_id: int, rows: Sequence[Mention], scoring: Scoring, lowest: float
) -> NDArray[np.int64]:
    """Return which pairs are kept: likely enough, and not of the general compartment alone."""
    kept = [
        at
        for at, one in enumerate(scoring.pairs)
        if one.probability >= lowest
        and compartment_id in {rows[one.left].compartment_id, rows[one.right].compartment_id}
    ]
    return np.array(kept, dtype=np.int64)


def _lists(rows: Sequence[Mention]) -> tuple[dict[str, int], NDArray[np.int64]]:
    counts = dict(sorted(Counter(row.list_name for row in rows).items()))
    codes = {name: code for code, name in enumerate(counts)}
    return counts, np.array([codes[row.list_name] for row in rows], dtype=np.int64)


def _arrays(
    pairs: Sequence[Scored],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    return (
        np.array([one.left for one in pairs], dtype=np.int64),
        np.array([one.right for one in pairs], dtype=np.int64),
        np.array([one.probability for one in pairs], dtype=np.float64),
    )


def _digest(rows: Sequence[Mention]) -> str:
    """Return the digest of the versions that were read: the same versions, the same digest."""
    read = "\n".join(sorted(f"{row.stem} {row.version}" for row in rows))
    return hashlib.sha256(read.encode()).hexdigest()


def _pair(
    run: Run, rows: Sequence[Mention], scored: Scored, ordered: Order, at: int
) -> CandidatePair:
    one, other = rows[scored.left], rows[scored.right]
    if pair_of(one.stem, other.stem)[0] != one.stem:
        one, other = other, one
    return CandidatePair(
        run=run,
        left=one.stem,
        right=other.stem,
        left_list=one.list_name,
        right_list=other.list_name,
        probability=scored.probability,
        weight=scored.weight,
        rules=list(scored.rules),
        waterfall=[
            {
                "comparison": each.comparison,
                "level": each.level,
                "bits": each.bits,
                "sentence": each.sentence.to_plain(),
            }
            for each in scored.evidence
        ],
        worth=float(ordered.worth[at]),
        records=int(ordered.records[at]),
        joins=bool(ordered.joins[at]),
        linked=bool(ordered.linked[at]),
        compartment_id=run.compartment_id,
        made_by_id=run.made_by_id,
    )


def _draw(
    pairs: Sequence[CandidatePair],
    linked: NDArray[np.bool_],
    asked: Asked,
    chance: np.random.Generator,
) -> None:
    """Mark the pairs that measure quality, and those that two people review."""
    if not pairs:
        return
    known = {one.pair for one in selectors.standing_in(pairs[0].compartment_id)}
    undecided = np.array([(one.left, one.right) not in known for one in pairs], dtype=bool)
    drawn = sample(linked, asked.measured, generator=chance)
    twice = second(undecided, asked.second, generator=chance)
    for one, is_sampled, is_second in zip(pairs, drawn, twice, strict=True):
        one.sampled, one.second = bool(is_sampled), bool(is_second)


def _keep_clusters(
    run: Run,
    rows: Sequence[Mention],
    scoring: Scoring,
    places: NDArray[np.int64],
) -> None:
    """Keep the mentions of every cluster that a kept pair touches."""
    touched: set[int] = set()
    for at in places.tolist():
        scored = scoring.pairs[at]
        touched |= {int(scoring.clusters[scored.left]), int(scoring.clusters[scored.right])}
    made: dict[str, Any] = {"compartment_id": run.compartment_id, "made_by_id": run.made_by_id}
    members = (
        ClusterMember(run=run, mention=row.stem, cluster=cluster, **made)
        for row, cluster in zip(rows, scoring.clusters.tolist(), strict=True)
        if cluster in touched
    )
    ClusterMember.objects.bulk_create(members, batch_size=_CHUNK)
