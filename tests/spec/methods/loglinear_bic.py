"""What does ``loglinear-bic`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import KOSOVO, KOSOVO_ROUNDED, STRANGERS

SPECIFICATIONS = (
    Specification(
        title="The lists of Kosovo",
        words="The model that the report chose of 113, and its number.",
        table=KOSOVO,
        expression="estimate(table, 'loglinear-bic')",
        answer=Near(numbers=10_356, source="Ball and others 2002, page 46", to=0.5),
    ),
    Specification(
        title="Its interval",
        words="Printed as 9,002 to 12,122; the report does not say by which profile.",
        table=KOSOVO,
        expression="with_interval(table, 'loglinear-bic')",
        answer=Near(
            numbers=(10_356, 9_002, 12_122), source="Ball and others 2002, page 46", within=0.002
        ),
    ),
    Specification(
        title="Pairs of lists only",
        words=(
            "What is admitted decides the number: without terms for three lists it is four "
            "thousand higher."
        ),
        table=KOSOVO_ROUNDED,
        expression="estimate(table, 'loglinear-bic', order=2)",
        answer=Near(numbers=14_342, source="MultipleSystemsEstimation 1.2.0, maxorder 2", to=0.5),
    ),
    Specification(
        title="When it gives no number",
        words="Without overlap there is a reason instead of a number.",
        table=STRANGERS,
        expression="reason(table, 'loglinear-bic')",
        answer=(
            "No record is on more than one list, so nothing is known about how many are on none."
        ),
    ),
)
