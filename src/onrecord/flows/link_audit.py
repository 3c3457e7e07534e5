"""Which pairs of a run should people look at, and what number follows from their verdicts?"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.adapters.write.spreadsheet import spreadsheet_plain, spreadsheet_safe
from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.linkage.audit import Answers, audit_plan, plan_of
from onrecord.core.reconcile.linkage.decisions import Verdict
from onrecord.core.reconcile.linkage.missed_links import Material
from onrecord.core.reconcile.linkage.pairs import ScoredPairs
from onrecord.core.reconcile.linkage.record import record_key
from onrecord.core.reconcile.linkage.rules import RuleKind
from onrecord.flows.link import SEED, Linkage
from onrecord.flows.linked_estimate import LEAST, LinkedEstimate, linked_estimate

COLUMNS: Final = ("list_left", "record_left", "list_right", "record_right", "verdict")
_ANSWERS: Final = {Verdict.SAME: 1, Verdict.DIFFERENT: 0, Verdict.UNSURE: -1}
_POOR_RULE: Final = 0.02
"""Share of likely pairs below which the pairs that a rule chose first count as wide."""


def write_sample(path: Path, linkage: Linkage, seed: int = SEED) -> int:
    """Write the pairs to look at, without scores and in a random order; return how many."""
    pairs, wide = candidates(linkage)
    chance = np.random.default_rng(seed)
    plan = audit_plan(pairs, linkage.lists, wide, chance)
    rows = [
        (*_names(linkage, int(pairs.left[at])), *_names(linkage, int(pairs.right[at])), "")
        for at in chance.permutation(plan.chosen).tolist()
    ]
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([COLUMNS, *rows])
    except OSError as error:
        reason = (error.strerror or "unknown").lower()
        raise InputError(
            "The sample cannot be written: {reason}", file=str(path), reason=reason
        ) from error
    return len(rows)


def read_audit(path: Path, linkage: Linkage) -> Answers:
    """Return the verdicts of a file with the columns of ``COLUMNS``; no verdict is unsure.

    Rows about pairs that this run does not hold are left out. Raises InputError for a file
    without these columns, a verdict that is none, and no row about a pair of this run.
    """
    pairs, wide = candidates(linkage)
    place = {one.key: index for index, one in enumerate(linkage.records)}
    ends = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    index = {both: at for at, both in enumerate(ends)}
    found: dict[int, int] = {}
    for line, row in enumerate(_rows(path), start=2):
        left, right = (
            place.get(
                record_key(
                    spreadsheet_plain(row[f"list_{side}"]), spreadsheet_plain(row[f"record_{side}"])
                ),
                -1,
            )
            for side in ("left", "right")
        )
        at = index.get((min(left, right), max(left, right)))
        if at is not None:
            found[at] = _answer(row["verdict"] or "", path, line)
    if not found:
        raise InputError("The audit holds no pair of this run", file=str(path))
    chosen = np.array(sorted(found), dtype=np.int64)
    verdict = np.array([found[at] for at in sorted(found)], dtype=np.int64)
    sure = verdict >= 0
    return Answers(plan_of(pairs, wide, chosen[sure]), verdict[sure])


def estimate_of(
    linkage: Linkage, method: str, draws: int, answers: Answers | None, seed: int = SEED
) -> LinkedEstimate:
    """Return the number over linkages drawn from the pairs of a run."""
    pairs, wide = candidates(linkage)
    kinds = linkage.run.get("list_rules", {})
    bits = [np.inf if kinds.get(name) == RuleKind.UNIQUE else 0.0 for name in linkage.list_names]
    material = Material(
        pairs=pairs,
        lists=linkage.lists,
        penalty=np.array(bits),
        constraints=linkage.standing.on([one.key for one in linkage.records]),
    )
    return linked_estimate(
        material,
        linkage.list_names,
        np.random.default_rng(seed),
        wide=wide,
        answers=answers,
        method=method,
        draws=draws,
    )


def candidates(linkage: Linkage) -> tuple[ScoredPairs, NDArray[np.bool_]]:
    """Return the pairs to draw from and to audit, and which of them only wide rules chose.

    A rule counts as wide where hardly one of the pairs that it chose first is likely.
    """
    kept = linkage.pairs.probability >= LEAST
    rule, probability = linkage.compared.rule, linkage.pairs.probability
    size = np.bincount(rule, minlength=len(linkage.rules))
    share = np.bincount(rule, probability, minlength=len(linkage.rules)) / np.maximum(size, 1)
    wide = np.zeros(0, dtype=bool) if not len(rule) else (share < _POOR_RULE)[rule]
    return linkage.pairs.kept(kept), wide[kept]


def _names(linkage: Linkage, record: int) -> tuple[str, str]:
    one = linkage.records[record]
    return spreadsheet_safe(one.list), spreadsheet_safe(one.record)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise InputError(
                    "The audit has no column {column}", file=str(path), column=missing[0]
                )
            return list(reader)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise InputError(
            "The audit cannot be opened: {reason}", file=str(path), reason=reason
        ) from error


def _answer(text: str, path: Path, line: int) -> int:
    said = text.strip().casefold()
    if not said:
        return -1
    try:
        return _ANSWERS[Verdict(said)]
    except ValueError as error:
        raise InputError(
            "The verdict cannot be meant",
            file=str(path),
            line=line,
            value=text,
            remedy="A verdict is same, different or unsure.",
        ) from error
