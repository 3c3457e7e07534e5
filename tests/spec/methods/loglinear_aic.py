"""What does ``loglinear-aic`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import EIGHT, KOSOVO_ROUNDED

SPECIFICATIONS = (
    Specification(
        title="The lists of Kosovo",
        words="AIC admits one more dependence than BIC does.",
        table=KOSOVO_ROUNDED,
        expression="estimate(table, 'loglinear-aic')",
        answer=Near(
            numbers=12_741,
            source="Rcapture 1.4-4, closedpMS, least AIC; model 7 of Ball and others 2002",
            to=0.5,
        ),
    ),
    Specification(
        title="When it gives no number",
        words="Of eight lists there are more models than can be fitted.",
        table=EIGHT,
        expression="reason(table, 'loglinear-aic')",
        answer=(
            "With 8 lists there are too many log-linear models to fit them all; the limit is "
            "6. Use the methods downhill-bic, stepwise-bca and chao-mth, or leave out the "
            "smallest lists."
        ),
    ),
)
