"""The sample of an audit on paper: written without scores, read with verdicts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.linkage.blocking import BlockingRule
from onrecord.core.reconcile.linkage.decisions import standing
from onrecord.core.reconcile.linkage.fit import ComparedPairs
from onrecord.core.reconcile.linkage.pairs import ScoredPairs, weight_of
from onrecord.core.reconcile.linkage.record import LinkRecord, record_key
from onrecord.flows.link import Linkage
from onrecord.flows.link_audit import candidates, estimate_of, read_audit, write_sample

_HEAD = "list_left,record_left,list_right,record_right,verdict"


def _linkage() -> Linkage:
    """Return 60 pairs of likely records by a good rule and 60 unlikely ones by a poor rule."""
    names = ("court", "ngo", "press")
    lists = np.tile([0, 1, 2, 1], 60)
    records = tuple(
        LinkRecord(key=record_key(names[at], str(i)), list=names[at], record=str(i))
        for i, at in enumerate(lists.tolist())
    )
    left = np.arange(120) * 2
    probability = np.where(np.arange(120) < 60, 0.9, 0.001)
    probability[60] = 0.3
    rule = (np.arange(120) >= 60).astype(np.int64)
    return Linkage(
        records=records,
        list_names=names,
        lists=lists,
        comparisons=(),
        rules=(BlockingRule(("given",), 60), BlockingRule(("village",), 60)),
        compared=ComparedPairs(left, left + 1, rule, np.zeros(120, bool), {}),
        model=None,
        pairs=ScoredPairs(left, left + 1, probability, weight_of(probability)),
        clusters=np.arange(240),
        splits=(),
        standing=standing([]),
        warnings=(),
    )


def test_likely_pairs_are_candidates_and_those_of_poor_rules_are_wide() -> None:
    pairs, wide = candidates(_linkage())
    assert len(pairs) == 61
    assert wide.tolist() == [False] * 60 + [True]


def test_a_sample_comes_back_with_its_verdicts(tmp_path: Path) -> None:
    path, linkage = tmp_path / "sample.csv", _linkage()
    assert write_sample(path, linkage) == 61
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    assert head == _HEAD
    path.write_text("\n".join([head, *(row + "same" for row in rows[:40]), *rows[40:]]), "utf-8")
    answers = read_audit(path, linkage)
    assert answers.sure.sum() == 40
    found = estimate_of(linkage, "chao-mh", 10, answers)
    assert not found.provisional
    assert found.audited == 40


def test_the_order_of_a_pair_in_the_file_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "audit.csv"
    path.write_text(f"{_HEAD}\nngo,1,court,0,Same\n", encoding="utf-8")
    answers = read_audit(path, _linkage())
    assert answers.plan.chosen.tolist() == [0]
    assert answers.verdict.tolist() == [1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("list_left,record_left\ncourt,0\n", "no column"),
        (f"{_HEAD}\ncourt,0,ngo,1,perhaps\n", "cannot be meant"),
        (f"{_HEAD}\ncourt,0,ngo,999,same\n", "no pair of this run"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "audit.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_audit(path, _linkage())


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_audit(tmp_path / "absent.csv", _linkage())
