"""What does ``stepwise`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import INDEPENDENT, KOSOVO_ROUNDED, TWO_REGIONS

SPECIFICATIONS = (
    Specification(
        title="Worked by hand",
        words="No pair of lists meets more or less often than by chance, so that none is taken in.",
        table=INDEPENDENT,
        expression="estimate(table, 'stepwise')",
        answer=1000.0,
    ),
    Specification(
        title="The lists of Kosovo",
        words=(
            "Five pairs are taken in. The method knows no dependence of three lists, and "
            "these lists have one."
        ),
        table=KOSOVO_ROUNDED,
        expression="with_interval(table, 'stepwise')",
        answer=Near(numbers=(14_342, 12_541, 16_540), source="SparseMSE 2.0.1", to=0.5),
    ),
    Specification(
        title="When it gives no number",
        words="A list that covers part of the people must be taken by strata.",
        table=TWO_REGIONS,
        expression="reason(table, 'stepwise')",
        answer=(
            "Some records could not have been named by every list (union), and this method "
            "needs lists that cover everybody. Estimate by strata within which the lists "
            "cover everybody."
        ),
    ),
)
