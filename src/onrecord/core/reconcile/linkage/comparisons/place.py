"""Do municipality and village mean one place, in any spelling?"""

from onrecord.core.reconcile.linkage.comparison import Comparison, Level, Row
from onrecord.core.reconcile.linkage.comparisons._values import both, equal
from onrecord.core.reconcile.names.likeness import jaro_winkler

_ALIKE = 0.88


def _same(left: Row, right: Row, column: str) -> bool:
    if not both(left, right, column):
        return False
    one, other = str(left[column]), str(right[column])
    return one == other or jaro_winkler(one, other) >= _ALIKE


def _village(left: Row, right: Row) -> bool:
    return equal(left, right, "place") or _same(left, right, "village")


def _unsaid(left: Row, right: Row) -> bool:
    return not both(left, right, "village")


def _alike(column: str) -> str:
    return f"({column}_l = {column}_r OR {{jw}}({column}_l, {column}_r) >= {_ALIKE})"


_VILLAGE = f"(place_l = place_r OR {_alike('village')})"
_UNSAID = "(village_l IS NULL OR village_r IS NULL)"

COMPARISON = Comparison(
    name="place",
    columns=("mun", "village", "place"),
    needs=("mun|village",),
    levels=(
        Level(
            sql=f"(mun_l IS NULL OR mun_r IS NULL) AND {_UNSAID}",
            holds=lambda left, right: not both(left, right, "mun") and _unsaid(left, right),
            sentence="One of the two does not state the place.",
            start=0.0,
        ),
        Level(
            sql=f"{_VILLAGE} AND {_alike('mun')}",
            holds=lambda left, right: _village(left, right) and _same(left, right, "mun"),
            sentence="Municipality and village are the same in both.",
            start=0.5,
        ),
        Level(
            sql=_VILLAGE,
            holds=_village,
            sentence="The village is the same, under another municipality or none.",
            start=0.05,
        ),
        Level(
            sql=f"{_UNSAID} AND {_alike('mun')}",
            holds=lambda left, right: _unsaid(left, right) and _same(left, right, "mun"),
            sentence="The municipality is the same; one of the two names no village.",
            start=0.25,
        ),
        Level(
            sql=_alike("mun"),
            holds=lambda left, right: _same(left, right, "mun"),
            sentence="The municipality is the same, the villages are written differently.",
            start=0.12,
        ),
        Level(
            sql=_UNSAID,
            holds=_unsaid,
            sentence="The municipalities are written differently; one of the two names no village.",
            start=0.05,
        ),
        Level(
            sql="ELSE",
            holds=lambda _l, _r: True,
            sentence="Municipality and village are written differently.",
            start=0.03,
        ),
    ),
)
