"""Can both be the date on which one person was killed or went missing?"""

from onrecord.core.reconcile.linkage.comparison import Comparison, Level, Row
from onrecord.core.reconcile.linkage.comparisons._values import apart, both, equal


def _unsaid(left: Row, right: Row) -> bool:
    return not both(left, right, "eday")


def _near_months(left: Row, right: Row) -> bool:
    return equal(left, right, "emon") or apart(left, right, "eday") <= 31


COMPARISON = Comparison(
    name="event",
    columns=("eday", "emon"),
    needs=("emon",),
    levels=(
        Level(
            sql="emon_l IS NULL OR emon_r IS NULL",
            holds=lambda left, right: not both(left, right, "emon"),
            sentence="One of the two does not state the date of the event.",
            start=0.0,
        ),
        Level(
            sql="eday_l = eday_r",
            holds=lambda left, right: equal(left, right, "eday"),
            sentence="The day of the event is the same in both.",
            start=0.5,
        ),
        Level(
            sql="abs(eday_l - eday_r) <= 3",
            holds=lambda left, right: apart(left, right, "eday") <= 3,
            sentence="The days of the event differ by up to three.",
            start=0.14,
        ),
        Level(
            sql="(eday_l IS NULL OR eday_r IS NULL) AND emon_l = emon_r",
            holds=lambda left, right: _unsaid(left, right) and equal(left, right, "emon"),
            sentence="The month of the event is the same; one source knows no day.",
            start=0.26,
        ),
        Level(
            sql="emon_l = emon_r OR abs(eday_l - eday_r) <= 31",
            holds=_near_months,
            sentence="The days of the event differ by up to a month.",
            start=0.04,
        ),
        Level(
            sql="abs(emon_l - emon_r) <= 1",
            holds=lambda left, right: apart(left, right, "emon") <= 1,
            sentence="The events fall into neighbouring months.",
            start=0.03,
        ),
        Level(
            sql="ELSE",
            holds=lambda _l, _r: True,
            sentence="The dates of the event lie further apart.",
            start=0.03,
        ),
    ),
)
