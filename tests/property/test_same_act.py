"""Whether two accounts may tell one act does not hang on which of them is named first."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.core.reconcile.same_act import Told, same_act

_PERIODS = ("1999-04-14", "1999-04-16", "1999-04", "1999", "1998~", "../1999-03-19", "1999-06-01")
_TOLD = st.builds(
    Told,
    kinds=st.sampled_from([(), ("a",), ("a1", "a"), ("a2", "a"), ("b",)]),
    victim_name=st.sampled_from(
        ["", "Arta Gashi", "Арта Гаши", "Arta", "Goran Ilić", "Artan Gashi"]
    ),
    victim_group=st.sampled_from(["", "g1", "g2"]),
    victims=st.sampled_from(
        [
            None,
            Quantity(bound=Bound.exact, value=3),
            Quantity(bound=Bound.at_least, value=5, low=5),
            Quantity(bound=Bound.range, low=2, high=4),
        ]
    ),
    place=st.sampled_from(["", "m1", "v1", "v2"]),
    municipality=st.sampled_from(["", "m1", "m2"]),
    period=st.sampled_from([None, *map(Period.from_edtf, _PERIODS)]),
)


@given(_TOLD, _TOLD)
def test_it_is_symmetric(one: Told, other: Told) -> None:
    assert same_act(one, other) == same_act(other, one)


@given(_TOLD, _TOLD, st.sampled_from([field.name for field in fields(Told)]))
def test_leaving_a_value_out_says_nothing_new(one: Told, other: Told, left_out: str) -> None:
    """What one of them does not state is in no reason, and no other reason appears for it."""
    if left_out in {"place", "municipality"}:
        silent = replace(other, place="", municipality="")
    else:
        silent = replace(other, **{left_out: getattr(Told(), left_out)})
    assert {*same_act(one, silent).reasons} <= {*same_act(one, other).reasons}


@given(_TOLD)
def test_nothing_speaks_against_an_account_beside_itself(one: Told) -> None:
    assert all(reason.points >= 0 for reason in same_act(one, one).reasons)
