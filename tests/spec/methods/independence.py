"""What does ``independence`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import INDEPENDENT, KOSOVO_ROUNDED, TWO_REGIONS

SPECIFICATIONS = (
    Specification(
        title="Worked by hand",
        words="In this table the 125 people on no list are as many as those in each cell.",
        table=INDEPENDENT,
        expression="estimate(table, 'independence')",
        answer=1000.0,
    ),
    Specification(
        title="The lists of Kosovo",
        words=(
            "Far below what methods say that admit dependence: these lists depend on one another."
        ),
        table=KOSOVO_ROUNDED,
        expression="with_interval(table, 'independence')",
        answer=Near(
            numbers=(7_395, 7_148, 7_656), source="Rcapture 1.4-4, closedpCI, model Mt", to=0.5
        ),
    ),
    Specification(
        title="When it gives no number",
        words="A person whom the union could not have named is neither on it nor absent from it.",
        table=TWO_REGIONS,
        expression="reason(table, 'independence')",
        answer=(
            "Some records could not have been named by every list (union), and this method "
            "needs lists that cover everybody. Estimate by strata within which the lists "
            "cover everybody."
        ),
    ),
)
