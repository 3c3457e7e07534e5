"""Can both be the birth of one person, each as precisely as its source knows it?"""

from onrecord.core.reconcile.linkage.comparison import Comparison, Level, Row
from onrecord.core.reconcile.linkage.comparisons._values import apart, both, equal


def _days(left: Row, right: Row) -> bool:
    return both(left, right, "bday")


def _exchanged(left: Row, right: Row) -> bool:
    return (
        _days(left, right)
        and equal(left, right, "byear")
        and left["bm"] == right["bd"]
        and left["bd"] == right["bm"]
    )


def _day_or_month(left: Row, right: Row) -> bool:
    parts = equal(left, right, "bm") or equal(left, right, "bd")
    return _days(left, right) and equal(left, right, "byear") and parts


def _another_year(left: Row, right: Row) -> bool:
    parts = equal(left, right, "bm") and equal(left, right, "bd")
    return _days(left, right) and parts


_DAYS = "bday_l IS NOT NULL AND bday_r IS NOT NULL"

COMPARISON = Comparison(
    name="birth",
    columns=("bday", "bm", "bd", "byear"),
    needs=("byear",),
    levels=(
        Level(
            sql="byear_l IS NULL OR byear_r IS NULL",
            holds=lambda left, right: not both(left, right, "byear"),
            sentence="One of the two does not state the birth.",
            start=0.0,
        ),
        Level(
            sql="bday_l = bday_r",
            holds=lambda left, right: equal(left, right, "bday"),
            sentence="The day of birth is the same in both.",
            start=0.45,
        ),
        Level(
            sql=f"{_DAYS} AND byear_l = byear_r AND bm_l = bd_r AND bd_l = bm_r",
            holds=_exchanged,
            sentence="Day and month of birth are exchanged.",
            start=0.02,
        ),
        Level(
            sql=f"{_DAYS} AND byear_l = byear_r AND (bm_l = bm_r OR bd_l = bd_r)",
            holds=_day_or_month,
            sentence="The year of birth and either its day or its month are the same.",
            start=0.06,
        ),
        Level(
            sql=f"{_DAYS} AND bm_l = bm_r AND bd_l = bd_r",
            holds=_another_year,
            sentence="Day and month of birth are the same, in another year.",
            start=0.04,
        ),
        Level(
            sql=f"NOT ({_DAYS}) AND byear_l = byear_r",
            holds=lambda left, right: not _days(left, right) and equal(left, right, "byear"),
            sentence="The year of birth is the same; one source knows no more.",
            start=0.23,
        ),
        Level(
            sql=f"NOT ({_DAYS}) AND abs(byear_l - byear_r) = 1",
            holds=lambda left, right: not _days(left, right) and apart(left, right, "byear") == 1,
            sentence="The years of birth differ by one; one source knows no more.",
            start=0.08,
        ),
        Level(
            sql=f"NOT ({_DAYS}) AND abs(byear_l - byear_r) = 2",
            holds=lambda left, right: not _days(left, right) and apart(left, right, "byear") == 2,
            sentence="The years of birth differ by two; one source knows no more.",
            start=0.06,
        ),
        Level(
            sql=f"{_DAYS} AND byear_l = byear_r",
            holds=lambda left, right: _days(left, right) and equal(left, right, "byear"),
            sentence="The year of birth is the same, day and month differ.",
            start=0.02,
        ),
        Level(
            sql="abs(byear_l - byear_r) <= 5",
            holds=lambda left, right: apart(left, right, "byear") <= 5,
            sentence="The years of birth differ by up to five.",
            start=0.02,
        ),
        Level(
            sql="ELSE",
            holds=lambda _l, _r: True,
            sentence="The years of birth differ by more than five.",
            start=0.02,
        ),
    ),
)
