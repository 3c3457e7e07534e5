"""Are the ages as near as two sources give them for one person?"""

from onrecord.core.reconcile.linkage.comparison import Comparison, Level
from onrecord.core.reconcile.linkage.comparisons._values import apart, both

_STEPS = (
    (0, "The age is the same in both.", 0.6),
    (1, "The ages differ by one year.", 0.25),
    (2, "The ages differ by two years.", 0.06),
    (5, "The ages differ by three to five years.", 0.05),
)


def _within(years: int, sentence: str, start: float) -> Level:
    return Level(
        sql=f"abs(age_l - age_r) <= {years}",
        holds=lambda left, right: apart(left, right, "age") <= years,
        sentence=sentence,
        start=start,
    )


COMPARISON = Comparison(
    name="age",
    columns=("age",),
    needs=("age",),
    levels=(
        Level(
            sql="age_l IS NULL OR age_r IS NULL",
            holds=lambda left, right: not both(left, right, "age"),
            sentence="One of the two does not state the age.",
            start=0.0,
        ),
        *(_within(*each) for each in _STEPS),
        Level(
            sql="ELSE",
            holds=lambda _l, _r: True,
            sentence="The ages differ by more than five years.",
            start=0.04,
        ),
    ),
)
