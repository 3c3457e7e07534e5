"""What does ``bayesian-threshold`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import KOSOVO_ROUNDED, TWO_LISTS

SPECIFICATIONS = (
    Specification(
        title="The lists of Kosovo",
        words="Pairs of lists whose term stands out from zero by two standard deviations.",
        table=KOSOVO_ROUNDED,
        expression="estimate(table, 'bayesian-threshold')",
        answer=Near(
            numbers=13_971, source="MultipleSystemsEstimation 1.2.0, maxorder 2", within=0.02
        ),
    ),
    Specification(
        title="Terms of three lists too",
        words="Among the three-list terms whose pairs stood out, two stand out as well.",
        table=KOSOVO_ROUNDED,
        expression="estimate(table, 'bayesian-threshold', order=3)",
        answer=Near(
            numbers=11_814, source="MultipleSystemsEstimation 1.2.0, maxorder 3", within=0.02
        ),
    ),
    Specification(
        title="When it gives no number",
        words="A third list must show whether two of them depend on each other.",
        table=TWO_LISTS,
        expression="reason(table, 'bayesian-threshold')",
        answer="This method needs at least 3 lists that name somebody; here are 2.",
    ),
)
