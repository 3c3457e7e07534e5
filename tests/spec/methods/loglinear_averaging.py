"""What does ``loglinear-averaging`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import EIGHT, KOSOVO_ROUNDED

SPECIFICATIONS = (
    Specification(
        title="The lists of Kosovo, pairs only",
        words="Two models hold nearly all the belief.",
        table=KOSOVO_ROUNDED,
        expression="estimate(table, 'loglinear-averaging', order=2)",
        answer=Near(
            numbers=14_201, source="conting 1.7, the same prior, three chains", within=0.002
        ),
    ),
    Specification(
        title="When it gives no number",
        words="Of eight lists there are more models than can be fitted.",
        table=EIGHT,
        expression="reason(table, 'loglinear-averaging')",
        answer=(
            "With 8 lists there are too many log-linear models to fit them all; the limit is "
            "6. Use the methods downhill-bic, stepwise-bca and chao-mth, or leave out the "
            "smallest lists."
        ),
    ),
)
