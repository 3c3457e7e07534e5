"""What does ``poisson-heterogeneity`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import EVEN, KOSOVO_ROUNDED

SPECIFICATIONS = (
    Specification(
        title="The lists of Kosovo",
        words="Most people are hard to find and a few easy.",
        table=KOSOVO_ROUNDED,
        expression="with_interval(table, 'poisson-heterogeneity')",
        answer=Near(
            numbers=(9_328, 8_755, 9_958),
            source="Rcapture 1.4-4, closedp and closedpCI, Mth Poisson2",
            to=0.5,
        ),
    ),
    Specification(
        title="When it gives no number",
        words="People who differ are found on no list or on many, not all on two.",
        table=EVEN,
        expression="reason(table, 'poisson-heterogeneity')",
        answer=(
            "The lists name people more evenly than by chance, which no difference between "
            "people explains: this model does not fit them."
        ),
    ),
)
