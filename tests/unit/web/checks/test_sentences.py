"""A kept sentence is the same sentence again, with its quantities and periods."""

from __future__ import annotations

import json

from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.core.kernel.remark import Remark
from onrecord.web.checks.sentences import kept, remade


def test_every_value_comes_back() -> None:
    base = Quantity(bound=Bound.exact, value=67_000)
    share = Quantity(bound=Bound.share, low=0.5, high=1.0, unit="share", base=base)
    remark = Remark.of(
        "{share} of {all} in {when}: {why}, {parts}, {n}, {unknown}",
        share=share,
        all=base,
        when=Period.from_edtf("1999-04/1999-06"),
        why=Remark.of("more than {n}", n=3),
        parts=(1, Remark.of("two"), "three"),
        n=0.25,
        unknown=None,
    )
    assert remade(json.loads(json.dumps(kept(remark)))) == remark
