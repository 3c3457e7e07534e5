"""What does ``gamma-heterogeneity`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import HARDLY_MEET, KOSOVO_ROUNDED

SPECIFICATIONS = (
    Specification(
        title="The lists of Kosovo",
        words="Many people very hard to find: the highest of all answers for these lists.",
        table=KOSOVO_ROUNDED,
        expression="estimate(table, 'gamma-heterogeneity')",
        answer=Near(numbers=18_387, source="Rcapture 1.4-4, closedp, Mth Gamma3.5", to=0.5),
    ),
    Specification(
        title="When it gives no number",
        words="Where only two lists meet, the curve of the law cannot be fitted.",
        table=HARDLY_MEET,
        expression="reason(table, 'gamma-heterogeneity')",
        answer="The lists overlap too little: the estimate of this model does not exist.",
    ),
)
