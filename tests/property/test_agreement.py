"""Whatever was coded, the fast measures are the plain ones, and alignment loses no span."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.reconcile.agreement import (
    Bootstrap,
    Metric,
    aligned,
    cohen_kappa,
    krippendorff_alpha,
)
from onrecord.core.reconcile.agreement.plain import plain_alpha, plain_kappa

_NUMBER = st.integers(0, 5).map(float)
_RATINGS = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.none() | _NUMBER, min_size=coders, max_size=coders), max_size=10
    )
)
_SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda one: (one[0], sum(one))),
    max_size=8,
)


@given(ratings=_RATINGS, metric=st.sampled_from(list(Metric)))
def test_alpha_is_the_plain_one(ratings: list[list[float | None]], metric: Metric) -> None:
    found, plain = krippendorff_alpha(ratings, metric), plain_alpha(ratings, metric)
    assert found.value == (None if plain is None else pytest.approx(plain, abs=1e-9))
    assert (found.reason is None) == (plain is not None)


@given(ratings=_RATINGS, metric=st.sampled_from(list(Metric)))
def test_alpha_does_not_depend_on_the_order_of_coders(
    ratings: list[list[float | None]], metric: Metric
) -> None:
    turned = [unit[::-1] for unit in ratings]
    one, other = (krippendorff_alpha(each, metric).value for each in (ratings, turned))
    assert other == (None if one is None else pytest.approx(one, abs=1e-9))


@given(pairs=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=20))
def test_kappa_is_the_plain_one(pairs: list[tuple[str, str]]) -> None:
    first, second = [one for one, _other in pairs], [other for _one, other in pairs]
    found, plain = cohen_kappa(first, second).value, plain_kappa(first, second)
    assert found == (None if plain is None else pytest.approx(plain, abs=1e-9))


@given(ratings=_RATINGS, metric=st.sampled_from(list(Metric)), seed=st.integers(0, 9))
def test_nothing_is_ever_not_a_number(
    ratings: list[list[float | None]], metric: Metric, seed: int
) -> None:
    drawn = Bootstrap(generator=np.random.default_rng(seed), replicates=20)
    found = krippendorff_alpha(ratings, metric, bootstrap=drawn)
    assert all(part is None or np.isfinite(part) for part in (found.value, found.low, found.high))
    assert found.value is None or found.value <= 1


@given(marked=st.lists(_SPANS, min_size=2, max_size=3))
def test_alignment_keeps_every_span_once(marked: list[list[tuple[int, int]]]) -> None:
    units = aligned(marked)
    for coder, spans in enumerate(marked):
        assert sorted(unit[coder] for unit in units if unit[coder] is not None) == list(
            range(len(spans))
        )
    assert all(any(at is not None for at in unit) for unit in units)
