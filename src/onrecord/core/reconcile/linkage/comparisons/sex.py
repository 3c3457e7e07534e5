"""Do both sources give the person one sex?"""

from onrecord.core.reconcile.linkage.comparison import Comparison, Level
from onrecord.core.reconcile.linkage.comparisons._values import both, equal

COMPARISON = Comparison(
    name="sex",
    columns=("sex",),
    needs=("sex",),
    levels=(
        Level(
            sql="sex_l IS NULL OR sex_r IS NULL",
            holds=lambda left, right: not both(left, right, "sex"),
            sentence="One of the two does not state the sex.",
            start=0.0,
        ),
        Level(
            sql="sex_l = sex_r",
            holds=lambda left, right: equal(left, right, "sex"),
            sentence="The sex is the same in both.",
            start=0.98,
        ),
        Level(sql="ELSE", holds=lambda _l, _r: True, sentence="The sexes differ.", start=0.02),
    ),
)
