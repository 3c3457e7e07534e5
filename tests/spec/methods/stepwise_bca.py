"""What does ``stepwise-bca`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import KOSOVO_ROUNDED, TWO_LISTS

SPECIFICATIONS = (
    Specification(
        title="The lists of Kosovo",
        words="The interval of five pairs holds hardly any doubt about which pairs to take in.",
        table=KOSOVO_ROUNDED,
        expression="with_interval(table, 'stepwise-bca', samples=10_000)",
        answer=Near(
            numbers=(14_342, 12_596, 16_527), source="SparseMSE 2.0.1, 1,000 samples", within=0.02
        ),
    ),
    Specification(
        title="When it gives no number",
        words="Two lists have no pair beside the one that nothing can show.",
        table=TWO_LISTS,
        expression="reason(table, 'stepwise-bca')",
        answer="This method needs at least 3 lists that name somebody; here are 2.",
    ),
)
