"""From scored pairs to a number that carries the doubt of its links."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from onrecord.core.kernel.errors import UsageError
from onrecord.core.reconcile.linkage.audit import Answers, audit_plan
from onrecord.core.reconcile.linkage.missed_links import Material
from onrecord.core.reconcile.linkage.pairs import ScoredPairs, weight_of
from onrecord.flows.linked_estimate import (
    CEILING,
    MEASURED_COVERAGE,
    Correction,
    Coverage,
    linked_estimate,
)

_LISTS = ("court", "ngo", "press")
_PERSONS = 400
_METHOD = "loglinear-bic"


def _world(seed: int = 5) -> tuple[Material, np.ndarray, np.ndarray]:
    """Return an invented world: three lists, scores of true pairs and of false ones, the truth."""
    chance = np.random.default_rng(seed)
    named = chance.random((_PERSONS, 3)) < (0.5, 0.4, 0.45)
    person, lists = np.nonzero(named)
    pairs = [
        (a, b)
        for a in range(len(person))
        for b in range(a + 1, len(person))
        if person[a] == person[b] or (lists[a] != lists[b] and chance.random() < 0.002)
    ]
    left, right = np.array(pairs).T
    true = person[left] == person[right]
    probability = np.where(
        true, chance.beta(6, 1, len(true)), np.clip(chance.beta(1, 4, len(true)), 0.06, 1)
    )
    probability = np.clip(probability, 0.05, 0.999)
    scored = ScoredPairs(left, right, probability, weight_of(probability))
    return Material(pairs=scored, lists=lists, penalty=np.full(3, 4.9)), true, person


def _answers(material: Material, true: np.ndarray, wide: np.ndarray) -> Answers:
    plan = audit_plan(material.pairs, material.lists, wide, np.random.default_rng(1))
    return Answers(plan, true[plan.chosen].astype(np.int64))


def test_without_an_audit_the_number_is_provisional() -> None:
    material, _true, _person = _world()
    found = linked_estimate(material, _LISTS, np.random.default_rng(1), method=_METHOD, draws=10)
    assert found.provisional
    assert found.correction is Correction.WIDE
    assert "provisional" in str(found.warnings[0])
    assert found.overall is None


@pytest.mark.parametrize("way", list(Correction))
def test_every_correction_gives_a_number_with_its_quality(way: Correction) -> None:
    material, true, _person = _world()
    wide = np.arange(len(true)) % 20 == 0
    found = linked_estimate(
        material, _LISTS, np.random.default_rng(1), wide=wide,
        answers=_answers(material, true, wide), correction=way, method=_METHOD, draws=10,
    )  # fmt: skip
    assert not found.provisional
    assert found.estimate.N is not None
    assert found.estimate.N > found.estimate.observed > 250
    said = json.loads(json.dumps(found.to_dict()))
    assert said["correction"] == str(way)
    assert [one["threshold"] for one in said["thresholds"]] == [0.5, 0.9, 0.99]
    assert 0.5 < said["recall"]["share"] <= 1
    assert {tuple(one["lists"]) for one in said["by_lists"]} >= {("court", "ngo")}


def test_the_audit_decides_the_default_and_mends_what_the_standard_rules_missed() -> None:
    material, true, person = _world()
    wide = true & (np.arange(len(true)) % 4 == 0)
    answers = _answers(material, true, wide)
    numbers = {
        way: linked_estimate(
            material, _LISTS, np.random.default_rng(1), wide=wide, answers=answers,
            correction=way, method=_METHOD, draws=10,
        )
        for way in (None, Correction.NONE)
    }  # fmt: skip
    assert numbers[None].correction is Correction.RECALIBRATED
    seen = len(np.unique(person))
    assert numbers[None].estimate.observed == pytest.approx(seen, rel=0.05)
    assert numbers[Correction.NONE].estimate.observed > 1.1 * seen


def test_the_same_chance_gives_the_same_number() -> None:
    material, true, _person = _world()
    answers = _answers(material, true, np.zeros(len(true), dtype=bool))
    one, two = (
        linked_estimate(
            material, _LISTS, np.random.default_rng(9), answers=answers, method=_METHOD, draws=10
        ).to_dict()
        for _time in range(2)
    )
    assert one == two


def test_a_correction_by_audit_needs_one() -> None:
    material, _true, _person = _world()
    with pytest.raises(UsageError, match="audit"):
        linked_estimate(material, _LISTS, np.random.default_rng(1), correction=Correction.HISTORIES)


def test_the_coverage_said_beside_a_number_is_that_of_the_measured_table() -> None:
    page = Path(__file__).parents[3] / "docs/explanation/linkage-and-the-number.md"
    rows = re.findall(r"^\| ([a-z ]+?) \| (\d+) of (\d+) \|", page.read_text("utf-8"), re.MULTILINE)
    table = {links: Coverage(int(inside), int(worlds)) for links, inside, worlds in rows}
    assert table.pop("true links") == CEILING
    assert table == {str(way): measured for way, measured in MEASURED_COVERAGE.items()}


def test_a_number_by_the_measured_method_says_how_often_it_holds() -> None:
    material, true, _person = _world()
    answers = _answers(material, true, np.zeros(len(true), dtype=bool))
    found = linked_estimate(material, _LISTS, np.random.default_rng(1), answers=answers, draws=2)
    measured = MEASURED_COVERAGE[Correction.RECALIBRATED]
    said = [str(one) for one in found.warnings]
    assert any(f"in {measured.inside}; with perfect links" in one for one in said)
