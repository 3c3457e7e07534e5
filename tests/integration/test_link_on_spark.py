"""Spark finds the pairs and levels that DuckDB finds, on 2,000 invented records."""

from __future__ import annotations

import shutil
import warnings

import numpy as np
import pytest

from onrecord.core.reconcile.linkage import LinkRecord, record_key
from onrecord.flows.link import link

pytest.importorskip("pyspark", reason="Spark is not installed")


def records() -> list[LinkRecord]:
    chance = np.random.default_rng(8)
    given = ("arta", "besim", "dragana", "enver", "fatime", "goran", "dzevdet")
    surnames = ("berisa", "gasi", "hodza", "krasnici", "petrovic", "taci")
    found = []
    for number in range(1_250):
        first, last = str(chance.choice(given)), str(chance.choice(surnames))
        year, day = int(chance.integers(1930, 1990)), int(chance.integers(729_800, 729_900))
        for name in ("ngo", "court") if number % 5 < 3 else ("ngo",):
            spelt = first[:-1] if chance.random() < 0.1 else first
            found.append(
                LinkRecord(
                    key=record_key(name, str(number)),
                    list=name,
                    record=str(number),
                    given=spelt,
                    surname=last,
                    birth_year=year,
                    municipality=str(chance.choice(("peje", "prizren"))),
                    death_day=day,
                    death_month=23_988 + day % 4,
                )
            )
    return found


@pytest.mark.slow
def test_both_engines_score_alike() -> None:
    if shutil.which("java") is None:
        pytest.skip("Java is not installed, so Spark cannot start")
    people = records()
    assert len(people) == 2_000
    plain = link(people)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        spread = link(people, engine="spark")
    assert np.array_equal(plain.pairs.left, spread.pairs.left)
    assert np.array_equal(plain.pairs.right, spread.pairs.right)
    for name, levels in plain.compared.levels.items():
        assert np.array_equal(levels, spread.compared.levels[name]), name
    assert np.allclose(plain.pairs.probability, spread.pairs.probability, atol=1e-9)
    assert np.array_equal(plain.clusters, spread.clusters)
